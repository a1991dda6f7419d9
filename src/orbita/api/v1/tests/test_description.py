"""The description of the API: whole, in both languages, with own fields for those who are signed in."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from orbita.api.keys.tests.factories import Program
from orbita.platform.accounts.tests.factories import actor, alice, employee, signed_in
from orbita.platform.fields.commands import add_field
from orbita.platform.registers.commands import add_register

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/openapi.json"


def _said(client: Client, **headers: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(ADDRESS, headers=headers).json()
    return found


@pytest.mark.req("PLT-14")
def test_it_is_whole(client: Client) -> None:
    said = _said(client)
    text = json.dumps(said)

    assert said["openapi"] == "3.1.0"
    names = set(re.findall(r"#/components/schemas/([^\"]+)", text))
    assert names - set(said["components"]["schemas"]) == set()
    ids = [one["operationId"] for path in said["paths"].values() for one in path.values()]
    assert len(ids) == len(set(ids)) > 400
    assert [
        one for path in said["paths"].values() for one in path.values() if not one["summary"]
    ] == []


@pytest.mark.req("PLT-18")
def test_it_is_said_in_the_language_of_the_call(client: Client) -> None:
    russian = _said(client, **{"Accept-Language": "ru"})["paths"]["/deals/"]["post"]["summary"]
    english = _said(client, **{"Accept-Language": "en"})["paths"]["/deals/"]["post"]["summary"]

    assert (russian, english) == ("Создать", "Create")


@pytest.mark.req("PLT-14")
def test_own_fields_are_described_to_those_who_are_signed_in(client: Client) -> None:
    add_field("deal", {"label": "Причал", "type": "text"}, by=actor(employee("admin")))
    stranger = json.dumps(_said(client), ensure_ascii=False)
    signed_in(client, alice())

    assert "Причал" not in stranger
    assert "Причал" in json.dumps(_said(client), ensure_ascii=False)


@pytest.mark.req("PLT-14")
def test_a_kind_of_ones_own_is_there_like_any_other() -> None:
    who = employee("admin")
    made = add_register(plural="Суда", label="Судно", title_label="Имя", by=actor(who))
    program = Program(who)
    address = f"{made.kind}/"

    entry = program.post(address, {"title": "Буревестник"})
    changed = program.patch(f"{address}{entry['id']}/", {"title": "Альбатрос"})

    assert changed["title"] == "Альбатрос"
    assert [one["title"] for one in program.get(address)["items"]] == ["Альбатрос"]
    assert f"/{address}" in program.get(ADDRESS)["paths"]
    assert program.call("delete", f"{address}{entry['id']}/").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/operations/deals_create/", "/api/operations/parties_list/",
     "/api/operations/parties_bulk/", "/api/operations/put_deals_deal_id_lines/"],
)  # fmt: skip
def test_the_pages_open(client: Client, path: str) -> None:
    signed_in(client, alice())

    assert client.get(path).status_code == 200
    assert client.get("/api/operations/nosuch/").status_code == 404
