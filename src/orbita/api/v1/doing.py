"""Carrying out a call: one transaction, the state that the caller saw, the key that makes it once."""

import hashlib
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from orbita.api.keys.commands import note_act
from orbita.api.keys.models import ApiKey
from orbita.api.v1.asking import one_record
from orbita.api.v1.etags import etags, matches
from orbita.api.v1.models import KeptCall
from orbita.api.v1.operations import Call, Operation, Outcome
from orbita.api.v1.problems import Problem
from orbita.api.v1.shapes import kind_of_resource
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.resources.slots import resources

PLACE = UUID("4f2b7d7e-7f3c-4c7e-9c0e-6b3f0a1d2c5b")
LONGEST_KEY = 255


def carry_out(
    request: HttpRequest, operation: Operation, call: Call, key: ApiKey
) -> tuple[Outcome, UUID | None]:
    """The outcome and the act it was. Reading needs no transaction."""
    if not operation.writes:
        return operation.run(call), None
    given = request.headers.get("Idempotency-Key", "")
    if len(given) > LONGEST_KEY:
        raise Problem(400, _("An Idempotency-Key has 255 signs at most."))
    with transaction.atomic():
        kept = _begin(request, call.actor, given) if given else None
        if kept is not None and kept.status:
            return _again(kept, call.actor)
        _check_state(request, operation, call)
        before = last_act_id()
        outcome = operation.run(call)
        act = last_act_id()
        act = act if act != before else None
        if act is not None:
            note_act(key.pk, act)
        outcome = shown(outcome, call.actor)
        if kept is not None:
            _keep(kept, outcome, act)
    return outcome, act


def shown(outcome: Outcome, actor: Actor) -> Outcome:
    """The outcome with the record as it is now, as far as the actor still sees it."""
    if outcome.record is None:
        return outcome
    name, pk = outcome.record
    try:
        found = one_record(resources[name], actor, pk)
    except NotFound:
        return replace(outcome, body=outcome.body or {"id": str(pk)})
    headers = {**outcome.headers, "ETag": f'"{found["etag"]}"'}
    if outcome.status == 201:
        headers["Location"] = f"/api/v1/{name}/{pk}/"
    return replace(outcome, body=found, headers=headers)


def _check_state(request: HttpRequest, operation: Operation, call: Call) -> None:
    """If-Match: refuse to write over a state that the caller has not seen. The record is locked, so
    that nobody changes it between the look and the act."""
    wanted = request.headers.get("If-Match", "")
    if not wanted or operation.locks is None:
        return
    name, place = operation.locks
    kind, pk = kind_of_resource(resources[name]), call.places[place]
    row = kind.model.objects.visible_to(call.actor).filter(pk=pk)
    if row.select_for_update(of=("self",)).first() is None:
        raise NotFound
    if not matches(wanted, etags(kind, [pk]).get(pk, "")):
        raise Problem(412, _("The record has changed since you read it. Read it again."))


def _begin(request: HttpRequest, actor: Actor, given: str) -> KeptCall:
    """The kept call: a new one, or the earlier one. A second call at the same time waits here."""
    assert actor.id is not None
    pk = uuid5(PLACE, f"{actor.id}:{given}")
    fingerprint = _fingerprint(request)
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO api_v1_keptcall (id, user_id, fingerprint, status, resource, outcome, at)
               VALUES (%s, %s, %s, 0, '', '{}', now()) ON CONFLICT (id) DO NOTHING""",
            [pk, actor.id, fingerprint],
        )
    kept = KeptCall.objects.get(pk=pk)
    if kept.fingerprint != fingerprint:
        raise Problem(422, _("This Idempotency-Key was used for another call."))
    return kept


def _fingerprint(request: HttpRequest) -> str:
    """What makes a call the same call: method, address and all that it brings."""
    found = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        found.update(request.body)
        return found.hexdigest()
    found.update(repr(sorted(request.POST.lists())).encode("utf-8", "replace"))
    for name, uploads in sorted(request.FILES.lists()):
        for upload in uploads:
            found.update(f"\n{name} {upload.name}\n".encode("utf-8", "replace"))
            for chunk in upload.chunks():
                found.update(chunk)
            upload.seek(0)
    return found.hexdigest()


def _keep(kept: KeptCall, outcome: Outcome, act: UUID | None) -> None:
    kept.status, kept.act = outcome.status, act
    if outcome.record is not None:
        kept.resource, kept.record = outcome.record
    elif isinstance(outcome.body, dict):
        kept.outcome = {n: v for n, v in outcome.body.items() if _is_plain(n, v)}
    kept.save()


def _is_plain(name: str, value: Any) -> bool:
    """Keys and figures; values of records are not kept a second time."""
    return name in ("id", "ids", "count", "done", "records", "results", "kept")


def _again(kept: KeptCall, actor: Actor) -> tuple[Outcome, UUID | None]:
    outcome = Outcome(dict(kept.outcome), kept.status, headers={"Idempotency-Replayed": "true"})
    if kept.record is not None:
        outcome = shown(replace(outcome, record=(kept.resource, kept.record)), actor)
    return outcome, kept.act
