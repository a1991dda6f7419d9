"""Whether it is a good moment for a client, on his own clock."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta, tzinfo

DAY = 1440
LOOK_AHEAD = 8


def is_good(
    moment: datetime, windows: Sequence[Sequence[int]], days: Collection[int], zone: tzinfo
) -> bool:
    """Whether a moment lies in one of the periods of a day that suits; without periods any hour does."""
    local = moment.astimezone(zone)
    if local.weekday() not in days:
        return False
    minute = local.hour * 60 + local.minute
    return not windows or any(begin <= minute < end for begin, end in windows)


def next_good(
    moment: datetime, windows: Sequence[Sequence[int]], days: Collection[int], zone: tzinfo
) -> datetime | None:
    """The moment itself while it is good, else the next beginning of a period, in the client's zone."""
    if is_good(moment, windows, days, zone):
        return moment
    local = moment.astimezone(zone)
    begins = sorted(begin for begin, _end in windows) or [0]
    for step in range(LOOK_AHEAD):
        day = local.date() + timedelta(days=step)
        for begin in begins:
            hours, minutes = divmod(min(begin, DAY - 1), 60)
            start = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=zone)
            if start > moment and start.weekday() in days:
                return start
    return None
