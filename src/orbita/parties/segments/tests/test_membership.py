"""Who is in a segment, since when, and what changes it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orbita.parties.directory.commands import change_parties, delete_parties
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.segments import queries
from orbita.parties.segments.commands import (
    add_segment,
    change_segments,
    put_into_segment,
    recompute_segment,
    take_out_of_segment,
)
from orbita.parties.segments.errors import (
    ConditionIsWrong,
    SegmentExists,
    SegmentInItself,
    SegmentIsDynamic,
)
from orbita.parties.segments.models import Membership, Segment
from orbita.parties.segments.tests.factories import names, segment
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.conditions.tree import Group, dump
from orbita.platform.conditions.tree import Test as Asked

pytestmark = pytest.mark.django_db
SAMARA = Asked("city", "is", "Самара")


@pytest.mark.req("PAR-18")
def test_clients_come_and_leave_as_the_condition_says_and_the_past_is_kept() -> None:
    stays, leaves = organisation("А", city="Самара"), organisation("Б", city="Самара")
    found = segment(SAMARA)

    change_parties([leaves.pk], {"city": "Омск"}, by=actor())
    comes = organisation("В", city="Самара")
    state = recompute_segment(found.pk, by=SYSTEM)

    assert names(found) == ["А", "В"]
    assert (state.size, state.came, state.left) == (2, 1, 1)
    gone = found.memberships.get(party=leaves)
    assert gone.until is not None
    assert found.memberships.get(party=stays).since < found.memberships.get(party=comes).since


@pytest.mark.req("PAR-18")
def test_computing_again_writes_only_the_difference() -> None:
    organisation(city="Самара")
    found = segment(SAMARA)
    before = list(found.memberships.values_list("pk", "since", "until"))

    state = recompute_segment(found.pk, by=SYSTEM)

    assert list(found.memberships.values_list("pk", "since", "until")) == before
    assert (state.came, state.left) == (0, 0)


@pytest.mark.req("PAR-18")
def test_the_members_of_a_past_day_and_the_days_of_change_are_known() -> None:
    early, late = organisation("Ранний", city="Самара"), organisation("Новый", city="Самара")
    found = segment(SAMARA)
    week = timezone.now() - timedelta(days=7)
    Membership.objects.filter(party=early).update(since=week - timedelta(days=3))
    Membership.objects.create(
        segment=found, party=organisation("Прежний"), since=week - timedelta(days=3), until=week
    )
    day = timezone.localdate()

    assert [p.name for p in queries.members(actor(), found.pk)] == ["Новый", "Ранний"]
    then = queries.members(actor(), found.pk, day - timedelta(days=8))
    assert [p.name for p in then] == ["Прежний", "Ранний"]
    days = [(one.came, one.left, one.size) for one in queries.days(found.pk, 2)]
    assert days == [(1, 0, 2), (0, 1, 1), (2, 0, 2)]
    assert late.pk is not None


@pytest.mark.req("PAR-18")
def test_clients_are_put_into_a_segment_by_hand_and_an_undo_takes_them_out() -> None:
    first, second = organisation("А"), organisation("Б")
    found = segment(by=alice())

    assert put_into_segment(found.pk, [first.pk, second.pk], by=actor()) == 2
    act = last_act_id()
    assert names(found) == ["А", "Б"]
    assert take_out_of_segment(found.pk, [second.pk], by=actor()) == 1
    assert names(found) == ["А"]
    assert act is not None
    undo_act(act, by=actor())

    assert names(found) == []


def test_a_segment_with_a_condition_takes_nobody_by_hand() -> None:
    found = segment(SAMARA)
    with pytest.raises(SegmentIsDynamic):
        put_into_segment(found.pk, [organisation().pk], by=actor(bob()))


def test_strangers_put_nobody_in_and_nobody_puts_strangers_clients_in() -> None:
    found = segment(by=alice())
    with pytest.raises(NotFound):
        put_into_segment(found.pk, [organisation().pk], by=actor(carol()))
    with pytest.raises(NotFound):
        put_into_segment(found.pk, [organisation(owner=carol()).pk], by=actor())


def test_a_deleted_client_leaves() -> None:
    gone = organisation(city="Самара")
    found = segment(SAMARA)
    delete_parties([gone.pk], by=actor())
    recompute_segment(found.pk, by=SYSTEM)
    assert names(found) == []


def test_a_changed_condition_counts_at_once_and_its_undo_too() -> None:
    organisation("А", city="Самара")
    organisation("Б", city="Омск")
    found = segment(SAMARA, by=alice())

    change_segments([found.pk], {"condition": dump(Asked("city", "is", "Омск"))}, by=actor())
    act = last_act_id()
    assert names(found) == ["Б"]
    assert act is not None
    undo_act(act, by=actor())

    assert names(found) == ["А"]


@pytest.mark.req("PAR-18")
def test_a_shared_segment_is_computed_over_all_a_private_one_within_its_owners_rights() -> None:
    organisation("Наш", city="Самара")
    organisation("Чужой", city="Самара", owner=carol())

    assert names(segment(SAMARA, is_shared=True)) == ["Наш", "Чужой"]
    assert names(segment(SAMARA, by=alice())) == ["Наш"]


def test_sharing_needs_the_right_and_a_condition_must_be_readable() -> None:
    with pytest.raises(NotAllowed):
        segment(SAMARA, by=alice(), is_shared=True)
    with pytest.raises(ConditionIsWrong):
        add_segment(name="x", condition='["password","is","x"]', by=actor(bob()))
    segment(SAMARA, name="Один")
    with pytest.raises(SegmentExists):
        segment(SAMARA, name="Один")


def test_a_segment_does_not_ask_for_itself() -> None:
    found = segment(SAMARA)
    condition = dump(Group("not", (Asked("segment", "in", [str(found.pk)]),)))
    with pytest.raises(SegmentInItself):
        change_segments([found.pk], {"condition": condition}, by=actor(bob()))


def test_a_condition_whose_field_is_gone_leaves_the_members_and_says_so() -> None:
    organisation("А", city="Самара")
    found = segment(SAMARA)
    Segment.objects.filter(pk=found.pk).update(condition='["lost_field","is","x"]')

    state = recompute_segment(found.pk, by=SYSTEM)

    assert not state.is_readable
    assert names(found) == ["А"]


def test_the_database_holds_one_open_membership_and_no_overlap() -> None:
    client = organisation(city="Самара")
    found = segment(SAMARA)
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(segment=found, party=client, since=now)
    week = timedelta(days=7)
    Membership.objects.create(segment=found, party=client, since=now - 3 * week, until=now - week)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            segment=found, party=client, since=now - 2 * week, until=now - week
        )


@pytest.mark.parametrize("count", [3, 300])
def test_computing_takes_the_same_statements_for_few_and_for_many(count: int) -> None:
    model = type(organisation())
    model.objects.bulk_create([model(name=f"c{n}", city="Самара") for n in range(count)])
    found = segment(SAMARA, is_shared=True)
    model.objects.filter(city="Самара").update(city="Омск")

    with CaptureQueriesContext(
        connection,
    ) as seen:
        state = recompute_segment(found.pk, by=SYSTEM)

    assert state.left == count
    assert len(seen) <= 13
