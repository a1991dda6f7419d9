"""Working time: a week of periods, days off, absences; and what may be reckoned with them.

Periods of a day are pairs of minutes since midnight on the wall clock of the zone; everything that
comes out is an absolute time, so that a day on which the clocks change is reckoned rightly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

Minutes = tuple[int, int]
"""From and until, in minutes since midnight: (540, 1080) is 09:00–18:00; 1440 is midnight."""
DAY = 1440
HORIZON = 800
"""Days to look ahead for an opening: who is away for longer has none."""


class BadPeriods(ValueError):
    """Periods of a day that end before they begin, or overlap."""


@dataclass(frozen=True)
class WorkTime:
    """When somebody works. `week` holds the periods of Monday … Sunday, several a day or none;
    `special` those of single days (a holiday has none, a short day has its own); `away` are
    absences, from and until.
    """

    week: Sequence[Sequence[Minutes]]
    zone: tzinfo
    special: Mapping[date, Sequence[Minutes]] = field(default_factory=dict)
    away: Sequence[tuple[datetime, datetime]] = ()

    def periods_of(self, day: date) -> Sequence[Minutes]:
        """The periods of a day before absences, on the wall clock."""
        return self.special.get(day, self.week[day.weekday()])

    def spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of work from a moment on, in order, without the absences; it ends by itself."""
        day = start.astimezone(self.zone).date() - timedelta(days=1)
        for _step in range(HORIZON):
            for period in self.periods_of(day):
                begin, end = (self._at(day, minute) for minute in period)
                for low, high in self._present(max(begin, start), end):
                    if low < high:
                        yield low, high
            day += timedelta(days=1)

    def _at(self, day: date, minute: int) -> datetime:
        shift, minute = divmod(minute, DAY)
        moment = datetime.combine(day + timedelta(days=shift), time(*divmod(minute, 60)))
        return moment.replace(tzinfo=self.zone).astimezone(UTC)

    def _present(self, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What absences leave of a stretch."""
        for gone, back in sorted(self.away):
            if gone < end and back > begin:
                yield begin, min(gone, end)
                begin = max(begin, back)
        yield begin, end

    def is_at_work(self, moment: datetime) -> bool:
        """Whether it is working time now."""
        found = next(self.spans(moment), None)
        return found is not None and found[0] <= moment

    def next_opening(self, moment: datetime) -> datetime | None:
        """The moment itself while it is working time, else when work begins again; None: not soon."""
        found = next(self.spans(moment), None)
        return None if found is None else max(found[0], moment)

    def working_seconds(self, start: datetime, end: datetime) -> float:
        """How much working time lies between two moments; negative when they are the other way."""
        if end < start:
            return -self.working_seconds(end, start)
        total = 0.0
        for low, high in self.spans(start):
            if low >= end:
                break
            total += (min(high, end) - low).total_seconds()
        return total

    def add_working(self, start: datetime, seconds: float) -> datetime | None:
        """When so much working time will have passed; None when it never does within the horizon."""
        left = seconds
        for low, high in self.spans(start):
            length = (high - low).total_seconds()
            if length >= left:
                return low + timedelta(seconds=left)
            left -= length
        return None


def parse_periods(text: str) -> tuple[Minutes, ...]:
    """«9:00–13:00, 14:00–18:00» as periods; an empty text is a day off. Refuses what overlaps."""
    found = []
    for piece in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        ends = piece.replace("—", "–").replace("-", "–").split("–")
        if len(ends) != 2:
            raise BadPeriods(piece)
        begin, end = (_minute(one) for one in ends)
        if begin >= end:
            raise BadPeriods(piece)
        found.append((begin, end))
    found.sort()
    if any(one[1] > other[0] for one, other in pairwise(found)):
        raise BadPeriods(text)
    return tuple(found)


def _minute(text: str) -> int:
    hours, _, minutes = text.strip().replace(".", ":").partition(":")
    if not hours.isdigit() or not (minutes or "0").isdigit():
        raise BadPeriods(text)
    minute = int(hours) * 60 + int(minutes or 0)
    if minute > DAY or int(minutes or 0) > 59:
        raise BadPeriods(text)
    return minute


def format_periods(periods: Sequence[Sequence[int]]) -> str:
    """Periods as people write them."""
    return ", ".join(
        "–".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in period) for period in periods
    )
