"""Consents: given, refused, withdrawn, run out; who may be contacted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from orbita.parties.consent.commands import (
    add_wording,
    give_consent,
    save_purpose,
    withdraw_consents,
)
from orbita.parties.consent.errors import ConsentIsOver, NotAPerson, TermIsWrong, WordingIsSame
from orbita.parties.consent.lists import PARTY_COLUMNS
from orbita.parties.consent.models import Consent, Purpose
from orbita.parties.consent.presets import settle_purposes
from orbita.parties.consent.queries import contactable, may_contact
from orbita.parties.consent.tests.factories import director
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests import factories as parties
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.audit.commands import undo_act

pytestmark = pytest.mark.django_db


def _purpose(key: str = "mailing") -> Purpose:
    settle_purposes()
    return Purpose.objects.get(key=key)


def _may(party: Party, channel: str = "email", purpose: str = "mailing") -> tuple[bool, bool]:
    """The answer for one person, and the one for many: they are the same."""
    one = bool(may_contact(party.pk, channel, purpose))
    many = Party.objects.filter(contactable(channel, purpose), pk=party.pk).exists()
    return one, many


@pytest.mark.req("PAR-27")
def test_advertising_needs_a_consent_that_stands_and_a_contract_none() -> None:
    purpose, person, by = _purpose(), parties.person(), people.actor()

    assert _may(person) == (False, False)
    assert _may(person, purpose="contract") == (True, True)
    given = give_consent(person.pk, purpose.pk, channel="email", by=by)
    assert _may(person) == (True, True)
    assert _may(person, "phone") == (False, False)
    assert given.until is not None
    assert (given.until - given.given_on).days > 1090
    withdraw_consents([given.pk], how="Письмом", by=by)
    assert _may(person) == (False, False)
    with pytest.raises(ConsentIsOver):
        withdraw_consents([given.pk], by=by)


def test_a_refusal_ends_what_was_given_and_a_consent_lifts_it() -> None:
    purpose, person, by = _purpose(), parties.person(), people.actor()
    give_consent(person.pk, purpose.pk, by=by)

    give_consent(person.pk, purpose.pk, decision="refused", channel="phone", by=by)
    assert (_may(person), _may(person, "phone")) == ((True, True), (False, False))
    give_consent(person.pk, purpose.pk, decision="refused", by=by)
    assert _may(person) == (False, False)
    give_consent(person.pk, purpose.pk, channel="email", by=by)
    assert (_may(person), _may(person, "phone")) == ((True, True), (False, False))


def test_a_consent_runs_out_and_its_term_cannot_end_before_it_begins() -> None:
    purpose, person, by = _purpose(), parties.person(), people.actor()
    day = timezone.localdate() - timedelta(30)

    give_consent(person.pk, purpose.pk, given_on=day, until=day + timedelta(29), by=by)
    assert _may(person) == (False, False)
    with pytest.raises(TermIsWrong):
        give_consent(person.pk, purpose.pk, until=day, by=by)
    with pytest.raises(NotAPerson):
        give_consent(parties.organisation().pk, purpose.pk, by=by)


def test_people_keep_the_text_that_they_agreed_to() -> None:
    purpose, person, keeper = _purpose(), parties.person(), people.actor(director())
    add_wording(purpose.pk, "Первый", by=keeper)
    given = give_consent(person.pk, purpose.pk, by=people.actor())

    add_wording(purpose.pk, "Второй", by=keeper)
    with pytest.raises(WordingIsSame):
        add_wording(purpose.pk, "Второй ", by=keeper)
    with pytest.raises(NotAllowed):
        save_purpose(purpose.pk, {"name": "Иное"}, by=people.actor())

    given.refresh_from_db()
    assert given.wording is not None
    assert given.wording.text == "Первый"


def test_undo_takes_a_consent_back() -> None:
    purpose, person, by = _purpose(), parties.person(), people.actor()
    give_consent(person.pk, purpose.pk, by=by)

    undo_act(parties.last_act(), by=by)

    assert _may(person) == (False, False)


def test_strangers_see_neither_consents_nor_pages(client: Client) -> None:
    purpose, person = _purpose(), parties.person()
    made = give_consent(person.pk, purpose.pk, by=people.actor())

    with pytest.raises(NotFound):
        give_consent(person.pk, purpose.pk, by=people.actor(people.carol()))
    assert not Consent.objects.visible_to(people.actor(people.carol())).exists()
    assert people.signed_in(client, people.carol()).get(f"/consents/{made.pk}/").status_code == 404
    people.signed_in(client, people.alice())
    for page in ("/consents/", f"/consents/{made.pk}/", f"/parties/{person.pk}/consents/new/"):
        assert client.get(page).status_code == 200


def test_clients_are_found_by_what_they_agreed_to_or_refused() -> None:
    purpose, actor = _purpose(), people.actor()
    agreed, refused, silent = parties.person(), parties.person(), parties.person()
    give_consent(agreed.pk, purpose.pk, by=actor)
    give_consent(refused.pk, purpose.pk, decision="refused", by=actor)
    consent, refusal = (column.test for column in PARTY_COLUMNS)
    assert consent is not None
    assert refusal is not None

    found = [
        set(Party.objects.filter(test("in", [str(purpose.pk)], actor)))
        for test in (consent, refusal)
    ]

    assert found == [{agreed}, {refused}]
    assert silent in Party.objects.filter(consent("empty", None, actor))
