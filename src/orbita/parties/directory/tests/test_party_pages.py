import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.commands import change_parties, set_contact_points
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, employee, signed_in

pytestmark = pytest.mark.django_db
NEW = "/parties/new/organisation/"


def profile_of(party: Party) -> str:
    return reverse("directory:profile", args=[party.pk])


def seen(client: Client, party: Party) -> dict[str, Any]:
    """What the form of a party carries when it is opened."""
    context = client.get(profile_of(party)).context
    return json.loads(context["entry"].seen_text)  # type: ignore[no-any-return]


def posted(
    before: dict[str, Any], points: Iterable[Mapping[str, Any]] = (), **typed: str
) -> dict[str, Any]:
    """The form sent back with these fields typed over."""
    rows = list(points)
    return {
        **before["values"],
        **typed,
        "seen": json.dumps(before),
        "point-id": [row.get("id") or "" for row in rows],
        "point-channel": [row["channel"] for row in rows],
        "point-value": [row["value"] for row in rows],
        "point-label": ["" for row in rows],
    }


@pytest.mark.req("PAR-07")
@pytest.mark.parametrize(
    ("form", "has", "lacks"),
    [
        ("organisation", {"kpp", "ogrn", "industry"}, {"last_name", "born_on"}),
        ("sole-trader", {"last_name", "ogrn", "born_on"}, {"kpp"}),
        ("person", {"last_name", "family", "born_on"}, {"kpp", "ogrn", "industry"}),
    ],
)
def test_each_form_asks_for_its_own_fields(
    client: Client, form: str, has: set[str], lacks: set[str]
) -> None:
    fields = set(signed_in(client).get(f"/parties/new/{form}/").context["form"].fields)

    assert has <= fields
    assert not lacks & fields


def test_a_new_client_is_saved_and_its_dossier_opens(client: Client) -> None:
    typed = {
        "name": "ООО «Ромашка»",
        "inn": "7707083893",
        "point-id": ["", ""],
        "point-channel": ["phone", "email"],
        "point-value": ["8 911 123-45-67", ""],
        "point-label": ["", ""],
    }
    answer = signed_in(client).post(NEW, typed)

    party = Party.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/parties/{party.pk}/")
    assert [point.normal for point in party.contact_points.all()] == ["+79111234567"]
    assert party.owner_id == alice().pk


@pytest.mark.req("PAR-07")
def test_a_wrong_inn_comes_back_with_its_sentence_and_what_was_typed(client: Client) -> None:
    answer = signed_in(client).post(NEW, {"name": "ООО «Ромашка»", "inn": "77070838"})

    assert answer.status_code == 422
    assert "10" in answer.context["form"].errors["inn"][0]
    assert "ООО «Ромашка»" in answer.content.decode()
    assert not Party.objects.exists()


def test_a_row_is_added_and_dropped_without_a_script_and_nothing_is_saved(client: Client) -> None:
    typed = {
        "name": "ООО «Ромашка»",
        "point-id": ["", ""],
        "point-channel": ["phone", "email"],
        "point-value": ["8 911 123-45-67", "a@b.ru"],
        "point-label": ["", ""],
    }
    signed_in(client)
    more = client.post(NEW, {**typed, "more": "point"}).context["entry"].rows["point"]
    less = client.post(NEW, {**typed, "drop": "point-0"}).context["entry"].rows["point"]
    first = client.post(NEW, {**typed, "first": "point-1"}).context["entry"].rows["point"]

    assert [row["value"] for row in more] == ["8 911 123-45-67", "a@b.ru", ""]
    assert [row["value"] for row in less] == ["a@b.ru"]
    assert [row["value"] for row in first] == ["a@b.ru", "8 911 123-45-67"]
    assert not Party.objects.exists()


@pytest.mark.req("PAR-09")
def test_only_what_was_typed_over_is_changed(client: Client) -> None:
    romashka = organisation(city="Тверь", note="Первая\nвторая")
    before = seen(signed_in(client), romashka)
    change_parties([romashka.pk], {"city": "Омск"}, by=actor(bob()))
    answer = client.post(profile_of(romashka), posted(before, site="romashka.ru"))

    assert answer.status_code == 303
    romashka.refresh_from_db()
    assert (romashka.city, romashka.site, romashka.note) == (
        "Омск",
        "romashka.ru",
        "Первая\nвторая",
    )


