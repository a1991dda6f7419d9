"""Named periods («this month», «last 30 days») as days."""

from datetime import date, timedelta


class UnknownPeriod(ValueError):
    """No period has this name."""


def period(name: str, today: date) -> tuple[date | None, date | None]:
    """First day and the day after the last; None where the period is open.

    >>> period("this_month", date(2026, 2, 10))
    (datetime.date(2026, 2, 1), datetime.date(2026, 3, 1))
    >>> period("last_7", date(2026, 2, 10))
    (datetime.date(2026, 2, 4), datetime.date(2026, 2, 11))
    """
    tomorrow = today + timedelta(days=1)
    if name in ("past", "future"):
        return (None, today) if name == "past" else (tomorrow, None)
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if name in near:
        start = today + timedelta(days=near[name])
        return start, start + timedelta(days=1)
    which, _, unit = name.partition("_")
    if unit.isdigit() and which in ("last", "next"):
        days = timedelta(days=int(unit))
        return (tomorrow - days, tomorrow) if which == "last" else (today, today + days)
    shift = {"last": -1, "this": 0, "next": 1}.get(which)
    if shift is None or unit not in _STARTS:
        raise UnknownPeriod(name)
    start = _STARTS[unit](today, shift)
    return start, _STARTS[unit](today, shift + 1)


def next_month(day: date) -> date:
    """The first day of the month after the day's.

    >>> next_month(date(2026, 12, 10))
    datetime.date(2027, 1, 1)
    """
    return _month(day, 1)


def year_months(year: int) -> list[date]:
    """The first days of the twelve months of a year."""
    return [date(year, number, 1) for number in range(1, 13)]


def _week(day: date, shift: int) -> date:
    return day - timedelta(days=day.weekday()) + timedelta(weeks=shift)


def _month(day: date, shift: int) -> date:
    months = day.year * 12 + day.month - 1 + shift
    return date(months // 12, months % 12 + 1, 1)


def _quarter(day: date, shift: int) -> date:
    return _month(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), shift * 3)


def _year(day: date, shift: int) -> date:
    return date(day.year + shift, 1, 1)


_STARTS = {"week": _week, "month": _month, "quarter": _quarter, "year": _year}
