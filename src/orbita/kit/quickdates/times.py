"""Times of day: the patterns that find them and how sure each is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from orbita.kit.quickdates.days import any_of
from orbita.kit.quickdates.words import PARTS_OF_DAY, SURE_PARTS

_AT = r"(?:(?:в|во|к|до|с|около|at|by|from|around)\s+)"
_HALF = (
    r"(?P<part>утра|дня|вечера|ночи|a\.?m\.?|p\.?m\.?|in the morning|in the afternoon"
    r"|in the evening)"
)
_CLOCK = re.compile(
    rf"(?<![\w.,:/-])(?P<at>{_AT})?(?P<hour>[01]?\d|2[0-3])"
    rf"(?:(?P<mark>[:.\-])(?P<minute>[0-5]\d))?"
    rf"(?:\s*(?P<unit>час(?:ов|а|у)?|ч\.?|o'?clock))?(?:\s*{_HALF})?(?![\w%₽$€]|[:.,]\d)"
)
_ONE = re.compile(rf"(?<!\w){_AT}час(?:\s+(?P<part>дня|ночи))?(?!\w)")
_NAMED = re.compile(rf"(?<!\w)(?P<name>{any_of(PARTS_OF_DAY)})(?!\w)")
# After «в 10» these make a time of it; a noun («в 10 договорах») does not.
_GOES_ON = re.compile(
    r"\s*(?:$|[^\w\s]|\w+(?:ть|ти|чь|ться)\b|(?:с|у|к|по|о|об|на|и|в|за|для|with|to|for|call|and|in"
    r"|on|about|meet|send)\b)"
)
_COUNTED = re.compile(r"\s+\w+(?:ах|ях)\b")
_AMOUNT = re.compile(r"\s+(?:\w*[a-z]|раза?|лет|\w+(?:ов|ев|ей|ам|ям|ий))\b")


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time of day and where the text says it.

    sure: it cannot be anything else; otherwise a day must stand beside it.
    exact: said in figures, not «вечером».
    """

    at: time
    start: int
    end: int
    sure: bool = True
    exact: bool = True


def find_times(text: str, day_start: time) -> Iterator[FoundTime]:
    """Times named in a folded text."""
    for found in _CLOCK.finditer(text):
        if clock := _clock(found, text):
            yield clock
    for found in _ONE.finditer(text):
        yield FoundTime(time(1 if found["part"] == "ночи" else 13), *found.span())
    for found in _NAMED.finditer(text):
        name = " ".join(found["name"].split())
        named = PARTS_OF_DAY[name]
        at = time(*named) if named else day_start
        yield FoundTime(at, *found.span(), sure=name in SURE_PARTS, exact=False)


def _clock(found: re.Match[str], text: str) -> FoundTime | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    part, written = (found["part"] or "").replace(".", ""), found["hour"]
    colon = found["mark"] == ":"
    if not (found["at"] or colon or part):
        return None
    if found["mark"] in (".", "-") and not found["at"]:
        return None
    if not found["at"] and part in ("дня", "ночи") and not colon:
        return None  # «3 дня» lasts, «в 3 дня» is a time
    shifted = _shifted(hour, part, written)
    if shifted is None:
        return None
    bare = not (colon or part or found["unit"])
    if bare and _COUNTED.match(text, found.end()):
        return None
    leads = not text[: found.start()].strip() and not _AMOUNT.match(text, found.end())
    sure = not bare or leads or bool(_GOES_ON.match(text, found.end()))
    return FoundTime(time(shifted, minute), *found.span(), sure=sure)


def _shifted(hour: int, part: str, written: str) -> int | None:
    """The hour of 24; «в 3» without more means the afternoon, «в 03:00» the night."""
    if part in ("pm", "дня", "вечера", "in the afternoon", "in the evening"):
        if part == "pm" and not 1 <= hour <= 12:
            return hour if hour > 12 else None
        return hour + 12 if hour < 12 else hour
    if part in ("am", "ночи", "утра", "in the morning"):
        if part == "ночи" and 10 <= hour <= 11:
            return hour + 12
        return 0 if hour == 12 else hour
    return hour + 12 if 1 <= hour <= 6 and not written.startswith("0") else hour
