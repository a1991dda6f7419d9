"""The funnel: how many deals of a cohort reached each stage, where they were lost, how long it took."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, FloatField, Func, QuerySet, Sum, Value
from django.db.models.functions import Floor

from orbita.platform.conditions.tree import Condition, Test
from orbita.platform.lists.figures import NOTHING, Figure, rows_of, share
from orbita.sales.deals.models import Outcome, Stage, StageStay
from orbita.sales.deals.queries import stages
from orbita.sales.funnels.asking import Asked
from orbita.sales.funnels.spans import Span

HOUR, DAY = 3_600, 86_400


@dataclass(frozen=True)
class Level:
    """A stage of the funnel."""

    stage: Stage
    reached: Figure
    lost: Figure
    open_now: Figure
    passed_url: str
    """The deals that have left the stage: those by which its time is reckoned."""
    from_previous: int | None
    from_first: int | None
    average: float | None
    """Days on the stage."""
    median: float | None

    @property
    def lost_share(self) -> int | None:
        """Lost from here, per cent of those who came."""
        return share(self.lost.count, self.reached.count)


@dataclass(frozen=True)
class Funnel:
    """A pipeline's funnel for the deals opened in a period."""

    span: Span | None
    whole: Figure
    levels: Sequence[Level]

    @property
    def won_share(self) -> int | None:
        """Won, per cent of all of the cohort."""
        return self.levels[-1].from_first if self.levels else None


@dataclass(frozen=True)
class _Group:
    furthest: UUID
    lost_from: UUID | None
    stage: UUID
    count: int
    amount: Decimal


@dataclass(frozen=True)
class _Time:
    average: float | None
    median: float | None


def funnel(
    asked: Asked, span: Span | None, *, with_counts: bool = True, with_times: bool = True
) -> Funnel:
    """The funnel of the asked pipeline for the deals opened in a period. Three statements; two
    without the counts or without the times."""
    where = asked.where(*asked.within("opened_on", span))
    deals = rows_of(asked.actor, where)
    steps = [s for s in _stages(asked) if s.outcome != Outcome.LOST]
    groups = _groups(deals) if with_counts else []
    times = _times(deals) if with_times else {}
    levels: list[Level] = []
    for step in steps:
        before = levels[-1].reached.count if levels else None
        first = levels[0].reached.count if levels else None
        levels.append(_level(step, steps, groups, times, where, before, first))
    return Funnel(span, _figure(groups, where), levels)


def _stages(asked: Asked) -> list[Stage]:
    return stages(pipeline_id=asked.pipeline.pk) if asked.pipeline else []


def _groups(deals: QuerySet[Any]) -> list[_Group]:
    """Deals by the furthest stage, the one they were lost from, the one they stand on."""
    rows = deals.filter(way__isnull=False).values_list("way__furthest", "way__lost_from", "stage")
    found = rows.annotate(Count("pk"), Sum("amount"))
    return [
        _Group(furthest, lost_from, stage, count, amount or NOTHING)
        for furthest, lost_from, stage, count, amount in found
    ]


def _times(deals: QuerySet[Any]) -> dict[UUID, _Time]:
    """By stage: how long the deals that have left it stood on it. Hours are counted first, so that
    nothing has to be sorted."""
    seconds = Func(
        Value("epoch"), F("left_at") - F("entered_at"), function="date_part",
        output_field=FloatField(),
    )  # fmt: skip
    rows = StageStay.objects.filter(deal__in=deals.values("pk"), left_at__isnull=False)
    hours = rows.annotate(hour=Floor(seconds / HOUR)).values("stage", "hour")
    found = hours.annotate(count=Count("pk"), seconds=Sum(seconds))
    counted: dict[UUID, list[tuple[float, int, float]]] = defaultdict(list)
    for row in found:
        counted[row["stage"]].append((row["hour"], row["count"], row["seconds"]))
    return {stage: _time(sorted(groups)) for stage, groups in counted.items()}


def _time(groups: Sequence[tuple[float, int, float]]) -> _Time:
    """Average and median in days of stays counted by whole hours."""
    count = sum(number for _hour, number, _seconds in groups)
    average = sum(seconds for _hour, _number, seconds in groups) / count / DAY
    passed = 0
    for _hour, number, seconds in groups:
        passed += number
        if passed * 2 >= count:
            return _Time(average, seconds / number / DAY)
    return _Time(average, None)


def _figure(groups: Iterable[_Group], where: Condition) -> Figure:
    rows = list(groups)
    return Figure(sum(r.count for r in rows), sum((r.amount for r in rows), NOTHING), where)


def _level(
    step: Stage,
    steps: Sequence[Stage],
    groups: Sequence[_Group],
    times: dict[UUID, _Time],
    where: Condition,
    before: int | None,
    first: int | None,
) -> Level:
    further = {other.pk for other in steps if other.position >= step.position}
    key = [str(step.pk)]
    cohort = Figure(0, NOTHING, where)
    reached = _figure(
        (g for g in groups if g.furthest in further), cohort.narrowed(Test("reached", "in", key))
    )
    lost = _figure(
        (g for g in groups if g.lost_from == step.pk), cohort.narrowed(Test("lost_from", "in", key))
    )
    standing = _figure(
        (g for g in groups if g.stage == step.pk), cohort.narrowed(Test("stage", "in", key))
    )
    time = times.get(step.pk, _Time(None, None))
    passed = Figure(0, None, cohort.narrowed(Test("passed", "in", key)))
    return Level(
        step,
        reached,
        lost,
        standing,
        passed.url,
        share(reached.count, before) if before is not None else None,
        share(reached.count, first) if first is not None else 100 if reached.count else None,
        time.average,
        time.median,
    )
