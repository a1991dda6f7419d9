"""A list as a month: each record on its day. One statement, whatever the filter."""

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import Test, joined
from orbita.platform.lists.queries import matching
from orbita.platform.lists.slots import Calendar, Row
from orbita.platform.lists.state import ListState
from orbita.platform.records.hidden import blanked

DRAWN = 4
"""Entries drawn on a day; the others are counted, and a link leads to all of them."""
MOST = 2000
"""Records read for a month; of more, the first by date are shown."""


@dataclass
class Day:
    """A day of the grid."""

    date: date
    is_today: bool
    is_outside: bool
    entries: list[str] = field(default_factory=list)
    url: str = ""

    @property
    def drawn(self) -> SafeString:
        return SafeString("".join(self.entries[:DRAWN]))

    @property
    def others(self) -> int:
        return max(0, len(self.entries) - DRAWN)


def month(state: ListState, actor: Actor) -> dict[str, Any]:
    """The weeks of the month in the address (today's without one), with the records on their days."""
    declared = state.screen.calendar
    assert declared is not None
    first = _first(state.cursor)
    weeks = [
        [_day(state, declared, day, first) for day in week]
        for week in months.Calendar().monthdatescalendar(first.year, first.month)
    ]
    by_date = {day.date: day for week in weeks for day in week}
    for row in _rows(state, actor, declared, min(by_date), max(by_date)):
        by_date[_date(row[declared.path])].entries.append(declared.entry(row))
    return {
        "weeks": weeks,
        "month": first,
        "month_before": state.url(cursor=f"{first - timedelta(days=1):%Y-%m}"),
        "month_after": state.url(cursor=f"{first + timedelta(days=31):%Y-%m}"),
        "this_month": state.url(),
    }


def _first(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def _day(state: ListState, declared: Calendar, day: date, first: date) -> Day:
    where = joined(state.where, Test(declared.column, "is", day.isoformat()))
    return Day(
        day,
        is_today=day == timezone.localdate(),
        is_outside=day.month != first.month,
        url=state.url(mode="table", where=where),
    )


def _rows(
    state: ListState, actor: Actor, declared: Calendar, low: date, high: date
) -> Sequence[Row]:
    bounds: list[Any] = [low, high + timedelta(days=1)]
    if declared.of_moments:
        bounds = [timezone.make_aware(datetime.combine(day, time())) for day in bounds]
    if declared.of_texts:
        bounds = [day.isoformat() for day in bounds]
    rows = matching(state, actor).filter(
        **{f"{declared.path}__gte": bounds[0], f"{declared.path}__lt": bounds[1]}
    )
    found = rows.order_by(declared.path, "pk").values("pk", declared.path, *declared.select)
    return blanked(actor, rows.model, list(found[:MOST]))


def _date(value: date | datetime | str) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
