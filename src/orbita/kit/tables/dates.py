"""Dates in the cells of foreign tables: many spellings, one order of day and month a column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

from orbita.kit.quickdates.words import MONTHS
from orbita.kit.tables.cells import serial_date

Order = Literal["dmy", "mdy", "ymd"]

_TIME = (
    r"(?:[T,\s]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?)?\s*(?P<zone>z|utc|[+-]\d\d:?(?:\d\d)?)?"
)
_ISO = re.compile(
    rf"(?P<year>\d{{4}})[-./](?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}}){_TIME}", re.I
)
_SOLID = re.compile(rf"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:\.0)?{_TIME}", re.I)
_THREE = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<mark>[-./ ])(?P<two>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d\d)"
    rf"(?:\s*г\.?)?{_TIME}",
    re.I,
)
_NAMED_FIRST = re.compile(
    rf"(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}",
    re.I,
)
_NAMED = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<name>[^\W\d_]+)\.?,?[\s-]+(?P<year>\d{{4}}|\d\d)"
    rf"(?:\s*(?:года|г\.?))?{_TIME}",
    re.I,
)
_WEEKDAY = re.compile(r"^[^\W\d_]{2,11}\.?,\s*(?=\S)")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_SERIALS = (20_000.0, 80_000.0)  # 1954 to 2119


@dataclass(frozen=True, slots=True)
class Reading:
    """A read cell. value: None for an empty cell or a fault; fault: `not_a_date`, `no_such_day`
    (31.02) or `no_such_time`."""

    value: date | datetime | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the dates of a column are to be read.

    sure: some cell left no doubt about the order. serials: numbers are days of a spreadsheet.
    share: what part of the filled cells reads as dates.
    """

    order: Order
    sure: bool
    serials: bool
    share: float

    @classmethod
    def of(cls, values: Iterable[str], default: Order | None = None) -> "DateColumn":
        """Decide from sampled cells. Without a telling cell points mean day first; slashes too,
        unless the default says otherwise."""
        filled = [value for value in map(str.strip, values) if value]
        order, sure = decide_order(filled, default)
        serials = bool(filled) and all(map(_is_serial, filled))
        read = sum(read_date(value, order, serials=serials).value is not None for value in filled)
        return cls(order, sure, serials, read / len(filled) if filled else 0.0)

    def read(self, text: str) -> Reading:
        """Read one cell of the column."""
        return read_date(text, self.order, serials=self.serials)


def decide_order(values: Iterable[str], default: Order | None = None) -> tuple[Order, bool]:
    """Day or month first, by the cells where one of the two is over 12; and whether any was.

    >>> decide_order(["11/8/2018", "6/16/2018"]), decide_order(["01.02.2024"])
    (('mdy', True), ('dmy', False))
    """
    day_first = month_first = 0
    for value in values:
        if found := _THREE.fullmatch(value.strip()):
            day_first += 12 < int(found["one"]) <= 31 and int(found["two"]) <= 12
            month_first += 12 < int(found["two"]) <= 31 and int(found["one"]) <= 12
    if day_first == month_first:
        return default or "dmy", False
    return ("dmy" if day_first > month_first else "mdy"), True


def read_date(text: str, order: Order = "dmy", *, serials: bool = False) -> Reading:
    """Read one date, with a time and a zone where they are written.

    >>> read_date("25.11.2024").value, read_date("31.02.2024").fault
    (datetime.date(2024, 11, 25), 'no_such_day')
    >>> read_date("11/8/2018 2:30 PM", "mdy").value
    datetime.datetime(2018, 11, 8, 14, 30)
    """
    value = text.strip()
    if not value:
        return Reading()
    if serials and _is_serial(value):
        iso = serial_date(float(value.replace(",", ".")))
        return Reading(datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso))
    for pattern in (_ISO, _SOLID):
        if found := pattern.fullmatch(value):
            return _made(found, found["year"], found["month"], found["day"])
    if found := _THREE.fullmatch(value):
        return _three(found, order)
    return _named(_WEEKDAY.sub("", value))


def _is_serial(value: str) -> bool:
    if not _SERIAL.fullmatch(value):
        return False
    return _SERIALS[0] <= float(value.replace(",", ".")) <= _SERIALS[1]


def _three(found: re.Match[str], order: Order) -> Reading:
    one, two, three = found["one"], found["two"], found["year"]
    if order == "ymd" and len(three) == 2:
        return _made(found, one, two, three)
    day, month = (two, one) if order == "mdy" else (one, two)
    return _made(found, three, month, day)


def _named(value: str) -> Reading:
    found = _NAMED.fullmatch(value) or _NAMED_FIRST.fullmatch(value)
    month = MONTHS.get(found["name"].lower().replace("ё", "е")) if found else None
    if found is None or month is None:
        return Reading(fault="not_a_date")
    return _made(found, found["year"], str(month), found["day"])


def _made(found: re.Match[str], year: str, month: str, day: str) -> Reading:
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < 70 else 1900
    try:
        on = date(full, int(month), int(day))
    except ValueError:
        return Reading(fault="no_such_day")
    if found["hour"] is None:
        return Reading(on) if found["zone"] is None else Reading(fault="not_a_date")
    try:
        return Reading(datetime.combine(on, _clock(found), _zone(found["zone"])))
    except ValueError:
        return Reading(fault="no_such_time")


def _clock(found: re.Match[str]) -> time:
    hour, half = int(found["hour"]), (found["half"] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "pm" else 0)
    micro = int((found["part"] or "").ljust(6, "0")[:6])
    return time(hour, int(found["minute"]), int(found["second"] or 0), micro)


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text.lower() in ("z", "utc"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(shift if text[0] == "+" else -shift)
