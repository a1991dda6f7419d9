"""The forecast by month and employee, and why deals were lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, employee
from orbita.platform.lists.tests.figures import behind_figure
from orbita.sales.deals.models import Deal, LossReason
from orbita.sales.deals.tests.factories import reason
from orbita.sales.funnels.asking import asked_of
from orbita.sales.funnels.queries import forecast, refusals
from orbita.sales.funnels.queries.refusals import MOST
from orbita.sales.funnels.tests.factories import went
from orbita.sales.planning.commands import PlanDraft, set_plans

pytestmark = pytest.mark.django_db


@pytest.mark.req("SAL-02")
def test_a_month_is_what_was_won_and_what_is_expected_against_its_plan() -> None:
    today = timezone.localdate()
    director = actor(employee("director"))
    went(1, to="won", amount=700)
    went(1, 1, 1, amount=200, expected_on=today)
    went(1, amount=40, expected_on=today - timedelta(days=1))
    went(1, amount=41)
    later = went(1, amount=42, expected_on=today)
    Deal.objects.filter(pk=later.pk).update(postponed_until=today + timedelta(days=3))
    set_plans([PlanDraft(today.replace(day=1), Decimal(1000), user_id=alice().pk)], by=director)

    found = forecast(asked_of(director, {}, every_pipeline=True, period="this_year"), today.year)

    month = found.months[today.month - 1]
    assert month.won.amount == 700
    assert month.expected.amount == 200
    assert month.weighted.shown == 90
    assert month.gap == -210
    aside = {line.kind: line.expected.amount for line in found.aside}
    assert aside == {"overdue": 40, "undated": 41, "postponed": 42}
    people = {line.name: line for line in found.people}
    assert people["Alice"].forecast == 790
    assert people["Alice"].overdue is not None and people["Alice"].overdue.amount == 40
    assert found.whole.plan == 1000
    assert people["Sales"].plan == 1000


@pytest.mark.req("SAL-02")
def test_a_head_forecasts_his_own_people() -> None:
    alice()
    went(1, to="won", amount=700)
    went(1, to="won", amount=1, owner=carol())
    year = timezone.localdate().year

    found = forecast(asked_of(actor(bob()), {}, every_pipeline=True, period="this_year"), year)

    assert found.whole.won.amount == 700
    assert [line.name for line in found.people if line.kind == "user"] == ["Alice"]


@pytest.mark.req("MKT-11")
def test_reasons_add_up_in_their_groups_and_small_columns_in_one() -> None:
    why = reason()
    other = LossReason.objects.exclude(parent=None).exclude(parent=why.parent).first()
    for number in range(MOST + 3):
        went(1, to="lost", amount=10, reason=why, product=f"Product {number}")
    went(1, 1, to="lost", amount=5, reason=other)
    asked = asked_of(actor(), {}, every_pipeline=True, period="this_year")

    found = refusals(asked, "product")

    names = {line.name: line for line in found.lines}
    assert why.parent is not None
    assert names[why.parent.name].whole.count == names[why.name].whole.count == MOST + 3
    assert found.whole.whole.amount == 10 * (MOST + 3) + 5
    assert (len(found.columns), found.columns[-1].is_rest) == (MOST + 1, True)
    rest = found.whole.cells[-1]
    assert rest.count == 4
    assert behind_figure(rest, actor()) == (rest.count, rest.amount)
