"""A record then and today: what differs, and the way back for one value, one row, or all."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.commands import change_parties, set_contact_points
from orbita.parties.directory.models import ContactPoint, Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts.errors import ChangedMeanwhile, NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import restore_part, restore_value, restore_whole, undo_act
from orbita.platform.audit.comparing import Comparison, Line, compare
from orbita.platform.audit.errors import SeenIsOld, ValueHasOwnAct, WasNotThere
from orbita.platform.audit.queries import as_of_whole
from orbita.platform.records.slots import kinds
from orbita.sales.deals.commands import win_deal
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.req("PAR-09"),
]
HTMX = {"HX-Request": "true"}


def now() -> datetime:
    """The clock of the database, by which history is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def compared(party: Party, moment: datetime) -> Comparison:
    return compare(actor(), kinds["party"], party.pk, moment)


def line(party: Party, moment: datetime, name: str) -> Line:
    """The line of a field, or of the row of a part with this text."""
    lines = [one for group in compared(party, moment).groups for one in group.lines]
    return next(one for one in lines if name in (one.name, one.then, one.now))


def moved(city: str = "Тверь") -> tuple[Party, datetime]:
    """A client who has moved to Omsk since the moment."""
    party = organisation(city=city, owner=alice(), phones=("+7 911 123-45-67",))
    moment = now()
    change_parties([party.pk], {"city": "Омск", "note": "Переехали"}, by=actor(bob()))
    return party, moment


def test_what_differs_is_marked() -> None:
    party, moment = moved()

    found = line(party, moment, "city")

    assert (found.then, found.now, found.differs) == ("Тверь", "Омск", True)
    assert compared(party, moment).differing == 2


def test_one_value_is_set_back_and_the_others_stay() -> None:
    party, moment = moved()
    seen = line(party, moment, "city").seen or 0

    restore_value("party", party.pk, "city", moment=moment, seen=seen, by=actor())

    party.refresh_from_db()
    assert (party.city, party.note) == ("Тверь", "Переехали")


def test_a_value_that_somebody_has_changed_since_is_not_overwritten() -> None:
    party, moment = moved()
    seen = line(party, moment, "city").seen or 0
    change_parties([party.pk], {"city": "Псков"}, by=actor(bob()))

    with pytest.raises(ChangedMeanwhile):
        restore_value("party", party.pk, "city", moment=moment, seen=seen, by=actor())


def test_a_change_of_another_field_is_no_conflict() -> None:
    party, moment = moved()
    seen = line(party, moment, "city").seen or 0
    change_parties([party.pk], {"site": "example.org"}, by=actor(bob()))

    restore_value("party", party.pk, "city", moment=moment, seen=seen, by=actor())

    party.refresh_from_db()
    assert (party.city, party.site) == ("Тверь", "example.org")


def test_one_entry_of_other_details_is_set_back() -> None:
    party = organisation(details={"Чай": "чёрный", "Размер": "L"})
    moment = now()
    change_parties([party.pk], {"details": {"Чай": "зелёный", "Размер": "XL"}}, by=actor())
    seen = line(party, moment, "details:Чай").seen or 0

    restore_value("party", party.pk, "details:Чай", moment=moment, seen=seen, by=actor())

    party.refresh_from_db()
    assert party.details == {"Чай": "чёрный", "Размер": "XL"}


def test_a_value_with_an_act_of_its_own_is_refused() -> None:
    sold: Deal = deal()
    moment = now()
    win_deal(sold.pk, by=actor())
    whole = as_of_whole(kinds["deal"], sold.pk)
    assert whole.record is not None
    seen = whole.record["pgh_id"]

    with pytest.raises(ValueHasOwnAct):
        restore_value("deal", sold.pk, "closed_on", moment=moment, seen=seen, by=actor())


def test_a_removed_phone_comes_back() -> None:
    party, _moment = moved()
    moment = now()
    point = ContactPoint.objects.get(party=party)
    set_contact_points(party.pk, [], by=actor())

    part = "directory.contactpoint:party"
    restore_part("party", party.pk, part, str(point.pk), moment=moment, seen=None, by=actor())

    assert ContactPoint.objects.get(party=party).normal == "+79111234567"


