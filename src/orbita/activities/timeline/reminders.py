"""Reminders of planned steps: they follow a step that is moved, given away, done or deleted."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from orbita.activities.timeline.models import Interaction
from orbita.platform.acts.frame import running
from orbita.platform.notifications.commands import clear_reminder, set_reminder
from orbita.platform.records.slots import RecordRef

AHEAD = timedelta(minutes=10)
"""So long before a step with a time; a step of a whole day is told when the working day starts."""
MATTERS = {"due_at", "is_all_day", "done_at", "assignee", "deleted_at"}


def settle_reminders(ids: Iterable[UUID]) -> None:
    """Bring the reminders of these contacts in line with them, within the running act."""
    act = running()
    assert act is not None
    for row in Interaction.objects.filter(pk__in=list(ids)).select_related("party"):
        about = RecordRef("interaction", row.pk)
        clear_reminder(about, by=act.by)
        if row.done_at or row.deleted_at or row.due_at is None or row.assignee_id is None:
            continue
        at = row.due_at if row.is_all_day else row.due_at - AHEAD
        text = f"{row}: {row.party}" if row.party else str(row)
        set_reminder(row.assignee_id, at=at, about=about, text=text, by=act.by)
