"""Two people edit the phones, addresses and accounts of one party at once."""

import json
from typing import Any

import pytest
from django.test import Client

from orbita.parties.directory.commands import set_addresses, set_contact_points
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.directory.tests.test_party_pages import posted, profile_of, seen
from orbita.platform.accounts.tests.factories import actor, bob, signed_in
from orbita.platform.acts.errors import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-09")]
ONE, TWO, NEW, OTHER = "+79110000001", "+79110000002", "+79110000003", "+79110000004"


def _points(party: Party) -> list[dict[str, Any]]:
    return [dict(row) for row in party.contact_points.values("id", "channel", "value", "label")]


def _seen(rows: list[dict[str, Any]]) -> dict[int, dict[str, str]]:
    return {row["id"]: {name: row[name] for name in row if name != "id"} for row in rows}


def _values(party: Party) -> list[str]:
    return list(party.contact_points.values_list("value", flat=True))


def test_different_phones_are_merged() -> None:
    romashka = organisation(phones=(ONE, TWO))
    first, second = before = _points(romashka)
    set_contact_points(romashka.pk, [{**first, "value": OTHER}, second], by=actor(bob()))

    set_contact_points(
        romashka.pk, [first, {**second, "value": NEW}], seen=_seen(before), by=actor()
    )

    assert _values(romashka) == [OTHER, NEW]


def test_the_same_phone_is_refused_with_who_and_what() -> None:
    romashka = organisation(phones=(ONE, TWO))
    first, second = before = _points(romashka)
    set_contact_points(romashka.pk, [{**first, "value": OTHER}, second], by=actor(bob()))

    with pytest.raises(ChangedMeanwhile) as refusal:
        set_contact_points(romashka.pk, [{**first, "value": NEW}], seen=_seen(before), by=actor())

    assert refusal.value.status == 409
    assert "Bob" in str(refusal.value)
    assert OTHER in str(refusal.value)
    assert _values(romashka) == [OTHER, TWO]


def test_a_phone_that_another_corrected_is_not_removed_unseen() -> None:
    romashka = organisation(phones=(ONE, TWO))
    first, second = before = _points(romashka)
    set_contact_points(romashka.pk, [{**first, "value": OTHER}, second], by=actor(bob()))

    with pytest.raises(ChangedMeanwhile):
        set_contact_points(romashka.pk, [second], seen=_seen(before), by=actor())


def test_a_phone_that_another_removed_stays_away_unless_it_was_changed() -> None:
    romashka = organisation(phones=(ONE, TWO))
    first, second = before = _points(romashka)
    set_contact_points(romashka.pk, [second], by=actor(bob()))

    typed = [first, {**second, "label": "склад"}]
    set_contact_points(romashka.pk, typed, seen=_seen(before), by=actor())
    assert _values(romashka) == [TWO]

    with pytest.raises(ChangedMeanwhile):
        set_contact_points(romashka.pk, [{**first, "value": NEW}], seen=_seen(before), by=actor())


def test_both_typed_the_same() -> None:
    romashka = organisation(phones=(ONE,))
    [first] = before = _points(romashka)
    typed = [{**first, "value": NEW}]
    set_contact_points(romashka.pk, typed, by=actor(bob()))

    set_contact_points(romashka.pk, typed, seen=_seen(before), by=actor())

    assert _values(romashka) == [NEW]


def test_addresses_are_compared_too() -> None:
    romashka = organisation()
    set_addresses(romashka.pk, [{"purpose": "actual", "city": "Тула"}], by=actor())
    names = ("id", "purpose", "country", "region", "city", "street", "postcode")
    [row] = before = list(romashka.addresses.values(*names))
    set_addresses(romashka.pk, [{**row, "city": "Омск"}], by=actor(bob()))

    with pytest.raises(ChangedMeanwhile) as refusal:
        set_addresses(romashka.pk, [{**row, "city": "Пермь"}], seen=_seen(before), by=actor())

    assert "Омск" in str(refusal.value)


def test_the_form_shows_the_refusal_and_saving_again_replaces_it(client: Client) -> None:
    romashka = organisation(phones=(ONE, TWO))
    first, second = _points(romashka)
    before = seen(signed_in(client), romashka)
    set_contact_points(romashka.pk, [{**first, "value": OTHER}, second], by=actor(bob()))
    typed = [{**first, "value": NEW}, second]

    answer = client.post(profile_of(romashka), posted(before, typed))

    assert answer.status_code == 422
    assert "Bob" in answer.context["entry"].faults["point"]
    again = json.loads(answer.context["entry"].seen_text)
    assert client.post(profile_of(romashka), posted(again, typed)).status_code == 303
    assert _values(romashka) == [NEW, TWO]