def test_a_row_that_has_changed_since_is_not_set_back() -> None:
    party, moment = moved()
    point = ContactPoint.objects.get(party=party)
    ContactPoint.objects.filter(pk=point.pk).update(label="дача")
    seen = line(party, moment, str(point.pk)).seen
    ContactPoint.objects.filter(pk=point.pk).update(label="дом")

    part = "directory.contactpoint:party"
    with pytest.raises(SeenIsOld):
        restore_part("party", party.pk, part, str(point.pk), moment=moment, seen=seen, by=actor())


def test_the_whole_record_comes_back_with_its_parts_and_that_can_be_undone() -> None:
    party, moment = moved()
    then = as_of_whole(kinds["party"], party.pk, moment).plain()
    set_contact_points(party.pk, [{"channel": "phone", "value": "+7 911 000-00-00"}], by=actor())
    today = as_of_whole(kinds["party"], party.pk)

    restore_whole("party", party.pk, moment=moment, mark=today.mark, by=actor())
    assert as_of_whole(kinds["party"], party.pk).plain() == then

    act = last_act_id()
    assert act is not None
    undo_act(act, by=actor())
    assert as_of_whole(kinds["party"], party.pk).plain() == today.plain()


def test_the_whole_is_not_set_back_over_what_others_did_meanwhile() -> None:
    party, moment = moved()
    mark = as_of_whole(kinds["party"], party.pk).mark
    change_parties([party.pk], {"site": "example.org"}, by=actor(bob()))

    with pytest.raises(SeenIsOld):
        restore_whole("party", party.pk, moment=moment, mark=mark, by=actor())


def test_before_it_was_added_there_is_nothing_to_set_back_to() -> None:
    moment = now()
    party = organisation()

    with pytest.raises(WasNotThere):
        restore_whole("party", party.pk, moment=moment, mark="", by=actor())


def test_a_stranger_sets_nothing_back() -> None:
    party, moment = moved()
    mark = as_of_whole(kinds["party"], party.pk).mark

    with pytest.raises(NotFound):
        restore_whole("party", party.pk, moment=moment, mark=mark, by=actor(carol()))


def test_the_page_shows_both_sides_and_sets_back(client: Client) -> None:
    party, moment = moved()
    address = reverse("audit:then", args=["party", party.pk])
    shown = signed_in(client).get(address, {"at": moment.isoformat()}).content.decode()
    assert "Тверь" in shown
    assert "Омск" in shown

    values = {"at": moment.isoformat(), "field": "city", "seen": line(party, moment, "city").seen}
    answer = client.post(
        reverse("audit:restoration", args=["party", party.pk]), values, headers=HTMX
    )

    party.refresh_from_db()
    assert answer.status_code == 200
    assert party.city == "Тверь"


def test_a_stranger_finds_no_page(client: Client) -> None:
    party, moment = moved()
    signed_in(client, carol())
    address = reverse("audit:then", args=["party", party.pk])

    assert client.get(address, {"at": moment.isoformat()}).status_code == 404


@pytest.mark.parametrize("at", ["", "yesterday", "9999-99-99", "2026-01-01T10:00", "0001-01-01"])
def test_any_moment_of_an_address_is_answered(client: Client, at: str) -> None:
    party = organisation()
    address = reverse("audit:then", args=["party", party.pk])

    assert signed_in(client).get(address, {"at": at}).status_code == 200


def test_statements_do_not_grow_with_the_parts(django_assert_max_num_queries: Any) -> None:
    party, moment = moved()
    rows = [{"channel": "phone", "value": f"+7 911 000-00-{number:02}"} for number in range(40)]
    set_contact_points(party.pk, rows, by=actor())
    asking = actor()

    with django_assert_max_num_queries(8):
        compare(asking, kinds["party"], party.pk, moment)
