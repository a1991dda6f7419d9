"""Questions about notices."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.actor import Actor
from orbita.platform.notifications.models import Notice, Reminder
from orbita.platform.notifications.slots import notice_kinds
from orbita.platform.records.queries import titles
from orbita.platform.records.slots import RecordRef, kinds

PAGE = 50
MOST_COUNTED = 99


@dataclass(frozen=True)
class Line:
    """A notice as it is read."""

    id: UUID
    text: str | Promise
    icon: str
    tone: str
    record: str
    url: str
    at: datetime
    is_read: bool


def unread_count(actor: Actor) -> int:
    """How many notices are not read; one more than `MOST_COUNTED` at most. One statement."""
    unread = Notice.objects.filter(user=actor.id, read_at=None)
    return unread.values("pk")[: MOST_COUNTED + 1].count()


def notices(actor: Actor, *, before: datetime | None = None) -> list[Line]:
    """The newest fifty notices (before a time). One statement, and one a kind of record."""
    found = Notice.objects.filter(user=actor.id)
    if before is not None:
        found = found.filter(at__lt=before)
    return lines(list(found.order_by("-at", "-id")[:PAGE]))


def lines(rows: list[Notice]) -> list[Line]:
    """Notices as they are read, in the language of now. One statement a kind of record."""
    named = _titles(rows)
    return [_line(row, named) for row in rows]


def notice_url(actor: Actor, notice_id: UUID) -> str:
    """Where an own notice leads to; to the notices when it leads nowhere. One statement."""
    found = Notice.objects.filter(user=actor.id, pk=notice_id).first()
    return _url(found) if found else ""


def open_reminders(about: RecordRef) -> "QuerySet[Reminder]":
    """The reminders of a record that are still to come."""
    return Reminder.objects.filter(record_kind=about.kind, record_id=about.id, sent_at=None)


def _titles(rows: list[Notice]) -> dict[UUID, str]:
    by_kind: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        if row.record_id and row.record_kind in kinds:
            by_kind[row.record_kind].add(row.record_id)
    return {pk: title for kind, ids in by_kind.items() for pk, title in titles(kind, ids).items()}


def _line(row: Notice, named: dict[UUID, str]) -> Line:
    kind = notice_kinds.get(row.kind)
    return Line(
        id=row.pk,
        text=kind.word(row.values) if kind else _("A notice of a module that is not here"),
        icon=kind.icon if kind else "bell",
        tone=kind.tone if kind else "gray",
        record=named.get(row.record_id, "") if row.record_id else "",
        url=_url(row),
        at=row.at,
        is_read=row.read_at is not None,
    )


def _url(row: Notice) -> str:
    if row.record_id and row.record_kind in kinds:
        return kinds[row.record_kind].url(row.record_id)
    return str(row.values.get("url", ""))
