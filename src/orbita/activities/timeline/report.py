"""The report of all contacts with a client over a period: by kind, by employee, one by one."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.activities.timeline.filters import Filters
from orbita.activities.timeline.models import Interaction, Kind
from orbita.activities.timeline.queries import about
from orbita.activities.timeline.wording import Entry, entry
from orbita.platform.acts.actor import Actor

LIMIT = 5000
"""More entries than that are no longer read on paper; the report says how many were left out."""


@dataclass(frozen=True)
class Group:
    """A kind or an employee: how many contacts, and how long they took in seconds."""

    name: str
    count: int
    seconds: int


@dataclass(frozen=True)
class Section:
    """Contacts of one kind, newest first."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Report:
    """What the page and the PDF show."""

    since: date
    until: date
    by_kind: tuple[Group, ...]
    by_employee: tuple[Group, ...]
    sections: tuple[Section, ...]
    total: Group
    left_out: int


def report_of(actor: Actor, party_id: UUID, since: date, until: date) -> Report:
    """All that took place with a client between two days, both included. Three statements."""
    days = Filters(since=since, until=until)
    rows = about(actor, "party", party_id).done().filter(days.condition).exclude(kind=Kind.STORY)
    count = rows.count()
    found = list(rows.select_related("owner").order_by("-at", "-pk")[:LIMIT])
    return Report(
        since=since,
        until=until,
        by_kind=_groups(found, lambda row: str(row.get_kind_display())),
        by_employee=_groups(found, lambda row: str(row.owner or _("Orbita"))),
        sections=tuple(_sections(actor, found)),
        total=Group(_("Total"), count, sum(row.duration or 0 for row in found)),
        left_out=max(0, count - LIMIT),
    )


def last_year() -> tuple[date, date]:
    """The period that a report covers unless another is asked for."""
    today = timezone.localdate()
    return today - timedelta(365), today


def _groups(rows: list[Interaction], name: Callable[[Interaction], str]) -> tuple[Group, ...]:
    counts: dict[str, int] = defaultdict(int)
    seconds: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[name(row)] += 1
        seconds[name(row)] += row.duration or 0
    ordered = sorted(counts, key=lambda one: (-counts[one], one))
    return tuple(Group(one, counts[one], seconds[one]) for one in ordered)


def _sections(actor: Actor, rows: list[Interaction]) -> Iterable[Section]:
    by_kind: dict[Any, list[Interaction]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    for kind in sorted(by_kind, key=lambda one: -len(by_kind[one])):
        entries = tuple(entry(actor, row) for row in by_kind[kind])
        yield Section(str(Kind(kind).label), entries)
