"""Undo: what an act changed comes back, what others have changed since stays and is named."""

from typing import Any
from uuid import UUID

import pytest

from orbita.parties.directory.commands import (
    add_party,
    change_parties,
    delete_parties,
    set_contact_points,
)
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.errors import ActIsUndone, NotAllowed, NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.keys import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff")]


def newest() -> UUID:
    """The act that was last finished."""
    act = last_act_id()
    assert act is not None
    return act


@pytest.fixture
def staff() -> tuple[User, ...]:
    """Everybody is there before the first act."""
    return alice(), bob(), carol()


def five_hundred() -> list[Party]:
    """Parties of Alice's, as an import would write them."""
    return Party.objects.bulk_create(
        Party(name=f"Client {number:03}", city="Tver", owner=alice()) for number in range(500)
    )


@pytest.mark.req("PAR-09")
def test_undo_of_500_gives_497_and_names_the_three_that_bob_has_changed_since() -> None:
    parties = five_hundred()
    change_parties([party.pk for party in parties], {"city": "Moscow"}, by=actor())
    bulk = newest()
    change_parties([party.pk for party in parties[:3]], {"city": "Omsk"}, by=actor(bob()))

    report = undo_act(bulk, by=actor())

    assert report.records == 497
    assert report.kept == ("Client 000", "Client 001", "Client 002")
    assert Party.objects.filter(city="Tver").count() == 497
    assert Party.objects.filter(city="Omsk").count() == 3


def test_undo_keeps_what_others_changed_in_other_fields() -> None:
    party = organisation(city="Tver")
    change_parties([party.pk], {"city": "Moscow"}, by=actor())
    mine = newest()
    change_parties([party.pk], {"note": "Bob was here"}, by=actor(bob()))

    report = undo_act(mine, by=actor())

    party.refresh_from_db()
    assert (report.records, report.kept) == (1, ())
    assert (party.city, party.note) == ("Tver", "Bob was here")


def test_an_undone_edit_can_be_done_again() -> None:
    party = organisation(city="Tver")
    change_parties([party.pk], {"city": "Moscow"}, by=actor())
    undo_act(newest(), by=actor())

    undo_act(newest(), by=actor())

    party.refresh_from_db()
    assert party.city == "Moscow"


def test_undo_of_a_delete_takes_the_records_out_of_the_bin() -> None:
    party = organisation()
    delete_parties([party.pk], by=actor())

    undo_act(newest(), by=actor())

    assert Party.objects.visible_to(actor()).filter(pk=party.pk).exists()


def test_undo_of_an_addition_puts_the_record_with_its_phones_into_the_bin() -> None:
    made = add_party(
        form="organisation",
        values={"name": "ООО «Зря»"},
        contact_points=[{"channel": "phone", "value": "+7 911 123-45-67"}],
        by=actor(),
    )

    report = undo_act(newest(), by=actor())

    made.refresh_from_db()
    assert report.records == 1
    assert made.deleted_at is not None
    assert made.contact_points.count() == 1


def test_undo_brings_back_removed_phones_and_takes_away_added_ones() -> None:
    party = organisation(phones=("+7 911 123-45-67", "+7 911 123-45-68"))
    set_contact_points(party.pk, [{"channel": "phone", "value": "+7 911 000-00-00"}], by=actor())

    report = undo_act(newest(), by=actor())

    values = set(party.contact_points.values_list("normal", flat=True))
    assert values == {"+79111234567", "+79111234568"}
    assert report.records == 1


def test_an_act_is_undone_once() -> None:
    party = organisation()
    change_parties([party.pk], {"city": "Moscow"}, by=actor())
    act = newest()
    undo_act(act, by=actor())
    with pytest.raises(ActIsUndone):
        undo_act(act, by=actor())


def test_what_others_did_is_theirs_to_undo() -> None:
    change_parties([organisation().pk], {"city": "Moscow"}, by=actor())
    with pytest.raises(NotAllowed):
        undo_act(newest(), by=actor(carol()))


def test_an_act_that_never_was_cannot_be_undone() -> None:
    with pytest.raises(NotFound):
        undo_act(uuid7(), by=actor())


def test_the_number_of_statements_does_not_grow_with_the_records(
    django_assert_max_num_queries: Any,
) -> None:
    parties = five_hundred()
    change_parties([party.pk for party in parties], {"city": "Moscow"}, by=actor())
    act, by = newest(), actor()
    with django_assert_max_num_queries(60):
        undo_act(act, by=by)
