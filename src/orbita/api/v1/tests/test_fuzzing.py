"""Whatever is sent, the API answers in its own words: nothing that comes in is a fault inside.

Calls are made up by schemathesis from the description, some of them against records that there are.
"""

import os
from typing import Any

import pytest
import requests
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from orbita.api.keys.tests.factories import Program
from orbita.api.v1.openapi import document
from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.accounts.models import RoleAssignment
from orbita.platform.accounts.tests.factories import employee, role
from orbita.platform.acts.actor import SYSTEM
from orbita.sales.deals.tests.factories import deal, reason, stage
from orbita.sales.leads.tests.factories import lead

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip


@pytest.fixture
def known(db: None) -> dict[str, Any]:
    """A few records, by the names that places and fields have; and the key of who may everything."""
    who = employee("admin")
    RoleAssignment.objects.create(role=role("director"), user=who)
    party, sold = organisation("Маяк", owner=who), deal("Поставка", owner=who)
    asked = lead(subject="Винт", owner=who)
    return {
        "secret": Program(who).secret,
        "party_id": party.pk, "organisation_id": party.pk, "source_id": party.pk,
        "target_id": person("Ильин", owner=who).pk, "deal_id": sold.pk, "lead_id": asked.pk,
        "stage_id": stage().pk, "pipeline_id": stage().pipeline_id, "reason_id": reason().pk,
        "user_id": who.pk, "owner_id": who.pk, "role_id": role("seller").pk,
        "kind": "party", "record_id": party.pk,
        "parties": party.pk, "deals": sold.pk, "leads": asked.pk,
    }  # fmt: skip


def _aimed(case: Any, known: dict[str, Any]) -> None:
    """Every second call is aimed at records that there are."""
    tag = case.path.strip("/").partition("/")[0]
    for name in case.path_parameters or {}:
        found = known.get(name) or (known.get(tag) if name == "id" else None)
        if found is not None:
            case.path_parameters[name] = str(found)
    if isinstance(case.body, dict):
        for name in case.body:
            if name in known and isinstance(case.body[name], str):
                case.body[name] = str(known[name])


def _sent(case: Any, client: Client) -> Response:
    """The call through Django's own door, its answer as schemathesis reads answers."""
    wanted = requests.Request(
        **case.as_transport_kwargs(base_url="http://testserver/api/v1")
    ).prepare()
    wanted.headers.pop("User-Agent", None)
    body: Any = wanted.body or b""
    answer = client.generic(
        str(wanted.method),
        str(wanted.path_url),
        body.encode() if isinstance(body, str) else body,
        str(wanted.headers.get("Content-Type") or ""),
        headers={k: str(v) for k, v in wanted.headers.items() if k.lower() not in OURS},
    )
    return Response(
        answer.status_code,
        {name.lower(): [value] for name, value in answer.headers.items()},
        answer.content,
        wanted,
        elapsed=0,
        verify=False,
    )


OURS = frozenset({"content-type", "content-length", "authorization", "host"})


def _try(operation: Any, known: dict[str, Any], client: Client, count: int) -> None:
    @settings(
        max_examples=count, deadline=None, database=None, derandomize=True,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        _aimed(case, known)
        with transaction.atomic():
            case.validate_response(_sent(case, client), checks=CHECKS)
            transaction.set_rollback(True)

    send()


@pytest.mark.req("PLT-14")
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_nothing_that_is_sent_is_a_fault(known: dict[str, Any], mode: str) -> None:
    schema = schemathesis.openapi.from_dict(document(SYSTEM))
    schema.config.generation.update(modes=[GenerationMode(mode)])
    client = Client(headers={"Authorization": f"Bearer {known['secret']}"})
    faults = []
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        try:
            _try(operation, known, client, int(os.environ.get("ORBITA_FUZZ", "1")))
        except BaseException as fault:
            faults.append((operation.label, _said(fault)))
    assert faults == []


def _said(fault: BaseException) -> str:
    inner = getattr(fault, "exceptions", (fault,))
    return " | ".join(str(one)[:600] for one in inner)
