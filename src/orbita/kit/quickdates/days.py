"""Days: the patterns that find them in a text and what each means from today."""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from orbita.kit.quickdates.words import (
    BRIEF_WEEKDAYS,
    MONTHS,
    NEAR_DAYS,
    NUMBERS,
    UNITS,
    WEEKDAYS,
)


class NoSuchDay(ValueError):
    """The text names a day that the calendar lacks (31.02)."""


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day (or, for «через 2 часа», a moment) and where the text says it."""

    when: date | datetime
    start: int
    end: int
    brief: bool = False
    weekday: bool = False


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(f"{day}.{month}.{year}") from None


def _full_year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _coming(today: date, month: int, day: int) -> date:
    """The next time a day of a month comes round, today included."""
    if not 1 <= month <= 12 or not 1 <= day <= (29 if month == 2 else 31):
        raise NoSuchDay(f"{day}.{month}")
    for year in (today.year, today.year + 1):
        if (
            day <= calendar.monthrange(year, month)[1]
            and (found := date(year, month, day)) >= today
        ):
            return found
    raise NoSuchDay(f"{day}.{month}")


def _dated(today: date, day: str, month: int, year: str | None) -> date:
    if year:
        return _day(_full_year(year), month, int(day))
    return _coming(today, month, int(day))


def _weekday(found: re.Match[str], now: datetime) -> date:
    today = now.date()
    ahead = (WEEKDAYS[found["weekday"]] - today.weekday()) % 7
    if found["this"]:
        return today + timedelta(ahead)
    if found["next"]:  # of the next calendar week
        return today + timedelta(7 - today.weekday() + WEEKDAYS[found["weekday"]])
    return today + timedelta(ahead or 7)


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last day where the month is shorter.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _later(found: re.Match[str], now: datetime) -> date | datetime:
    if found["half"]:
        minutes = 90 if found["half"] in ("полтора", "an hour and a half") else 30
        return _shifted(now, minutes)
    word = found["count"]
    count = 1 if not word else int(word) if word.isdigit() else NUMBERS[" ".join(word.split())]
    unit = UNITS[found["unit"]]
    if count > 10_000:
        raise NoSuchDay(word)
    if unit in "mh":
        return _shifted(now, count * (60 if unit == "h" else 1))
    today = now.date()
    if unit == "d":
        return _working(today, count) if found["working"] else today + timedelta(count)
    if unit == "w":
        return today + timedelta(weeks=count)
    return add_months(today, count * {"M": 1, "q": 3, "y": 12}[unit])


def _shifted(now: datetime, minutes: int) -> datetime:
    """Real minutes from now, also over a change of the clocks."""
    moment = datetime.fromtimestamp(now.timestamp() + 60 * minutes, now.tzinfo)
    return moment.replace(second=0, microsecond=0)


def _working(today: date, count: int) -> date:
    while count:
        today += timedelta(1)
        count -= today.weekday() < 5
    return today


def _bound(found: re.Match[str], now: datetime) -> date:
    """«в конце месяца», "start of next week"; the end of a week is its Friday."""
    today, period = now.date(), found["period"][:2]
    ahead = 1 if found["following"] else 0
    end = found["edge"] in ("конце", "концу", "конца", "end")
    middle = found["edge"] in ("середине", "middle")
    if period in ("не", "we"):
        monday = today - timedelta(today.weekday()) + timedelta(weeks=ahead)
        day = monday + timedelta(4 if end else 2 if middle else 0)
        return day if day >= today else day + timedelta(7)
    months = {"ме": 1, "mo": 1, "кв": 3, "qu": 3}.get(period, 12)
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    first = add_months(first, ahead * months)
    if middle:
        day = first + timedelta(14) if months == 1 else add_months(first, months // 2)
    else:
        day = add_months(first, months) - timedelta(1) if end else first
    return day if day >= today else _following_start(first, months, middle)


def _following_start(first: date, months: int, middle: bool) -> date:
    return add_months(first, months) + timedelta(14 if middle and months == 1 else 0)


def _next_period(found: re.Match[str], now: datetime) -> date:
    today, period = now.date(), found["period"][:2]
    if period in ("не", "we"):
        return today + timedelta(7 - today.weekday())
    months = {"ме": 1, "mo": 1, "кв": 3, "qu": 3}.get(period, 12)
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    return add_months(first, months)


def _weekend(found: re.Match[str], now: datetime) -> date:
    return now.date() + timedelta((5 - now.weekday()) % 7)


def _slashed(found: re.Match[str], now: datetime) -> date | None:
    """11/25 is American; 25/11 can only be the other way round; 1/2 and 24/7 are no dates."""
    one, two = int(found["one"]), int(found["two"])
    if not found["year"] and (max(one, two) < 10 or (one, two) == (24, 7)):
        return None
    month, day = (two, one) if one > 12 else (one, two)
    return _dated(now.date(), str(day), month, found["year"])


def _ordinal(found: re.Match[str], now: datetime) -> date:
    today, day = now.date(), int(found["day"])
    if not 1 <= day <= 31:
        raise NoSuchDay(found[0])
    first = today.replace(day=1) if day >= today.day else add_months(today.replace(day=1), 1)
    while day > calendar.monthrange(first.year, first.month)[1]:
        first = add_months(first, 1)
    return first.replace(day=day)


_YEAR = r"(?:\s*,?\s*(?P<year>20\d\d)(?:\s*(?:года|г\.?))?)?"
_PREPOSITION = r"(?:(?:в|во|на|к|ко|до|с|on|by|until|till)\s+)"
# What after «10.12» says that it was a number and no date.
_NOT_A_NUMBER = r"(?!\s*(?:₽|руб|р\.|\$|€|%|млн|тыс|млрд|кг|г\b|л\b|м\b|шт|usd|eur))(?![.,]?\d|-\d)"
_PATTERNS: list[tuple[str, Callable[[re.Match[str], datetime], date | datetime | None]]] = [
    (
        rf"(?:(?:на|с|к|by|for)\s+)?(?P<near>{any_of(NEAR_DAYS)})",
        lambda found, now: now.date() + timedelta(NEAR_DAYS[" ".join(found["near"].split())]),
    ),
    (
        r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
        lambda found, now: _day(int(found["year"]), int(found["month"]), int(found["day"])),
    ),
    (
        rf"{_PREPOSITION}?(?<![\d.,№])(?<!№\s)(?P<day>\d{{1,2}})\.(?P<month>0[1-9]|1[0-2])"
        rf"(?:\.(?P<year>20\d\d|\d\d)(?!\d)(?:\s*г\b\.?)?)?{_NOT_A_NUMBER}",
        lambda found, now: _dated(now.date(), found["day"], int(found["month"]), found["year"]),
    ),
    (
        rf"{_PREPOSITION}?(?<![\d/])(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})"
        r"(?:/(?P<year>20\d\d|\d\d)(?!\d))?(?![\d/])",
        _slashed,
    ),
    (
        rf"{_PREPOSITION}?(?P<day>\d{{1,2}})(?:-?(?:го|е)|st|nd|rd|th)?\s+(?:of\s+)?"
        rf"(?P<month>{any_of(MONTHS)})\.?{_YEAR}",
        lambda found, now: _dated(now.date(), found["day"], MONTHS[found["month"]], found["year"]),
    ),
    (
        rf"{_PREPOSITION}?(?P<month>{any_of(m for m in MONTHS if m.isascii())})\.?\s+"
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.])(?!\s*[ap]\.?m){_YEAR}",
        lambda found, now: _dated(now.date(), found["day"], MONTHS[found["month"]], found["year"]),
    ),
    (rf"{_PREPOSITION}?(?P<day>\d{{1,2}})(?:-?го(?:\s+числа)?|\s+числа)", _ordinal),
    (r"(?:on\s+)?the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)", _ordinal),
    (
        rf"{_PREPOSITION}?(?:(?P<next>следующ(?:ий|ую|ее|ей|его)|next)|"
        rf"(?P<this>эт(?:от|у|о|ой|ого)|this)|ближайш\w+|coming)?"
        rf"\s*(?P<weekday>{any_of(WEEKDAYS)})(?P<dot>\.(?!\S))?",
        _weekday,
    ),
    (
        rf"(?:через|in|спустя)\s+(?:(?P<half>полчаса|полтора(?=\s+часа)|an hour and a half"
        rf"|half an hour)(?:\s+часа)?|(?:(?P<count>\d{{1,5}}|{any_of(NUMBERS)})\s*)?"
        rf"(?P<working>(?:рабоч\w+|working|business)\s+)?(?P<unit>{any_of(UNITS)})\.?)",
        _later,
    ),
    (
        r"(?:в|к|до|at|by|in)?\s*(?:the\s+)?(?P<edge>конце|концу|конца|начале|началу|середине|end"
        r"|start|beginning|middle)\s+(?:of\s+)?(?:the\s+)?(?:(?P<following>следующ\w+|next)|эт\w+"
        r"|this)?\s*(?P<period>недели|месяца|квартала|года|week|month|quarter|year)",
        _bound,
    ),
    (r"(?:на|в)\s+следующ(?:ей|ем)\s+(?P<period>неделе|месяце|квартале|году)", _next_period),
    (r"next\s+(?P<period>week|month|quarter|year)", _next_period),
    (
        r"(?:в|на)\s+(?:эти\s+)?выходн(?:ые|ых)|(?:on|at)\s+(?:the\s+)?weekend|this\s+weekend",
        _weekend,
    ),
]
_COMPILED = [(re.compile(rf"(?<![\w.]){source}(?!\w)"), meaning) for source, meaning in _PATTERNS]


def find_days(text: str, now: datetime) -> Iterator[FoundDay]:
    """Days named in a folded text, overlapping ones too. Raises NoSuchDay for 31.02."""
    for pattern, meaning in _COMPILED:
        for found in pattern.finditer(text):
            groups = found.groupdict()
            weekday = groups.get("weekday")
            bare = found[0].rstrip(".") == weekday
            when = meaning(found, now)
            if when is not None:
                brief = bare and weekday in BRIEF_WEEKDAYS
                yield FoundDay(when, *found.span(), brief=brief, weekday=bool(weekday))
