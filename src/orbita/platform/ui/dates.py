"""Dates as people say them: today, yesterday, 21 Nov, 21.11.2024; 16:00."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

NBSP = "\u00a0"


def _short_months() -> tuple[str, ...]:
    return (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )


def short_date(day: date, today: date | None = None) -> str:
    """A day relative when it is near, without the year while it is the current one."""
    return _short_date(day, today or timezone.localdate(), get_language() or "")


# Lists show the same few hundred days again and again.
@lru_cache(maxsize=4096)
def _short_date(day: date, today: date, language: str) -> str:
    distance = (day - today).days
    if distance == 0:
        return gettext("today")
    if distance == -1:
        return gettext("yesterday")
    if distance == 1:
        return gettext("tomorrow")
    if day.year == today.year:
        return f"{day.day}{NBSP}{_short_months()[day.month - 1]}"
    if language == "ru":
        return f"{day:%d.%m.%Y}"
    return f"{day.day}{NBSP}{_short_months()[day.month - 1]}{NBSP}{day.year}"


@lru_cache(maxsize=4096)
def _full_date(day: date, language: str) -> str:
    return date_format(day, "DATE_FORMAT")


def when(value: date | datetime | None, style: str = "") -> str:
    """A date or a moment in words.

    A moment of today is its time; with the style "time" every moment carries its time, with
    "date" none does.
    """
    if value is None:
        return ""
    if not isinstance(value, datetime):
        return short_date(value)
    return _said(_local(value), style)


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _said(local: datetime, style: str) -> str:
    today = timezone.localdate()
    clock = f"{local:%H:%M}"
    if style == "time":
        return f"{short_date(local.date(), today)}, {clock}"
    if style != "date" and local.date() == today:
        return clock
    return short_date(local.date(), today)


def moment(value: date | datetime | None, style: str = "") -> SafeString:
    """The same as a `<time>` element with the full date as its title."""
    if value is None:
        return SafeString("")
    if not isinstance(value, datetime):
        shown, full = escape(when(value)), _full_date(value, get_language() or "")
        return SafeString(f'<time datetime="{value.isoformat()}" title="{full}">{shown}</time>')
    local = _local(value)
    full = f"{_full_date(local.date(), get_language() or '')}, {local:%H:%M}"
    stamp, shown = local.isoformat(timespec="seconds"), escape(_said(local, style))
    return SafeString(f'<time datetime="{stamp}" title="{full}">{shown}</time>')


def day_heading(day: date) -> str:
    """The heading of a day in a timeline: Today; Yesterday, 20 November; 17 November 2024."""
    today = timezone.localdate()
    long = date_format(day, "j E" if day.year == today.year else "j E Y")
    long = long.replace(" ", NBSP)
    if day == today:
        return gettext("Today")
    near = {
        today - timedelta(days=1): gettext("Yesterday"),
        today + timedelta(days=1): gettext("Tomorrow"),
    }
    return f"{near[day]}, {long}" if day in near else long


def duration(value: timedelta | int | float | None) -> str:
    """A length of time, from a timedelta or seconds: 5 h 20 min."""
    if value is None:
        return ""
    seconds = int(value.total_seconds() if isinstance(value, timedelta) else value)
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours and minutes:
        return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    if hours:
        return gettext("%(hours)s h") % {"hours": hours}
    if minutes:
        return gettext("%(minutes)s min") % {"minutes": minutes}
    return gettext("%(seconds)s s") % {"seconds": seconds}
