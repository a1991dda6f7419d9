"""Periods of the analysis: named, typed, and those that they are compared with."""

from dataclasses import dataclass
from datetime import date, timedelta

from orbita.kit.periods import period

NAMES = (
    "this_month",
    "last_month",
    "this_quarter",
    "last_quarter",
    "this_year",
    "last_year",
    "all",
    "custom",
)
COMPARISONS = ("none", "previous", "year_ago", "custom")


@dataclass(frozen=True)
class Span:
    """From the first day to the last; None for all time."""

    first: date
    last: date

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.last + timedelta(days=1)

    @property
    def values(self) -> list[str]:
        """As a condition of the list names it."""
        return [self.first.isoformat(), self.last.isoformat()]


def span_of(name: str, today: date, first: date | None, last: date | None) -> Span | None:
    """The period with this name; typed days for «custom». None for all time."""
    if name == "all":
        return None
    if name == "custom":
        start, end = first or today.replace(day=1), last or today
        return Span(min(start, end), max(start, end))
    start, end = period(name, today)  # type: ignore[assignment]
    return Span(start, end - timedelta(days=1))


def shifted(span: Span, comparison: str) -> Span:
    """The period of the same length before, or the same one a year earlier.

    >>> shifted(Span(date(2026, 4, 1), date(2026, 6, 30)), "previous").values
    ['2026-01-01', '2026-03-31']
    """
    if comparison == "year_ago":
        return Span(_months_back(span.first, 12), _months_back(span.end, 12) - timedelta(days=1))
    if span.first.day == 1 and span.end.day == 1:
        months = (span.end.year - span.first.year) * 12 + span.end.month - span.first.month
        return Span(_months_back(span.first, months), span.first - timedelta(days=1))
    length = span.end - span.first
    return Span(span.first - length, span.first - timedelta(days=1))


def _months_back(day: date, months: int) -> date:
    """The same day so many months before, or the last one that the month has."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (after - timedelta(days=1)).day))
