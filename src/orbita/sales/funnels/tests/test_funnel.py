"""The funnel: what counts as reached, where deals are lost, how long they stand on a stage."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from orbita.platform.accounts.tests.factories import actor, alice, bob, employee, signed_in
from orbita.sales.deals.commands import lose_deal, reopen_deal, win_deal
from orbita.sales.deals.tests.factories import deal, reason, stage
from orbita.sales.funnels.asking import asked_of
from orbita.sales.funnels.models import DealWay
from orbita.sales.funnels.queries import activity, funnel
from orbita.sales.funnels.spans import span_of
from orbita.sales.funnels.tests.factories import went
from orbita.sales.planning.commands import NormDraft, set_norms

pytestmark = [pytest.mark.django_db, pytest.mark.req("SAL-04")]


def test_a_deal_has_reached_each_stage_up_to_its_furthest() -> None:
    went(1, 1, 1, amount=10)
    went(1, 1, to="lost", amount=20, reason=reason())
    went(1, to="won", amount=40)
    asked = asked_of(actor(), {}, period="this_year")

    found = funnel(asked, asked.span)

    levels = found.levels
    assert [level.reached.count for level in levels] == [3, 3, 2, 1, 1, 1]
    assert [level.reached.amount for level in levels[:3]] == [70, 70, 50]
    assert [level.lost.count for level in levels] == [0, 1, 0, 0, 0, 0]
    assert [level.open_now.count for level in levels[:3]] == [0, 0, 1]
    assert (levels[2].from_previous, levels[2].from_first, found.won_share) == (67, 67, 33)


def test_time_on_a_stage_is_its_average_and_its_median() -> None:
    for days in (2, 4, 12):
        went(days, 1, to="won")
    asked = asked_of(actor(), {}, period="this_year")

    first = funnel(asked, asked.span).levels[0]

    assert first.average == pytest.approx(6)
    assert first.median == pytest.approx(4)


def test_a_way_follows_moves_closing_and_taking_up_again() -> None:
    made, by = deal(at=stage(1)), actor(bob())

    lose_deal(made.pk, reason_id=reason().pk, by=by)
    lost = DealWay.objects.get(deal=made)
    assert (lost.furthest, lost.lost_from) == (stage(1), stage(1))

    reopen_deal(made.pk, by=by)
    again = DealWay.objects.get(deal=made)
    assert (again.furthest, again.lost_from) == (stage(4), None)

    win_deal(made.pk, by=by)
    assert DealWay.objects.get(deal=made).furthest.outcome == "won"


def test_a_period_is_compared_with_the_same_a_year_ago() -> None:
    today = timezone.localdate()
    went(1, amount=1)
    went(1, amount=1, opened=today - timedelta(days=366))
    asked = asked_of(actor(), {"compare": "year_ago"}, period="this_year")

    assert funnel(asked, asked.span).whole.count == 1
    assert funnel(asked, asked.other_span).whole.count == 1


@pytest.mark.req("SAL-05")
def test_activity_stands_against_norms_by_working_days() -> None:
    went(1, 1, 1, to="won", amount=9)
    role = alice().role_assignments.get().role
    drafts = [NormDraft("deal", 2, "day", role_id=role.pk)]
    set_norms(drafts, by=actor(employee("director")))
    asked = asked_of(actor(), {}, every_pipeline=True, period="this_year")
    span = span_of("this_year", timezone.localdate(), None, None)
    assert span is not None

    done = {one.step: one for one in activity(asked, span, "").whole.done}

    assert done["deal"].figure.count == 1
    assert done["won"].figure.amount == 9
    assert done["deal"].norm is not None and done["deal"].norm > 100
    assert (done["deal"].tone, done["deal"].gap) == ("red", done["deal"].norm - 1)
    assert done["offer"].figure.count == 1


ADDRESSES = (
    "/funnels/?compare=previous", "/funnels/times/", "/funnels/activity/", "/deals/forecast/",
    "/funnels/refusals/", "/funnels/refusals/?across=owner",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_statements_do_not_grow_with_deals(
    client: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        went(1, 2, to=("won", "lost", "open")[number % 3], reason=reason())
    signed_in(client, bob())
    client.get(address)

    with django_assert_max_num_queries(26):
        page = client.get(address)

    assert page.status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_table_comes_as_a_file(client: Client, address: str) -> None:
    went(1, 2, to="lost", reason=reason())
    signed_in(client, bob())
    mark = "&" if "?" in address else "?"

    reply = client.get(f"{address}{mark}as=csv")

    assert reply.status_code == 200
