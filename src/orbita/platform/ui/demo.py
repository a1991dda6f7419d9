"""The tools with which every chapter of the demo company is written: chance, dates, keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import TypeVar
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone

PASSWORD = "orbita-demo"  # noqa: S105
"""Everybody's password in the demo company."""
DOMAIN = "demo.local"
SEED = "orbita"

Choice = TypeVar("Choice")


@cache
def password_hash() -> str:
    """The hash of everybody's password, reckoned once."""
    return make_password(PASSWORD)


def mail(name: str) -> str:
    """The address by which somebody of the demo company signs in."""
    return f"{name}@{DOMAIN}"


@dataclass(frozen=True)
class Demo:
    """A chapter's chance and calendar.

    Each chapter has a chance of its own, so that a new chapter does not change the others. The same
    day gives the same company.
    """

    random: Random
    today: date

    @classmethod
    def of_chapter(cls, key: str, today: date) -> "Demo":
        """The tools of the chapter with this key."""
        return cls(Random(f"{SEED}:{key}"), today)

    def pick(self, weights: Mapping[Choice, float]) -> Choice:
        """One of the keys, as often as its weight says."""
        return self.random.choices(list(weights), list(weights.values()))[0]

    def chance(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.random.random() < share

    def ago(self, days: float) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=round(days))

    def workday(self, day: date) -> date:
        """The day, or the Friday before when it is a weekend."""
        return day - timedelta(days=max(0, day.weekday() - 4))

    def moment(self, day: date, first: int = 9, last: int = 18) -> datetime:
        """A time of the day between two hours."""
        minute = self.random.randrange(first * 60, last * 60)
        return self.at(day, minute // 60, minute % 60)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """This hour of the day, in the company's zone."""
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def key(self, at: datetime) -> UUID:
        """A UUIDv7 as a record made at that time would have."""
        value = int(at.timestamp() * 1000) << 80 | self.random.getrandbits(74)
        low = value & ((1 << 62) - 1)
        middle = value >> 62 & 0xFFF
        return UUID(int=(value >> 80) << 80 | 7 << 76 | middle << 64 | 2 << 62 | low)
