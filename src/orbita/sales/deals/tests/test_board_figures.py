"""Each figure of the board opens exactly its deals; what was put off is not among them."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import RequestFactory
from django.utils import timezone

from orbita.parties.directory.tests import factories as parties
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.actor import Actor
from orbita.platform.lists.boards import board
from orbita.platform.lists.queries import totals
from orbita.platform.lists.slots import screens
from orbita.platform.lists.state import ListState
from orbita.sales.deals import panels
from orbita.sales.deals.commands import add_pipeline, open_deal, postpone_deal, win_deal
from orbita.sales.deals.models import Pipeline, Stage
from orbita.sales.deals.tests import factories as deals

pytestmark = pytest.mark.django_db


def state(address: str) -> ListState:
    """The list's state at an address."""
    request = RequestFactory().get(address)
    return ListState.of(request, screens["deal"], {})


def behind(address: str, actor: Actor) -> tuple[int, Decimal]:
    """Count and sum of the deals that an address shows."""
    found = totals(state(address), actor)
    return found.count, found.sums["amount"] or Decimal(0)


def filled() -> Actor:
    """Alice with deals on three stages, one put off, one won this month, one in another pipeline."""
    alice = people.alice()
    actor = people.actor(alice)
    for place, amount in ((0, 100), (0, 250), (1, 700), (2, 1300)):
        deals.deal(owner=alice, at=deals.stage(place), amount=Decimal(amount))
    later = deals.deal(owner=alice, at=deals.stage(1), amount=Decimal(5000))
    postpone_deal(later.pk, until=timezone.localdate() + timedelta(days=30), by=actor)
    won = deals.deal(owner=alice, amount=Decimal(900))
    win_deal(won.pk, by=actor)
    other = add_pipeline(name="Сервис", by=people.actor(people.admin()))
    first = Stage.objects.filter(pipeline=other).order_by("position")[0]
    there = open_deal(title="Обслуживание", stage_id=first.pk, amount=Decimal(40_000), by=actor)
    win_deal(there.pk, by=actor)
    return actor


@pytest.mark.req("SAL-02")
def test_each_column_opens_exactly_its_deals() -> None:
    actor = filled()
    columns = board(state("/deals/"), actor)["columns"]
    assert [column["count"] for column in columns] == [2, 1, 1, 0, 0]
    for column in columns:
        assert behind(column["url"], actor) == (column["count"], column["sum"])


@pytest.mark.req("SAL-02")
def test_the_strip_opens_what_it_sums_in_this_pipeline() -> None:
    actor = filled()
    strip = board(state("/deals/"), actor)["strip"]
    assert behind(strip.open_url, actor) == (4, strip.open_sum)
    assert (strip.open_sum, strip.won_sum) == (Decimal(2350), Decimal(900))
    assert behind(strip.won_url, actor) == (1, Decimal(900))


@pytest.mark.req("SAL-02")
def test_another_pipeline_is_another_board() -> None:
    actor = filled()
    other = Pipeline.objects.get(name="Сервис")
    shown = board(state(f"/deals/?shelf={other.pk}"), actor)
    assert [place.label for place in shown["shelves"]][-1] == "Сервис"
    assert shown["strip"].won_sum == Decimal(40_000)
    assert behind(shown["strip"].won_url, actor) == (1, Decimal(40_000))


@pytest.mark.req("SAL-02")
def test_under_a_filter_the_figures_still_open_exactly_their_deals() -> None:
    actor = filled()
    where = json.dumps(["amount", "gte", "300"])
    shown = board(state(f"/deals/?where={where}"), actor)
    for column in shown["columns"]:
        assert behind(column["url"], actor) == (column["count"], column["sum"])
    assert behind(shown["strip"].won_url, actor) == (1, shown["strip"].won_sum)


def test_what_was_put_off_is_seen_when_it_is_asked_for() -> None:
    actor = filled()
    where = json.dumps(["postponed_until", "filled", None])
    columns = board(state(f"/deals/?where={where}"), actor)["columns"]
    assert [column["count"] for column in columns] == [0, 1, 0, 0, 0]


@pytest.mark.req("PAR-11")
def test_the_facts_of_a_client_open_exactly_the_deals_they_sum() -> None:
    alice = people.alice()
    actor = people.actor(alice)
    party = parties.party(owner=alice)
    for amount, days in ((100, 10), (900, 400)):
        won = deals.deal(owner=alice, party_id=party.pk, amount=Decimal(amount))
        win_deal(won.pk, won_on=timezone.localdate() - timedelta(days=days), by=actor)
    deals.deal(owner=alice, party_id=party.pk, amount=Decimal(7))
    later = deals.deal(owner=alice, party_id=party.pk, amount=Decimal(8))
    postpone_deal(later.pk, until=timezone.localdate() + timedelta(days=9), by=actor)

    won_fact, open_fact = panels.won_fact(actor, party), panels.open_fact(actor, party)
    assert won_fact and open_fact
    assert behind(won_fact.url, actor) == (1, Decimal(100))
    assert behind(open_fact.url, actor) == (2, Decimal(15))
    assert open_fact.value == "2"
    assert "mode=table" in won_fact.url and "mode=table" in open_fact.url
