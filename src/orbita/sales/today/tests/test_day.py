"""The seller's day: each tile shows his own, and its figures open exactly what they count."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.timeline.commands import log_interaction
from orbita.activities.timeline.models import Direction, Kind
from orbita.parties.directory.tests import factories as parties
from orbita.platform.accounts.tests import factories as people
from orbita.platform.lists.tests.figures import assert_figures_open_their_records
from orbita.platform.presence.models import ActiveTime
from orbita.platform.records.slots import RecordRef
from orbita.sales.deals.commands import move_deal, postpone_deal, win_deal
from orbita.sales.deals.tests import factories as deals
from orbita.sales.today.queries.clients import hot_clients, promising
from orbita.sales.today.queries.guide import GUIDE, guide
from orbita.sales.today.queries.month import gap as month_gap
from orbita.sales.today.queries.news import changes
from orbita.sales.today.time_spent import time_spent

pytestmark = pytest.mark.django_db


@pytest.mark.req("PAR-10")
def test_the_day_ranks_own_clients_by_open_deals_and_tells_why(client: Client) -> None:
    alice, bob = people.alice(), people.bob()
    small, big = (
        parties.party(name="Малый", owner=alice),
        parties.party(name="Большой", owner=alice),
    )
    deals.deal(owner=alice, party_id=small.pk, amount=Decimal(100_000))
    deals.deal(owner=alice, party_id=big.pk, amount=Decimal(900_000), at=deals.stage(3))
    deals.deal(owner=bob, party_id=small.pk, amount=Decimal(9_000_000))

    ranked = promising(people.actor(alice))
    assert [one.name for one in ranked] == ["Большой", "Малый"]
    assert ranked[0].expected == Decimal(900_000) * deals.stage(3).probability / 100
    assert "no-step" in {reason.key for reason in ranked[0].reasons}

    client.force_login(alice)
    shown = client.get(reverse("today:promising")).content.decode()
    assert shown.index("Большой") < shown.index("Малый")


@pytest.mark.req("SAL-14")
def test_a_client_who_wrote_last_waits_until_somebody_answers() -> None:
    alice = people.alice()
    actor = people.actor(alice)
    party = parties.party(owner=alice)
    now = timezone.now()
    log_interaction(
        kind=Kind.LETTER,
        party_id=party.pk,
        text="Где счёт?",
        direction=Direction.IN,
        done_at=now - timedelta(hours=2),
        by=actor,
    )
    assert [(hot.party_id, hot.waits) for hot in hot_clients(actor)] == [(party.pk, True)]

    log_interaction(
        kind=Kind.CALL, party_id=party.pk, text="Ответили", direction=Direction.OUT, by=actor
    )
    assert [hot.waits for hot in hot_clients(actor)] == [False]


@pytest.mark.req("SAL-14")
def test_what_colleagues_did_with_my_deals_is_told_and_what_i_did_is_not() -> None:
    alice, boss = people.alice(), people.admin()
    deal = deals.deal("Насосы", owner=alice)
    mine = RecordRef("deal", deal.pk)
    log_interaction(kind=Kind.NOTE, about=mine, text="моё", by=people.actor(alice))
    log_interaction(kind=Kind.NOTE, about=mine, text="чужое", by=people.actor(boss))
    assert [row.text for row in changes(people.actor(alice))] == ["чужое"]


@pytest.mark.req("SAL-14")
def test_the_month_counts_what_is_won_and_what_is_likely() -> None:
    alice = people.alice()
    actor = people.actor(alice)
    won = deals.deal(owner=alice, amount=Decimal(300))
    win_deal(won.pk, by=actor)
    today = timezone.localdate()
    deals.deal(owner=alice, amount=Decimal(1000), expected_on=today, at=deals.stage(1))

    gap = month_gap(actor)
    assert (gap.won.amount, gap.won.count, gap.likely.count) == (Decimal(300), 1, 1)
    assert gap.likely.shown == Decimal(1000) * deals.stage(1).probability / 100
    assert gap.plan is None


@pytest.mark.req("PLT-06")
def test_the_guide_marks_steps_by_own_acts_and_goes_when_it_is_put_away(client: Client) -> None:
    alice = people.alice()
    actor = people.actor(alice)
    assert guide(actor) == dict.fromkeys(GUIDE, False)
    deal = deals.deal(owner=alice)
    move_deal(deal.pk, stage_id=deals.stage(1).pk, by=actor)
    steps = guide(actor)
    assert steps is not None
    assert {step for step, done in steps.items() if done} == {"deal", "move"}

    client.force_login(alice)
    client.post(reverse("today:guide"))
    assert guide(actor) is None


@pytest.mark.req("SAL-28")
def test_time_with_clients_is_lengths_of_contacts_beside_active_minutes() -> None:
    alice = people.alice()
    actor = people.actor(alice)
    party = parties.party(owner=alice)
    log_interaction(kind=Kind.CALL, party_id=party.pk, duration=1200, by=actor)
    log_interaction(kind=Kind.VISIT, party_id=party.pk, by=actor)
    today = timezone.localdate()
    ActiveTime.objects.create(user=alice, day=today, minutes=80, last_at=timezone.now())

    spent = time_spent(actor, today, today + timedelta(days=1))
    assert [(one.contacts.count, one.with_clients, one.in_product, one.share) for one in spent] == [
        (2, 80, 80, 50)
    ]


@pytest.mark.req("SAL-14")
@pytest.mark.parametrize("tile", ["promising", "hot", "changes", "gap", "times"])
def test_a_tile_takes_the_same_statements_for_many_records(
    tile: str, client: Client, django_assert_max_num_queries: object
) -> None:
    alice = people.alice()
    client.force_login(alice)
    for _number in range(12):
        deals.deal(owner=alice, party_id=parties.party(owner=alice).pk, amount=Decimal(10))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get(reverse(f"today:{tile}"))


@pytest.mark.req("SAL-14")
def test_every_figure_of_the_day_opens_exactly_its_records(client: Client) -> None:
    alice = people.alice()
    actor = people.actor(alice)
    party = parties.party(owner=alice)
    log_interaction(kind=Kind.CALL, party_id=party.pk, by=actor)
    win_deal(deals.deal(owner=alice, amount=Decimal(300)).pk, by=actor)
    win_deal(deals.deal(owner=people.bob(), amount=Decimal(7)).pk, by=people.actor(people.bob()))
    deals.deal(owner=alice, amount=Decimal(1000), expected_on=timezone.localdate())
    later = deals.deal(owner=alice, amount=Decimal(50), expected_on=timezone.localdate())
    postpone_deal(later.pk, until=timezone.localdate() + timedelta(days=40), by=actor)

    people.signed_in(client, alice)
    assert assert_figures_open_their_records(client, "/day/gap/", alice) == 2
    assert assert_figures_open_their_records(client, "/day/times/", alice) == 1