@pytest.mark.req("PAR-09")
def test_the_same_field_shows_who_changed_it_and_saving_again_replaces_it(client: Client) -> None:
    romashka = organisation(city="Тверь")
    before = seen(signed_in(client), romashka)
    change_parties([romashka.pk], {"city": "Омск"}, by=actor(bob()))
    answer = client.post(profile_of(romashka), posted(before, city="Пермь"))

    assert answer.status_code == 422
    assert "Bob" in answer.context["form"].errors["city"][0]
    assert "Омск" in answer.context["form"].errors["city"][0]
    again = json.loads(answer.context["entry"].seen_text)
    data = posted(before, city="Пермь") | {"seen": json.dumps(again)}
    assert client.post(profile_of(romashka), data).status_code == 303
    romashka.refresh_from_db()
    assert romashka.city == "Пермь"


def test_a_phone_added_meanwhile_is_not_lost_by_saving_the_form(client: Client) -> None:
    romashka = organisation(phones=("+79110000001",))
    rows = list(romashka.contact_points.values("id", "channel", "value"))
    before = seen(signed_in(client), romashka)
    set_contact_points(
        romashka.pk, [*rows, {"channel": "phone", "value": "+79110000002"}], by=actor(bob())
    )
    client.post(profile_of(romashka), posted(before, rows))

    assert romashka.contact_points.count() == 2


def test_a_stranger_finds_no_profile(client: Client) -> None:
    assert signed_in(client, carol()).get(profile_of(organisation())).status_code == 404


def test_who_only_looks_neither_adds_nor_changes(client: Client) -> None:
    romashka = organisation()
    signed_in(client, employee("analyst"))

    assert client.get(NEW).status_code == 403
    assert client.get(profile_of(romashka)).status_code == 403


def test_typing_shows_who_may_be_the_same(client: Client) -> None:
    romashka = organisation("ООО «Ромашка»", phones=("8 911 123-45-67",))
    typed = {
        "point-id": "",
        "point-channel": "phone",
        "point-value": "+79111234567",
        "point-label": "",
    }
    answer = signed_in(client).get("/parties/same/", typed)

    assert str(romashka.pk) in answer.content.decode()
    assert "Ромашка" not in client.get("/parties/same/", {"name": "Василёк"}).content.decode()


@pytest.mark.req("PAR-06")
def test_the_profile_panel_says_who_gave_each_value(client: Client) -> None:
    romashka = organisation(city="Тверь", inn="7707083893", phones=("8 911 123-45-67",))
    page = signed_in(client).get(reverse("records:panel", args=["party", romashka.pk, "profile"]))

    html = page.content.decode()
    assert "tel:+79111234567" in html
    assert "7707083893" in html
    assert "Alice" in html


def test_the_profile_of_a_person_has_no_empty_lines(client: Client) -> None:
    vera = person("Вера Саранцева")
    page = signed_in(client).get(reverse("records:panel", args=["party", vera.pk, "profile"]))

    assert [line.value for line in page.context["lines"]] == ["Саранцева Вера"]


@pytest.mark.parametrize("junk", ["[]", "x", '{"values": 5}', '{"rows": {"point": ["a"]}}'])
def test_a_broken_hidden_field_does_no_harm(client: Client, junk: str) -> None:
    romashka = organisation()
    data = {"name": "ООО «Лютик»", "status": "new", "seen": junk}

    assert signed_in(client).post(profile_of(romashka), data).status_code in (303, 422)


@pytest.mark.req("PAR-07")
def test_a_form_that_is_sent_twice_makes_one_client(client: Client) -> None:
    alice_at_work = signed_in(client)
    key = alice_at_work.get(NEW).context["act_key"]

    answers = [alice_at_work.post(NEW, {"name": "Ветер", "act_key": str(key)}) for _ in "12"]

    assert Party.objects.filter(name="Ветер").count() == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
