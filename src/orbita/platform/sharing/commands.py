"""Sharing single records, and taking them back."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.platform.access.queries import allows
from orbita.platform.access.slots import permission_of
from orbita.platform.accounts.models import Department, Role, Team, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.queries import record
from orbita.platform.records.slots import kinds
from orbita.platform.sharing.errors import (
    SharedWithOneself,
    ShareNeedsSomebody,
    TermIsOver,
    WiderThanOwn,
)
from orbita.platform.sharing.events import RecordShared, ShareTaken
from orbita.platform.sharing.models import TARGETS, Level, Share
from orbita.platform.sharing.queries import may_share

_MODELS: Mapping[str, type[Any]] = {
    "user": User,
    "department": Department,
    "team": Team,
    "role": Role,
}


@command
def share_record(
    kind: str,
    record_id: UUID,
    *,
    to: tuple[str, UUID],
    level: str = Level.VIEW,
    until: date | None = None,
    reason: str = "",
    by: Actor,
) -> Share:
    """Give a record to an employee, a department, a team or a role, for a term or until taken back.

    `until` is the last day on which it holds. Sharing once more with the same receiver changes
    level, term and reason. Refuses more than the actor may himself, and a term that is over.
    """
    subject = _sharable(kind, record_id, by)
    if level == Level.EDIT and not allows(by, permission_of(kind, "edit"), subject):
        raise WiderThanOwn
    if until is not None and until < timezone.localdate():
        raise TermIsOver
    if to == ("user", by.id):
        raise SharedWithOneself
    column, key = to
    if column not in TARGETS or not _MODELS[column]._default_manager.filter(pk=key).exists():
        raise ShareNeedsSomebody
    target: dict[str, Any] = {f"{name}_id": key if name == column else None for name in TARGETS}
    shared, _ = Share.objects.update_or_create(
        kind=kind,
        record_id=record_id,
        **target,
        defaults={
            "level": level,
            "until": _end(until),
            "reason": reason.strip(),
            "by_id": by.id,
            "at": timezone.now(),
        },
    )
    announce(RecordShared(share_id=shared.pk, kind=kind, record_id=record_id, by=by.id))
    return shared


@command
def take_share(share_id: UUID, *, by: Actor) -> Share:
    """Take a shared record back, before its term or after."""
    shared = Share.objects.select_for_update(of=("self",)).filter(pk=share_id).first()
    if shared is None:
        raise NotFound
    _sharable(shared.kind, shared.record_id, by)
    taken = Share.objects.get(pk=share_id)
    shared.delete()
    announce(ShareTaken(kind=taken.kind, record_id=taken.record_id, by=by.id))
    return taken


def _sharable(kind: str, record_id: UUID, by: Actor) -> Any:
    """The record, seen by the actor and his to share."""
    if kind not in kinds:
        raise NotFound
    subject = record(by, kind, record_id)
    if not may_share(by, kind, subject):
        raise NotAllowed
    return subject


def _end(day: date | None) -> datetime | None:
    """The end of the last day."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
