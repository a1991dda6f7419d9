"""The funnel of activity: from calls to deals won, by employee, against the norms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from orbita.activities.timeline.models import Kind, Result
from orbita.platform.accounts.models import User
from orbita.platform.conditions.tree import Condition, Group, Test, joined
from orbita.platform.lists.figures import NOTHING, Figure, rows_of, share
from orbita.sales.deals.models import Outcome
from orbita.sales.deals.queries import open_stages
from orbita.sales.funnels.asking import Asked, staff
from orbita.sales.funnels.spans import Span
from orbita.sales.planning.models import Step
from orbita.sales.planning.queries import norms, working_days

WON = "won"
STEPS = (*Step.values, WON)
TALKED = [Result.REACHED, Result.AGREED, Result.REFUSED, Result.POSTPONED, Result.DONE]
OFFER_PLACE = 2
"""Which open stage means that an offer was sent, until somebody chooses another one."""
LOW, FULL = 70, 100
Sums = Mapping[UUID | None, tuple[int, Decimal | None]]


@dataclass(frozen=True)
class Done:
    """How often a step was taken, and how often it was to be."""

    step: str
    figure: Figure
    norm: int | None
    before: int | None
    """Per cent of the step before it."""

    @property
    def reached(self) -> int | None:
        """Per cent of the norm."""
        return share(self.figure.count, self.norm) if self.norm else None

    @property
    def gap(self) -> int:
        """How many are missing to the norm."""
        return max((self.norm or 0) - self.figure.count, 0)

    @property
    def tone(self) -> str:
        """Red far below the norm, amber below it."""
        part = self.reached
        if part is None or part >= FULL:
            return ""
        return "red" if part < LOW else "amber"


@dataclass(frozen=True)
class Line:
    """An employee, a department or everybody."""

    kind: str
    name: str
    done: Sequence[Done]


@dataclass(frozen=True)
class Activity:
    """Departments with their employees, and everybody together."""

    span: Span
    offer: str
    offers: Sequence[str]
    lines: Sequence[Line]
    whole: Line


def activity(asked: Asked, span: Span, offer: str) -> Activity:
    """What each employee within reach did in a period. Eleven statements, however many they are."""
    names = list(dict.fromkeys(stage.name for stage in open_stages()))
    chosen = offer if offer in names else names[min(OFFER_PLACE, len(names) - 1)] if names else ""
    where = _conditions(span, chosen)
    sums = {step: _sums(asked, step, where[step]) for step in STEPS}
    busy = {owner for step in STEPS for owner in sums[step]}
    sold = {owner for step in STEPS if _kind(step) == "deal" for owner in sums[step]}
    chosen_people = None if asked.people is None else set(asked.people)
    groups = [
        (place, [u for u in people if chosen_people is None or u.pk in chosen_people])
        for place, people in staff(asked.actor, [key for key in sold if key])
    ]
    everybody = [user for _place, people in groups for user in people]
    due = _due(everybody, span)
    lines: list[Line] = []
    for place, staffed in groups:
        people = [u for u in staffed if due[u.pk] or u.pk in busy]
        if people:
            name = str(place) if place else ""
            lines.append(_line("department", name, people, sums, due, where))
            lines += [_line("user", u.get_full_name(), [u], sums, due, where) for u in people]
    return Activity(span, chosen, names, lines, _line("whole", "", everybody, sums, due, where))


def _conditions(span: Span, offer: str) -> dict[str, Condition]:
    """What counts as each step, as the lists of contacts and of deals say it."""
    done = Test("done_at", "between", span.values)
    call = Test("kind", "in", [Kind.CALL])
    talked = Group("or", (Test("result", "in", TALKED), Test("duration", "gte", 1)))
    return {
        Step.CALL: joined(call, done),
        Step.TALK: Group("and", (call, done, talked)),
        Step.MEETING: joined(Test("kind", "in", [Kind.MEETING, Kind.VISIT]), done),
        Step.OFFER: Test("came_to", "between", [offer, *span.values]),
        Step.DEAL: Test("opened_on", "between", span.values),
        WON: joined(
            Test("outcome", "in", [Outcome.WON]), Test("closed_on", "between", span.values)
        ),
    }


def _kind(step: str) -> str:
    return "interaction" if step in (Step.CALL, Step.TALK, Step.MEETING) else "deal"


def _sums(asked: Asked, step: str, where: Condition) -> Sums:
    """By owner: how many, and of deals the sum. One statement."""
    kind = _kind(step)
    rows: QuerySet[Any] = rows_of(asked.actor, where, kind)
    counted = rows.values_list("owner").annotate(Count("pk"))
    if kind == "interaction":
        return {owner: (count, None) for owner, count in counted}
    summed = counted.annotate(Sum("amount"))
    return {owner: (count, amount or NOTHING) for owner, count, amount in summed}


def _due(people: Sequence[User], span: Span) -> dict[UUID, dict[str, float]]:
    """What each is to do in the working days of the period that have come."""
    ids = [user.pk for user in people]
    end = min(span.end, timezone.localdate() + timedelta(days=1))
    days = working_days(ids, span.first, end)
    return {
        user: {step: daily * days[user] for step, daily in mine.items()}
        for user, mine in norms(ids).items()
    }


def _line(
    kind: str,
    name: str,
    people: Sequence[User],
    sums: Mapping[str, Sums],
    due: Mapping[UUID, Mapping[str, float]],
    where: Mapping[str, Condition],
) -> Line:
    ids = [user.pk for user in people]
    whose = Test("owner", "in", [str(key) for key in ids])
    done: list[Done] = []
    for step in STEPS:
        found = [sums[step].get(key, (0, None)) for key in ids]
        count = sum(one for one, _amount in found)
        amount = None if _kind(step) != "deal" else _together(a for _count, a in found)
        figure = Figure(count, amount, joined(where[step], whose), _kind(step))
        norm = round(sum(due[key].get(step, 0) for key in ids))
        before = share(count, done[-1].figure.count) if done else None
        done.append(Done(step, figure, norm or None, before))
    return Line(kind, name, done)


def _together(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), NOTHING)
