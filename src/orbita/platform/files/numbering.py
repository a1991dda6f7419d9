"""Numbers of documents by the pattern of their folder: «Д-{year}/{number:4}»."""

import re
from datetime import date

_PLACE = re.compile(r"\{(year|month|number)(?::([1-9]))?\}")


def is_readable(pattern: str) -> bool:
    """Whether the pattern names the number just once and holds no other braces."""
    places = [found[1] for found in _PLACE.finditer(pattern)]
    return places.count("number") == 1 and not set("{}") & set(_PLACE.sub("", pattern))


def year_of(pattern: str, day: date) -> int:
    """The year whose count it is; 0 where the pattern does not name the year."""
    return day.year if "{year}" in pattern else 0


def number(pattern: str, count: int, day: date) -> str:
    """The number that a document gets.

    >>> number("Д-{year}/{number:4}", 7, date(2026, 3, 1))
    'Д-2026/0007'
    """
    values = {"year": day.year, "month": day.month, "number": count}

    def put(found: "re.Match[str]") -> str:
        width = int(found[2] or (2 if found[1] == "month" else 0))
        return f"{values[found[1]]:0{width}d}"

    return _PLACE.sub(put, pattern)
