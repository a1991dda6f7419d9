"""The forecast: what was won, what is expected, what is planned, month by month and by employee."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Func, Q, Sum, Value, When
from django.utils import timezone

from orbita.kit.periods import next_month, year_months
from orbita.platform.accounts.models import User
from orbita.platform.conditions.tree import Condition, Test
from orbita.platform.lists.figures import NOTHING, Figure, rows_of
from orbita.sales.deals.models import Outcome
from orbita.sales.deals.queries import ON_BOARD
from orbita.sales.funnels.asking import Asked, staff
from orbita.sales.funnels.spans import Span
from orbita.sales.planning.queries import plans_by_month, plans_by_person

OPEN = Test("outcome", "in", [Outcome.OPEN])
POSTPONED = Test("postponed_until", "within", "future")
OVERDUE, UNDATED, LATER, PUT_OFF = "overdue", "undated", "later", "postponed"
MONTH = "YYYY-MM"
ASIDE = (OVERDUE, UNDATED, LATER, PUT_OFF)


@dataclass(frozen=True)
class Line:
    """A month, an employee, a department or everything: won, expected, planned."""

    kind: str
    name: str
    month: date | None
    won: Figure
    expected: Figure
    weighted: Figure
    overdue: Figure | None
    plan: Decimal | None

    @property
    def forecast(self) -> Decimal:
        """Won and weighted together."""
        return (self.won.amount or NOTHING) + (self.weighted.shown or NOTHING)

    @property
    def gap(self) -> Decimal | None:
        """The forecast against the plan."""
        return None if self.plan is None else self.forecast - self.plan


@dataclass(frozen=True)
class Forecast:
    """A year by months, what lies beside the months, and the year by people."""

    year: int
    months: Sequence[Line]
    whole: Line
    aside: Sequence[Line]
    people: Sequence[Line]


@dataclass(frozen=True)
class _Row:
    bucket: str
    owner: UUID | None
    count: int
    amount: Decimal
    weighted: Decimal = NOTHING


def forecast(asked: Asked, year: int) -> Forecast:
    """The forecast of a year. Five statements."""
    today = timezone.localdate()
    won_rows, open_rows = _won(asked, year), _open(asked, year, today)
    plans, of_person = _plans(asked, year)
    months = [
        _line(asked, "month", month, won_rows, open_rows, plans.get(month), today)
        for month in year_months(year)
    ]
    aside = [_aside(asked, key, open_rows, year, today) for key in ASIDE]
    whole = _year(
        asked, "whole", "", None, won_rows, open_rows, _total([*plans.values()]), year, today
    )
    people = list(_people(asked, won_rows, open_rows, of_person, year, today))
    return Forecast(year, months, whole, [line for line in aside if line.expected.count], people)


def _month_of(path: str) -> Func:
    return Func(F(path), Value(MONTH), function="to_char", output_field=CharField())


def _won(asked: Asked, year: int) -> list[_Row]:
    """What was won, by month and owner. One statement."""
    span = Span(date(year, 1, 1), date(year, 12, 31))
    rows = rows_of(asked.actor, asked.where(*_won_in(span)))
    found = (
        rows.annotate(bucket=_month_of("closed_on"))
        .values_list("bucket", "owner")
        .annotate(Count("pk"), Sum("amount"))
    )
    return [_Row(bucket, owner, n, amount or NOTHING) for bucket, owner, n, amount in found]


def _open(asked: Asked, year: int, today: date) -> list[_Row]:
    """Open deals by the month they are expected in, or what keeps them apart. One statement."""
    bucket = Case(
        When(postponed_until__gt=today, then=Value(PUT_OFF)),
        When(expected_on=None, then=Value(UNDATED)),
        When(expected_on__lt=today, then=Value(OVERDUE)),
        When(Q(expected_on__gte=date(year + 1, 1, 1)), then=Value(LATER)),
        default=_month_of("expected_on"),
        output_field=CharField(),
    )
    weighted = Sum(F("amount") * F("stage__probability") / Decimal(100))
    found = (
        rows_of(asked.actor, asked.where(OPEN))
        .annotate(bucket=bucket)
        .values_list("bucket", "owner")
        .annotate(count=Count("pk"), sum=Sum("amount"), weighted=weighted)
    )
    return [
        _Row(key, owner, count, amount or NOTHING, part or NOTHING)
        for key, owner, count, amount, part in found
    ]


def _plans(
    asked: Asked, year: int
) -> tuple[dict[date, Decimal], Mapping[tuple[UUID, date], Decimal]]:
    """Plans by month, and by person and month. Two statements."""
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    of_person = plans_by_person(asked.actor, start, end)
    if asked.people is None:
        return plans_by_month(asked.actor, start, end), of_person
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for (user, month), amount in of_person.items():
        if user in asked.people:
            sums[month] += amount
    return sums, of_person


def _won_in(span: Span) -> list[Condition]:
    return [Test("outcome", "in", [Outcome.WON]), Test("closed_on", "between", span.values)]


def _expected_in(span: Span) -> list[Condition]:
    return [OPEN, ON_BOARD, Test("expected_on", "between", span.values)]


def _apart(key: str, year: int) -> list[Condition]:
    after = max(date(year + 1, 1, 1), timezone.localdate())
    conditions: dict[str, list[Condition]] = {
        OVERDUE: [OPEN, ON_BOARD, Test("expected_on", "within", "past")],
        UNDATED: [OPEN, ON_BOARD, Test("expected_on", "empty")],
        LATER: [OPEN, ON_BOARD, Test("expected_on", "after", after.isoformat())],
        PUT_OFF: [OPEN, POSTPONED],
    }
    return conditions[key]


def _figures(rows: Iterable[_Row], where: Condition) -> tuple[Figure, Figure]:
    """The sum and the weighted sum of the same deals."""
    found = list(rows)
    count = sum(row.count for row in found)
    amount = sum((row.amount for row in found), NOTHING)
    weighted = sum((row.weighted for row in found), NOTHING)
    return Figure(count, amount, where), Figure(count, amount, where, shown=weighted)


def _line(
    asked: Asked,
    kind: str,
    month: date,
    won: Sequence[_Row],
    opened: Sequence[_Row],
    plan: Decimal | None,
    today: date,
) -> Line:
    span = Span(month, next_month(month) - timedelta(days=1))
    rest = Span(max(month, today), span.last)
    key = f"{month:%Y-%m}"
    made, _same = _figures((r for r in won if r.bucket == key), asked.where(*_won_in(span)))
    best, weighted = _figures(
        (r for r in opened if r.bucket == key), asked.where(*_expected_in(rest))
    )
    return Line(kind, "", month, made, best, weighted, None, plan)


def _aside(asked: Asked, key: str, opened: Sequence[_Row], year: int, today: date) -> Line:
    best, weighted = _figures(
        (r for r in opened if r.bucket == key), asked.where(*_apart(key, year))
    )
    nothing = Figure(0, NOTHING, asked.where())
    return Line(key, "", None, nothing, best, weighted, None, None)


def _year(
    asked: Asked,
    kind: str,
    name: str,
    people: Sequence[User] | None,
    won: Sequence[_Row],
    opened: Sequence[_Row],
    plan: Decimal | None,
    year: int,
    today: date,
) -> Line:
    """The whole year of some people: won, expected in what is left of it, overdue."""
    ids = None if people is None else {user.pk for user in people}
    tests: list[Any] = []
    if people is not None:
        tests = [Test("owner", "in", [str(user.pk) for user in people])]
    span = Span(date(year, 1, 1), date(year, 12, 31))
    rest = Span(max(span.first, today), span.last)
    mine = [row for row in opened if ids is None or row.owner in ids]
    made, _same = _figures(
        (row for row in won if ids is None or row.owner in ids),
        asked.where(*_won_in(span), *tests),
    )
    best, weighted = _figures(
        (r for r in mine if r.bucket.startswith(f"{year}-")),
        asked.where(*_expected_in(rest), *tests),
    )
    late, _weighted = _figures(
        (r for r in mine if r.bucket == OVERDUE), asked.where(*_apart(OVERDUE, year), *tests)
    )
    return Line(kind, name, None, made, best, weighted, late, plan)


def _total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, NOTHING) if known else None


def _people(
    asked: Asked,
    won: Sequence[_Row],
    opened: Sequence[_Row],
    plans: Mapping[tuple[UUID, date], Decimal],
    year: int,
    today: date,
) -> Iterable[Line]:
    """Departments with their employees."""
    chosen = None if asked.people is None else set(asked.people)
    busy = {row.owner for row in (*won, *opened)} | {user for user, _month in plans}
    for place, staffed in staff(asked.actor, [key for key in busy if key]):
        people = [user for user in staffed if chosen is None or user.pk in chosen]
        sums = {
            user.pk: _total([amount for (who, _m), amount in plans.items() if who == user.pk])
            for user in people
        }
        people = [user for user in people if user.pk in busy]
        if not people:
            continue
        name = str(place) if place else ""
        whole = _total([*sums.values()])
        yield _year(asked, "department", name, people, won, opened, whole, year, today)
        for user in people:
            yield _year(
                asked, "user", user.get_full_name(), [user], won, opened, sums[user.pk], year, today
            )
