"""Rows that meet become one: contacts, addresses, relations, roles, memberships, entries of lists."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from orbita.parties.directory.models import Address, ExternalId, Party, ValueOrigin
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.relations.models import Relation, RelationKind
from orbita.parties.roles.models import PartyRole
from orbita.parties.segments.models import Membership, Segment
from orbita.parties.territories.models import PartyTerritory, PastTerritory
from orbita.platform.accounts.tests import factories as people
from orbita.platform.lists.models import SavedView
from orbita.platform.merging.tests.factories import director, merge, same
from orbita.platform.merging.tests.rows import row_of
from orbita.platform.notifications.models import Reminder
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal
from orbita.sales.prospecting.models import CallEntry, CallList

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-25")]


def test_the_same_phone_written_twice_is_kept_once_and_one_stays_main() -> None:
    survivor = organisation("А", phones=("+7 912 000-11-22", "+7 912 000-11-33"))
    loser = organisation("Б", phones=("8 (912) 000-11-33", "+7 912 000-11-44"))

    merge(survivor, loser)

    points = survivor.contact_points.order_by("position")
    assert [(point.normal, point.is_main) for point in points] == [
        ("+79120001122", True),
        ("+79120001133", False),
        ("+79120001144", False),
    ]


def test_a_channel_that_only_the_loser_had_keeps_its_main_contact() -> None:
    survivor, loser = (
        organisation("А", phones=("+7 912 000-11-22",)),
        organisation("Б", mails=("b@b.ru",)),
    )

    merge(survivor, loser)

    assert survivor.contact_points.filter(channel="email", is_main=True).count() == 1


def test_equal_addresses_are_kept_once() -> None:
    home = {"purpose": "actual", "city": "Тула", "street": "Ленина, 1"}
    survivor = organisation("А", addresses=(home,))
    loser = organisation(
        "Б", addresses=({**home, "street": "ЛЕНИНА, 1"}, {**home, "street": "Мира, 2"})
    )

    merge(survivor, loser)

    streets = Address.objects.filter(party=survivor).values_list("street", flat=True)
    assert sorted(streets) == ["Ленина, 1", "Мира, 2"]


def test_outside_keys_lead_to_the_survivor() -> None:
    survivor, loser = same(2)
    ExternalId.objects.create(party=loser, system="1С", value="42")

    merge(survivor, loser)

    assert ExternalId.objects.get(system="1С", value="42").party_id == survivor.pk


def test_the_origin_of_a_value_goes_with_the_value() -> None:
    survivor, loser = same(2)
    Party.objects.filter(pk=survivor.pk).update(site="a.ru")
    Party.objects.filter(pk=loser.pk).update(site="b.ru", city="Тула")
    for party, field in ((survivor, "city"), (loser, "city"), (loser, "site")):
        ValueOrigin.objects.create(party=party, field=field, source=party.name, at=timezone.now())

    merge(survivor, loser)

    origins = ValueOrigin.objects.filter(party=survivor).values_list("field", "source")
    assert list(origins) == [("city", loser.name)]


def test_relations_to_each_other_vanish_and_equal_ones_are_joined() -> None:
    survivor, loser = same(2)
    worker = person("Олег Тихонов")
    Relation.objects.create(source=loser, target=survivor, kind=RelationKind.PART_OF)
    Relation.objects.create(source=worker, target=survivor, kind=RelationKind.WORKS_AT)
    Relation.objects.create(
        source=worker, target=loser, kind=RelationKind.WORKS_AT, position="Директор",
        decides=True, since=date(2024, 1, 1),
    )  # fmt: skip

    merge(survivor, loser)

    [relation] = Relation.objects.all()
    assert (relation.target_id, relation.position, relation.decides, relation.since) == (
        survivor.pk, "Директор", True, date(2024, 1, 1),
    )  # fmt: skip


def test_two_groups_merge_at_once_though_they_are_related() -> None:
    from orbita.platform.merging.commands import Group, merge_records

    one, other = same(2)
    boss, twin = person("Олег Тихонов"), person("Олег Тихонов")
    Relation.objects.create(source=boss, target=other, kind=RelationKind.WORKS_AT)
    Relation.objects.create(source=twin, target=one, kind=RelationKind.WORKS_AT)

    merge_records("party", [Group(one.pk, (other.pk,)), Group(boss.pk, (twin.pk,))], by=director())

    [relation] = Relation.objects.all()
    assert (relation.source_id, relation.target_id) == (boss.pk, one.pk)


def test_data_of_the_same_role_is_united() -> None:
    survivor, loser = same(2)
    PartyRole.objects.create(party=survivor, role="supplier", data={"discount": "5"})
    PartyRole.objects.create(
        party=loser, role="supplier", since=date(2020, 1, 1), data={"discount": "7", "days": "30"}
    )

    merge(survivor, loser)

    [role] = PartyRole.objects.all()
    assert (role.party_id, role.since) == (survivor.pk, date(2020, 1, 1))
    assert role.data == {"discount": "5", "days": "30"}


def test_a_client_was_in_a_segment_when_any_of_them_was() -> None:
    survivor, second, third = same(3)
    segment = row_of(Segment)
    day = timezone.now() - timedelta(days=100)
    spans = [
        (survivor, 0, 10),
        (second, 5, 20),
        (third, 30, 40),
        (second, 50, None),
        (third, 60, None),
    ]
    for party, since, until in spans:
        Membership.objects.create(
            segment=segment,
            party=party,
            since=day + timedelta(days=since),
            until=day + timedelta(days=until) if until else None,
        )

    merge(survivor, second, third)

    found = Membership.objects.filter(party=survivor).order_by("since")
    assert [((one.since - day).days, one.until and (one.until - day).days) for one in found] == [
        (0, 20),
        (30, 40),
        (50, None),
    ]
    assert Membership.objects.count() == 3


def test_a_client_stands_in_one_territory_and_stood_in_one_at_a_time() -> None:
    survivor, loser = same(2)
    kept = row_of(PartyTerritory, party_id=survivor.pk)
    row_of(PartyTerritory, party_id=loser.pk)
    past = row_of(PastTerritory, party_id=survivor.pk)
    row_of(PastTerritory, party_id=loser.pk)

    merge(survivor, loser)

    assert list(PartyTerritory.objects.all()) == [kept]
    assert list(PastTerritory.objects.all()) == [past]


def test_a_client_is_called_once_and_was_called_if_any_was() -> None:
    survivor, loser = same(2)
    calls = row_of(CallList)
    CallEntry.objects.create(call_list=calls, party=survivor, position=2)
    CallEntry.objects.create(
        call_list=calls, party=loser, position=1, state="interested", attempts=2,
        called_at=timezone.now(),
    )  # fmt: skip

    merge(survivor, loser)

    [entry] = CallEntry.objects.all()
    assert (entry.party_id, entry.state, entry.attempts, entry.position) == (
        survivor.pk, "interested", 2, 1,
    )  # fmt: skip


def test_one_open_reminder_stays_and_it_is_the_earlier_one() -> None:
    survivor, loser = same(2)
    who = people.employee()
    at = timezone.now()
    for party, hours in ((survivor, 5), (loser, 2)):
        Reminder.objects.create(
            user=who, record_kind="party", record_id=party.pk, text="Позвонить",
            at=at + timedelta(hours=hours),
        )  # fmt: skip

    merge(survivor, loser)

    [reminder] = Reminder.objects.all()
    assert (reminder.record_id, reminder.at) == (survivor.pk, at + timedelta(hours=2))


def test_filters_that_name_the_loser_name_the_survivor() -> None:
    survivor, loser = same(2)
    view = SavedView.objects.create(
        kind="deal", name="Ромашка", owner=people.employee(),
        query={"where": f'["party","in",["{loser.pk}"]]'},
    )  # fmt: skip

    merge(survivor, loser)

    view.refresh_from_db()
    assert view.query == {"where": f'["party","in",["{survivor.pk}"]]'}


def test_last_touch_and_deals_follow_by_themselves() -> None:
    survivor, loser = same(2)
    sold = deal("Поставка", party_id=loser.pk)

    merge(survivor, loser)

    assert Deal.objects.get(pk=sold.pk).party_id == survivor.pk
