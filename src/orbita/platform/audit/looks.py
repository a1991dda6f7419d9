"""Questions about who looked at personal data and who took data out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from orbita.platform.acts.actor import Actor
from orbita.platform.audit.models import Look, What
from orbita.platform.records.queries import titles
from orbita.platform.records.slots import kinds

PERMISSION = "audit.looks"
PAGE = 50


@dataclass(frozen=True)
class LookWanted:
    """What the log of looks is narrowed to."""

    by: str = ""
    what: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class SeenThing:
    """A row of the log in words."""

    at: datetime
    by: str
    what: str
    word: str
    label: str | Promise
    title: str
    url: str
    subject: str
    count: int | None
    form: str


def looks(
    wanted: LookWanted, *, before: UUID | None = None, limit: int = PAGE
) -> tuple[list[SeenThing], UUID | None]:
    """The log, the newest first, and the key from which there is more. A statement, and one a kind
    for titles."""
    rows = _narrowed(wanted)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("by").order_by("-pk")[: limit + 1])
    more = found[limit - 1].pk if len(found) > limit else None
    return _worded(found[:limit]), more


def looks_at(kind: str, record_id: UUID, *, limit: int = 100) -> list[SeenThing]:
    """Who looked at a record and took files of it, the newest first. Two statements."""
    rows = Look.objects.filter(kind=kind, record_id=record_id).select_related("by")
    return _worded(list(rows.order_by("-pk")[:limit]))


def may_see_looks(actor: Actor) -> bool:
    """Whether the log of looks is open to the actor."""
    return actor.may(PERMISSION)


def _narrowed(wanted: LookWanted) -> QuerySet[Look]:
    rows = Look.objects.all()
    if wanted.by:
        rows = rows.filter(by=UUID(wanted.by))
    if wanted.what in What.values:
        rows = rows.filter(what=wanted.what)
    if wanted.kind in kinds:
        rows = rows.filter(kind=wanted.kind)
    if wanted.since:
        rows = rows.filter(at__gte=_start(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=_start(wanted.until + timedelta(days=1)))
    return rows


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _worded(rows: Iterable[Any]) -> list[SeenThing]:
    found = list(rows)
    named: dict[tuple[str, UUID], str] = {}
    for key in {row.kind for row in found if row.kind in kinds}:
        ids = {row.record_id for row in found if row.kind == key and row.record_id}
        named |= {(key, pk): title for pk, title in titles(key, ids).items()}
    return [_thing(row, named) for row in found]


def _thing(row: Any, named: dict[tuple[str, UUID], str]) -> SeenThing:
    kind = kinds.get(row.kind)
    title = named.get((row.kind, row.record_id), "")
    return SeenThing(
        at=row.at,
        by=str(row.by or "Orbita"),
        what=row.what,
        word=str(row.get_what_display()),
        label=(kind.label if row.record_id else kind.plural) if kind else row.kind,
        title=title,
        url=kind.url(row.record_id) if kind and title else "",
        subject=row.subject,
        count=row.count,
        form=row.form.upper(),
    )
