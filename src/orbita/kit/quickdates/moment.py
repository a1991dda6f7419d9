"""What a quick input says: when, and the words that are left."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from orbita.kit.quickdates.days import FoundDay, NoSuchDay, find_days
from orbita.kit.quickdates.times import FoundTime, find_times

Found = TypeVar("Found", FoundDay, FoundTime)
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is to be: a date, or an aware datetime where a time was said.

    rest: the text without the words that say when. spans: where those words stand in the text.
    starts: the moment itself or, for a date, the start of that working day.
    """

    when: date | datetime
    rest: str
    spans: tuple[tuple[int, int], ...]
    starts: datetime

    @property
    def has_time(self) -> bool:
        """Whether a time was said, not only a day."""
        return isinstance(self.when, datetime)

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last word that says when."""
        return self.spans[0][0], self.spans[-1][1]


def parse(text: str, now: datetime, day_start: time = time(9)) -> Moment | None:
    """Find when a text speaks of. None when it names no time or a day that does not exist.

    now: aware, in the user's zone. A weekday is the coming one; the same weekday as today is a
    week away; "next friday", «в следующую пятницу» lie in the next calendar week. A day without a
    year is the next such day. A time without a day is today's or, when past, tomorrow's; «в 3» is
    15:00.

    >>> from datetime import UTC
    >>> now = datetime(2024, 11, 21, 12, 0, tzinfo=UTC)
    >>> found = parse("позвонить Олегу завтра в 10", now)
    >>> str(found.when), found.rest, found.span
    ('2024-11-22 10:00:00+00:00', 'позвонить Олегу', (16, 27))
    >>> parse("10 договоров", now) is None, parse("31.02 в 10", now) is None
    (True, True)
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    folded = "".join(_folded(char) for char in text)
    times = _apart(find_times(folded, day_start))
    try:
        days = _apart(find_days(folded, now))
    except (NoSuchDay, OverflowError):
        return None
    days = [found for found in days if not found.brief or _beside(found, times, folded)]
    day = _the_day(days, folded)
    at = _chosen_time(day, times, folded)
    if day is None:
        return _today(text, at, now) if at else None
    if isinstance(day.when, datetime):
        return _moment(text, day.when, day.when, [(day.start, day.end)])
    if at is None:
        starts = _aware(day.when, day_start, now)
        return _moment(text, day.when, starts, [(day.start, day.end)])
    moment = _aware(day.when, at.at, now)
    return _moment(text, moment, moment, [(day.start, day.end), *at.spans])


def _folded(char: str) -> str:
    """One character for one, so that places in the text stay places."""
    lower = char.lower()
    if lower == "ё":
        return "е"
    return " " if char.isspace() else lower if len(lower) == 1 else char


def _apart(found: Iterable[Found]) -> list[Found]:
    """In the order of the text; of two that overlap the longer."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _beside(day: FoundDay, times: list[FoundTime], text: str) -> bool:
    """Whether a brief weekday («пт») stands alone or beside a time."""
    return not text.replace(text[day.start : day.end], "").strip(" ,.") or any(
        _touch((day.start, day.end), (at.start, at.end), text) for at in times
    )


def _touch(one: tuple[int, int], two: tuple[int, int], text: str) -> bool:
    first, second = sorted((one, two))
    return first[1] <= second[0] and bool(_BETWEEN.fullmatch(text, first[1], second[0]))


def _the_day(days: list[FoundDay], text: str) -> FoundDay | None:
    """The first day named; of «в понедельник, 2 декабря» the date."""
    if not days:
        return None
    first, *more = days
    for second in more[:1]:
        touching = _touch((first.start, first.end), (second.start, second.end), text)
        if touching and first.weekday != second.weekday:
            dated = second if first.weekday else first
            return FoundDay(dated.when, first.start, second.end)
    return first


@dataclass(frozen=True, slots=True)
class _Chosen:
    at: time
    spans: list[tuple[int, int]]


def _chosen_time(day: FoundDay | None, times: list[FoundTime], text: str) -> _Chosen | None:
    """The time that goes with the day; «вечером в 7» is said in two pieces."""
    if day is not None:
        times = [t for t in times if t.end <= day.start or day.end <= t.start or not t.exact]
    named = next((t for t in times if not t.exact and (day or t.sure)), None)
    around = [(part.start, part.end) for part in (day, named) if part]
    exact = next(
        (
            t
            for t in times
            if t.exact and (t.sure or any(_touch(span, (t.start, t.end), text) for span in around))
        ),
        None,
    )
    if exact is None:
        return _Chosen(named.at, [(named.start, named.end)]) if named else None
    spans = [(exact.start, exact.end)]
    if named is None:
        return _Chosen(exact.at, spans)
    late = named.at.hour >= 14 and exact.at.hour < 12
    at = exact.at.replace(hour=exact.at.hour + 12) if late else exact.at
    early = named.at.hour < 12 and exact.at.hour > 12
    return _Chosen(
        at.replace(hour=at.hour - 12) if early else at, [*spans, (named.start, named.end)]
    )


def _today(text: str, at: _Chosen, now: datetime) -> Moment:
    """A time without a day: the next time that the clock shows it."""
    moment = _aware(now.date(), at.at, now)
    if moment <= now:
        moment = _aware(now.date() + timedelta(1), at.at, now)
    return _moment(text, moment, moment, at.spans)


def _aware(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at, tzinfo=now.tzinfo)


def _moment(
    text: str, when: date | datetime, starts: datetime, spans: list[tuple[int, int]]
) -> Moment:
    ordered = sorted(set(spans))
    rest, at = "", 0
    for start, end in ordered:
        rest += text[at:start] + " "
        at = max(at, end)
    rest = " ".join((rest + text[at:]).split())
    rest = re.sub(r"\s+([,.;:])", r"\1", rest).strip(" ,;:—–-")
    return Moment(when, rest, tuple(ordered), starts)
