"""Plans: who sets them for whom, how they add up, how a year is copied."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from orbita.platform.accounts.tests.factories import (
    actor,
    alice,
    bob,
    carol,
    department,
    employee,
    signed_in,
)
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.sales.planning.commands import NormDraft, PlanDraft, copy_plans, set_norms, set_plans
from orbita.sales.planning.errors import NothingToCopy, PlanIsElsewhere, PlanIsNegative
from orbita.sales.planning.models import ActivityNorm, SalesPlan
from orbita.sales.planning.queries import grid, norms, plan_of, working_days

pytestmark = [pytest.mark.django_db, pytest.mark.req("SAL-02")]
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def plan(user: object, month: date, amount: int | None) -> PlanDraft:
    return PlanDraft(month, None if amount is None else Decimal(amount), user_id=user.pk)  # type: ignore[attr-defined]


def test_plans_are_set_changed_and_taken_away_in_one_act() -> None:
    director = actor(employee("director"))
    set_plans([plan(alice(), MAY, 100), plan(carol(), MAY, 50)], by=director)

    set_plans([plan(alice(), MAY, 120), plan(carol(), MAY, None)], by=director)

    assert list(SalesPlan.objects.values_list("user", "amount")) == [(alice().pk, Decimal(120))]


def test_an_undone_act_gives_the_plans_before() -> None:
    director = actor(employee("director"))
    set_plans([plan(alice(), MAY, 100)], by=director)
    set_plans([plan(alice(), MAY, 120), plan(alice(), JUNE, 7)], by=director)
    act = last_act_id()
    assert act is not None

    undo_act(act, by=director)

    assert [row.amount for row in SalesPlan.objects.all()] == [Decimal(100)]


def test_a_head_plans_for_his_people_only() -> None:
    alice()
    set_plans([plan(alice(), MAY, 100)], by=actor(bob()))

    with pytest.raises(PlanIsElsewhere):
        set_plans([plan(carol(), MAY, 100)], by=actor(bob()))
    place = department("Sales")
    with pytest.raises(PlanIsElsewhere):
        set_plans([PlanDraft(MAY, Decimal(1), department_id=place.pk)], by=actor(bob()))
    with pytest.raises(NotAllowed):
        set_plans([plan(alice(), MAY, 1)], by=actor(alice()))


def test_a_plan_below_nothing_is_refused() -> None:
    with pytest.raises(PlanIsNegative):
        set_plans([plan(alice(), MAY, -1)], by=actor(employee("director")))


def test_a_plan_is_of_those_whom_the_actor_reaches() -> None:
    director = actor(employee("director"))
    set_plans(
        [plan(alice(), MAY, 100), plan(alice(), JUNE, 10), plan(carol(), MAY, 50)], by=director
    )

    assert plan_of(actor(alice()), MAY) == 100
    assert plan_of(actor(bob()), MAY, date(2026, 7, 1)) == 110
    assert plan_of(director, MAY) == 150
    assert plan_of(director, date(2026, 9, 1)) is None
    assert plan_of(actor(employee("engineer")), MAY) is None


def test_a_department_with_a_plan_of_its_own_counts_by_it() -> None:
    director, sales = actor(employee("director")), department("Sales")
    set_plans(
        [plan(alice(), MAY, 100), plan(carol(), MAY, 50),
         PlanDraft(MAY, Decimal(300), department_id=sales.pk)],
        by=director,
    )  # fmt: skip

    found = grid(director, 2026)

    assert plan_of(director, MAY) == 350
    assert plan_of(actor(bob()), MAY) == 100
    by_name = {line.name: line.cells[4] for line in found.lines}
    assert by_name["Sales"].amount == 300
    assert by_name["Sales"].below == 100
    assert found.whole.year == 350


def test_a_year_is_copied_with_per_cent_on_top() -> None:
    director = actor(employee("director"))
    set_plans([plan(alice(), date(2025, 5, 1), 1000)], by=director)

    copy_plans(2026, percent=Decimal(10), by=director)

    assert SalesPlan.objects.get(month=MAY).amount == 1100
    with pytest.raises(NothingToCopy):
        copy_plans(2030, percent=Decimal(10), by=director)


def test_cells_and_a_pasted_piece_of_a_spreadsheet_are_saved(client: Client) -> None:
    alice()
    other = employee("seller", department("Sales"), last_name="Zed")
    signed_in(client, bob())
    htmx = {"HX-Request": "true"}

    typed = client.post(
        "/plans/cells/?year=2026", {f"user:{alice().pk}:2026-01-01": "1 200 000"}, headers=htmx
    )
    pasted = client.post(
        "/plans/cells/?year=2026",
        {"at": f"user:{alice().pk}:2026-02-01", "pasted": "10\t20,5\n30\t\n"},
        headers=htmx,
    )
    wrong = client.post(
        "/plans/cells/?year=2026", {f"user:{alice().pk}:2026-01-01": "many"}, headers=htmx
    )

    assert (typed.status_code, pasted.status_code, wrong.status_code) == (200, 200, 422)
    assert 'id="plans"' in pasted.content.decode()
    sums = {(p.user_id, p.month.month): p.amount for p in SalesPlan.objects.all()}
    assert sums == {
        (alice().pk, 1): Decimal(1_200_000), (alice().pk, 2): Decimal(10),
        (alice().pk, 3): Decimal("20.5"), (other.pk, 2): Decimal(30),
    }  # fmt: skip


def test_a_stranger_sees_only_his_own_line(client: Client) -> None:
    alice()
    signed_in(client, carol())

    page = client.get("/plans/?year=2026").content.decode()

    table = page.split("<table")[1].split("</table>")[0]
    assert "Carol" in table and "Alice" not in table and "<input" not in table
    assert client.get("/plans/?year=2026&as=csv").status_code == 200


@pytest.mark.parametrize("people", [2, 30])
def test_statements_do_not_grow_with_people(
    client: Client, people: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sales = department("Sales")
    users = [employee("seller", sales) for _number in range(people)]
    set_plans([plan(user, MAY, 5) for user in users], by=actor(employee("director")))
    signed_in(client, bob())

    with django_assert_max_num_queries(12):
        client.get("/plans/?year=2026")


@pytest.mark.req("SAL-05")
def test_norms_are_of_a_role_or_of_ones_own_by_working_days() -> None:
    director = actor(employee("director"))
    role = alice().role_assignments.get().role
    set_norms(
        [NormDraft("call", 10, "day", role_id=role.pk), NormDraft("meeting", 5, "week", role_id=role.pk),
         NormDraft("call", 4, "day", user_id=carol().pk)],
        by=director,
    )  # fmt: skip

    found = norms([alice().pk, carol().pk])

    assert found[alice().pk] == {"call": 10, "meeting": 1}
    assert found[carol().pk] == {"call": 4, "meeting": 1}
    assert working_days([alice().pk], date(2026, 6, 1), date(2026, 6, 8)) == {alice().pk: 5}
    set_norms([NormDraft("call", 0, "day", user_id=carol().pk)], by=director)
    assert not ActivityNorm.objects.filter(user=carol()).exists()


@pytest.mark.req("SAL-05")
def test_the_page_of_norms_saves_what_was_typed(client: Client) -> None:
    alice()
    signed_in(client, bob())

    page = client.get("/plans/norms/").content.decode()
    client.post(
        "/plans/norms/",
        {f"user:{alice().pk}:call": "7", f"user:{alice().pk}:call:per": "week",
         f"user:{carol().pk}:call": "9"},
    )  # fmt: skip

    assert f"user:{alice().pk}:call" in page
    assert list(ActivityNorm.objects.values_list("user", "amount", "per")) == [
        (alice().pk, 7, "week")
    ]
