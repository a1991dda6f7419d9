"""What of a timeline is asked for, as its address says it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from orbita.activities.timeline.models import Kind

FIELDS = ("kind", "who", "from", "to", "q")


@dataclass(frozen=True)
class Filters:
    """Kind of contact, who it was, days, and words. Nothing set means everything."""

    kind: str = ""
    who: UUID | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        """The filters of an address; what cannot be read is left out."""
        kind = asked.get("kind", "")
        return cls(
            kind=kind if kind in Kind.values else "",
            who=_uuid(asked.get("who", "")),
            since=_day(asked.get("from", "")),
            until=_day(asked.get("to", "")),
            words=asked.get("q", "").strip()[:200],
        )

    def __bool__(self) -> bool:
        return any((self.kind, self.who, self.since, self.until, self.words))

    @property
    def condition(self) -> Q:
        """The condition on contacts. Words are looked for in subject and text."""
        wanted = Q()
        if self.kind:
            wanted &= Q(kind=self.kind)
        if self.who:
            wanted &= Q(owner=self.who) | Q(assignee=self.who)
        if self.since:
            wanted &= Q(at__gte=_start(self.since))
        if self.until:
            wanted &= Q(at__lt=_start(self.until + timedelta(1)))
        for word in self.words.split():
            wanted &= Q(text__icontains=word) | Q(subject__icontains=word)
        return wanted

    @property
    def query(self) -> str:
        """The filters as a part of an address."""
        values = (self.kind, self.who, self.since, self.until, self.words)
        return urlencode(
            [(name, value) for name, value in zip(FIELDS, values, strict=True) if value]
        )

    def with_kind(self, kind: str) -> str:
        """The address part of the same filters with another kind."""
        return Filters(kind, self.who, self.since, self.until, self.words).query


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
