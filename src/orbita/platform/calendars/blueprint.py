"""The working week and special days in a file of settings."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.blueprints.slots import Section, Sheet
from orbita.platform.calendars.errors import HoursMakeNoSense
from orbita.platform.calendars.events import CalendarsChanged
from orbita.platform.calendars.models import SpecialDay, WorkingHours

DAYS_OF_WEEK = 7
MINUTES = 24 * 60


def _check_week(row: Any) -> None:
    if len(row.week) != DAYS_OF_WEEK:
        raise HoursMakeNoSense(text="")
    for day in row.week:
        _check_periods(day)


def _check_day(row: Any) -> None:
    _check_periods(row.periods)


def _check_periods(periods: Any) -> None:
    """Pairs of minutes since midnight, one after another."""
    last = 0
    for start, end in periods:
        if type(start) is not int or type(end) is not int or not last <= start < end <= MINUTES:
            raise HoursMakeNoSense(text=f"{start}–{end}")
        last = end


def _told(rows: Sequence[Any], by: Actor) -> None:
    announce(CalendarsChanged(user_ids=(), by=by.id))


HOURS = Section(
    "hours",
    pgettext_lazy("settings file", "Working week"),
    Sheet(
        WorkingHours,
        key=("user",),
        fields=("week",),
        order=("pk",),
        only={"user": None},
        check=_check_week,
    ),
    "calendars.manage",
    order=140,
    told=_told,
)
DAYS = Section(
    "days",
    pgettext_lazy("settings file", "Holidays and short days"),
    Sheet(
        SpecialDay,
        key=("day",),
        fields=("day", "name", "periods"),
        order=("day",),
        check=_check_day,
    ),
    "calendars.manage",
    order=150,
    told=_told,
)
