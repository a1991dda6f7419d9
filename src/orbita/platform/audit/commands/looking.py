"""The log of looks and exports. A look changes nothing of the business: it is no act, only a row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.audit.models import Look, What


def note_look(actor: Actor, kind: str, record_id: UUID) -> None:
    """That somebody saw the personal data of a record. Once an hour is enough. One statement."""
    now = timezone.now()
    Look.objects.bulk_create(
        [_look(actor, What.LOOK, now, kind=kind, record_id=record_id)], ignore_conflicts=True
    )


def note_export(
    actor: Actor, kind: str, *, count: int | None, condition: Sequence[Any], form: str
) -> None:
    """That somebody took out a list: how many records, which condition, which format."""
    row = _look(
        actor, What.EXPORT, timezone.now(), kind=kind, count=count, condition=condition, form=form
    )
    row.save(force_insert=True)


def note_taken(
    actor: Actor, what: What, kind: str, record_id: UUID, *, subject: str = "", form: str = ""
) -> None:
    """That somebody downloaded a file of a record, or the archive of a person's data."""
    now = timezone.now()
    row = _look(actor, what, now, kind=kind, record_id=record_id, subject=subject[:300], form=form)
    row.save(force_insert=True)


def _look(actor: Actor, what: What, now: datetime, **values: Any) -> Look:
    hour = now.replace(minute=0, second=0, microsecond=0)
    return Look(what=what, by_id=actor.id, at=now, hour=hour, **values)
