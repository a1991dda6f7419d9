"""History: who changed what, field by field, and the record as it was."""

import pytest
from django.utils import timezone

from orbita.parties.directory.commands import change_parties, set_contact_points
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob
from orbita.platform.audit.queries import as_of, history, value_before
from orbita.platform.records.slots import kinds

pytestmark = pytest.mark.django_db


@pytest.mark.req("PAR-09")
@pytest.mark.req("PLT-17")
def test_history_says_who_changed_which_field_from_what_to_what() -> None:
    party = organisation(city="Tver", owner=alice())
    change_parties([party.pk], {"city": "Moscow"}, by=actor(bob()))

    newest = history(kinds["party"], party.pk)[0]

    assert newest.by == str(bob())
    assert newest.operation == "update"
    assert [(one.name, one.old, one.new) for one in newest.fields] == [("city", "Tver", "Moscow")]


@pytest.mark.req("PAR-06")
def test_parts_of_a_record_stand_in_its_history() -> None:
    party = organisation()
    set_contact_points(party.pk, [{"channel": "phone", "value": "+7 911 000-00-00"}], by=actor())
    values = {one.new for change in history(kinds["party"], party.pk) for one in change.fields}
    assert "+7 911 000-00-00" in values


def test_a_page_of_history_never_cuts_an_act_in_two() -> None:
    party = organisation(city="0", phones=("+7 911 123-45-67",))
    for number in range(1, 6):
        change_parties([party.pk], {"city": str(number)}, by=actor())
    first = history(kinds["party"], party.pk, limit=3)
    rest = history(kinds["party"], party.pk, before=first[-1].at)
    assert {change.at for change in first} & {change.at for change in rest} == set()


def test_the_value_before_an_entry_is_known() -> None:
    party = organisation(city="Tver")
    change_parties([party.pk], {"city": "Moscow"}, by=actor())
    entry = history(kinds["party"], party.pk)[0].entry
    assert entry is not None
    assert value_before(kinds["party"], party.pk, entry, "city") == "Tver"


@pytest.mark.req("PAR-09")
def test_a_record_is_seen_as_it_is_now_and_did_not_exist_before_it_was_made() -> None:
    before = timezone.now()
    party = organisation(city="Tver")
    now = as_of(kinds["party"], party.pk, timezone.now())
    assert now is not None
    assert now.city == "Tver"
    assert as_of(kinds["party"], party.pk, before.replace(year=2000)) is None
