"""Which backups are kept, and when the next one is due."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time


def kept(made: Mapping[str, datetime], *, daily: int, weekly: int, monthly: int) -> frozenset[str]:
    """The names to keep: the newest of each of the last days, weeks and months that have one."""
    newest_first = sorted(made, key=lambda name: made[name], reverse=True)
    spans = ((daily, "%Y-%m-%d"), (weekly, "%G-%V"), (monthly, "%Y-%m"))
    found: set[str] = set()
    for count, span in spans:
        found |= set(_first_of_each(newest_first, made, span, count))
    return frozenset(found)


def _first_of_each(
    names: Iterable[str], made: Mapping[str, datetime], span: str, count: int
) -> Iterable[str]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(made[name].strftime(span), name)
    return list(seen.values())[:count]


def is_due(now: datetime, at: time, last_on: date | None) -> bool:
    """Whether today's backup is to be made: its hour has come and there was none today."""
    return now.time() >= at and (last_on is None or last_on < now.date())
