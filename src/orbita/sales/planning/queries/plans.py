"""Questions about plans: of one, of many, of a department."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, QuerySet

from orbita.kit.periods import next_month, year_months
from orbita.platform.accounts.models import Department, Grant, RoleAssignment, User
from orbita.platform.acts.actor import Actor
from orbita.sales.planning.models import SalesPlan
from orbita.sales.planning.rules import month_of, total

VIEW, EDIT = "planning.view", "planning.edit"
OWN = ("own", "assigned", "team")
Plans = Mapping[tuple[UUID, date], Decimal]


def reach(actor: Actor, permission: str = VIEW) -> frozenset[UUID] | None:
    """The employees whose plans the actor reaches; None for everybody. No statement."""
    scope = actor.scope(permission)
    own = frozenset({actor.id} if actor.id else ())
    return {
        "all": None,
        "subtree": actor.subtree | actor.team | own,
        "team": actor.team | own,
        "assigned": own,
        "own": own,
    }.get(scope, frozenset())


def plans_by_person(actor: Actor, start: date, end: date) -> Plans:
    """The plans of the employees within reach, by employee and month. One statement."""
    rows = SalesPlan.objects.filter(user__isnull=False, month__gte=month_of(start), month__lt=end)
    people = reach(actor)
    if people is not None:
        rows = rows.filter(user__in=people)
    return {
        (user, month): amount for user, month, amount in rows.values_list("user", "month", "amount")
    }


def plans_by_month(actor: Actor, start: date, end: date) -> dict[date, Decimal]:
    """What the actor's people are to win in each month. One statement.

    A department with a plan of its own counts by it, for whom it reaches everybody.
    """
    rows = SalesPlan.objects.filter(month__gte=month_of(start), month__lt=end)
    people = reach(actor)
    if people is not None:
        rows = rows.filter(user__in=people)
    found = list(rows.values_list("user__department", "department", "month", "amount"))
    own = {(place, month) for _home, place, month, _amount in found if place}
    sums: dict[date, Decimal] = {}
    for home, place, month, amount in found:
        if place or (home, month) not in own:
            sums[month] = sums.get(month, Decimal(0)) + amount
    return sums


def plan_of(actor: Actor, start: date, end: date | None = None) -> Decimal | None:
    """What the actor's people are to win from a month until before `end` (that month alone); None
    where nothing is planned. One statement."""
    until = end or next_month(month_of(start))
    return total([*plans_by_month(actor, start, until).values()])


@dataclass(frozen=True)
class Cell:
    """A month of a line: what stands there, and what is meant without it (a department's people)."""

    month: date
    amount: Decimal | None
    below: Decimal | None = None


@dataclass(frozen=True)
class Line:
    """A line of the grid: an employee, or a department above its employees."""

    kind: str
    id: UUID | None
    name: str
    cells: Sequence[Cell]
    editable: bool = False

    @property
    def year(self) -> Decimal | None:
        """The sum of the months; a month without a plan of its own counts by the people."""
        return total([c.below if c.amount is None else c.amount for c in self.cells])


@dataclass(frozen=True)
class Grid:
    """The plans of a year: departments with their employees, and everything together."""

    year: int
    months: Sequence[date]
    lines: Sequence[Line]
    whole: Line


def grid(actor: Actor, year: int, *, everybody: bool = False) -> Grid:
    """The year's plans of the employees within reach. Three statements."""
    months = year_months(year)
    people = list(sellers(actor, everybody=everybody))
    rows = SalesPlan.objects.filter(month__in=months)
    amounts = {
        (user or place, month): amount
        for user, place, month, amount in rows.values_list("user", "department", "month", "amount")
    }
    names = dict(Department.objects.values_list("pk", "name"))
    may = reach(actor, EDIT)
    lines: list[Line] = []
    for department_id in dict.fromkeys(user.department_id for user in people):
        inside = [user for user in people if user.department_id == department_id]
        own = [_line(user, months, amounts, may) for user in inside]
        lines += [_department(actor, department_id, names, months, amounts, own), *own]
    tops = [line for line in lines if line.kind == "department"]
    whole = Line(
        "whole", None, "", [_sum(month, place, tops) for place, month in enumerate(months)]
    )
    return Grid(year, months, lines, whole)


def sellers(actor: Actor, permission: str = VIEW, *, everybody: bool = False) -> QuerySet[User]:
    """Who sells, within reach: whose right to open deals is for his own, or who has plans already;
    with `everybody` also those who may open any deals. One statement."""
    grants = Grant.objects.filter(permission="deals.create")
    roles = grants if everybody else grants.filter(scope__in=OWN)
    selling = RoleAssignment.objects.filter(role__in=roles.values("role")).values("user")
    planned = SalesPlan.objects.filter(user__isnull=False).values("user")
    found = User.objects.active().filter(Q(pk__in=selling) | Q(pk__in=planned))
    people = reach(actor, permission)
    if people is not None:
        found = found.filter(pk__in=people)
    return found.order_by(F("department__name").asc(nulls_last=True), "last_name", "first_name")


def _line(user: User, months: Sequence[date], amounts: Plans, may: Collection[UUID] | None) -> Line:
    cells = [Cell(month, amounts.get((user.pk, month))) for month in months]
    name = user.get_full_name()
    return Line("user", user.pk, name, cells, may is None or user.pk in may)


def _department(
    actor: Actor,
    department_id: UUID | None,
    names: Mapping[UUID, str],
    months: Sequence[date],
    amounts: Plans,
    people: Sequence[Line],
) -> Line:
    cells = [
        Cell(
            month,
            amounts.get((department_id, month)) if department_id else None,
            total([line.cells[place].amount for line in people]),
        )
        for place, month in enumerate(months)
    ]
    name = names.get(department_id, "") if department_id else ""
    may = department_id is not None and actor.scope(EDIT) == "all"
    return Line("department", department_id, name, cells, may)


def _sum(month: date, place: int, lines: Sequence[Line]) -> Cell:
    of_all = [
        line.cells[place].below if line.cells[place].amount is None else line.cells[place].amount
        for line in lines
    ]
    return Cell(month, total(of_all))
