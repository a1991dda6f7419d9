"""Reminders of planned steps: they follow a step that is moved, given away, done or deleted."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from orbita.activities.timeline.models import Interaction
from orbita.platform.acts.frame import running
from orbita.platform.notifications.commands import replace_reminders

AHEAD = timedelta(minutes=10)
"""So long before a step with a time; a step of a whole day is told when the working day starts."""
MATTERS = {"due_at", "is_all_day", "done_at", "assignee", "deleted_at"}


def settle_reminders(ids: Iterable[UUID]) -> None:
    """Bring the reminders of these contacts in line with them, within the running act.

    The number of statements does not grow with the contacts.
    """
    act = running()
    assert act is not None
    keys = list(ids)
    open_steps = Interaction.objects.alive().planned().filter(pk__in=keys, due_at__isnull=False)
    reminders: dict[UUID, tuple[UUID, datetime, str]] = {}
    for row in open_steps.exclude(assignee=None).select_related("party"):
        assert row.due_at is not None and row.assignee_id is not None
        at = row.due_at if row.is_all_day else row.due_at - AHEAD
        reminders[row.pk] = (row.assignee_id, at, f"{row}: {row.party}" if row.party else str(row))
    replace_reminders("interaction", keys, reminders, by=act.by)
