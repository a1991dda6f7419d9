"""Fields of contacts, pins, the bin."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.activities.timeline.commands.common import tell_changed
from orbita.activities.timeline.errors import (
    DoneInFuture,
    StoriesStay,
)
from orbita.activities.timeline.models import Interaction, Kind
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.fields.queries import is_own
from orbita.platform.records.changing import bin_rows, change_rows, restore_rows

EDITABLE = {
    "kind", "direction", "channel", "subject", "text", "result", "duration", "due_at", "is_all_day",
    "done_at", "assignee", "owner", "is_pinned", "touchpoint",
}  # fmt: skip


@command
def change_interactions(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> list[Interaction]:
    """Set fields of one contact or of many. What Orbita noted itself stays as it is."""
    changes = {
        field: value for field, value in changes.items() if field in EDITABLE or is_own(field)
    }
    if (done_at := changes.get("done_at")) and done_at > timezone.now():
        raise DoneInFuture
    if Interaction.objects.filter(pk__in=list(ids), kind=Kind.STORY).exists():
        raise StoriesStay
    rows: list[Interaction] = change_rows(Interaction, ids, changes, base=base, by=by)
    tell_changed(rows, tuple(changes), by)
    return rows


@command
def pin_interaction(interaction_id: UUID, *, pinned: bool, by: Actor) -> Interaction:
    """Show a contact above the timeline, or no longer. Whoever may write on it may pin."""
    row: Interaction = Interaction.objects.visible_to(by).locked(interaction_id)
    require(by, "interactions.create")
    row.is_pinned = pinned
    row.save(update_fields=["is_pinned"])
    tell_changed([row], ("is_pinned",), by)
    return row


@command
def delete_interactions(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put contacts into the bin."""
    binned = bin_rows(Interaction, ids, by=by)
    tell_changed(list(Interaction.objects.filter(pk__in=binned)), ("deleted_at",), by)


@command
def restore_interactions(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take contacts out of the bin."""
    restored = restore_rows(Interaction, ids, by=by)
    tell_changed(list(Interaction.objects.filter(pk__in=restored)), ("deleted_at",), by)
