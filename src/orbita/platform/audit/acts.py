"""Questions about what was done."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.models import Act

UNDO = "audit.undo_act"
RECENT = timedelta(hours=1)


def last_act(actor: Actor) -> UUID | None:
    """What Ctrl+Z would undo: the actor's newest act of the last hour that still stands.

    One statement.
    """
    mine = Act.objects.filter(by=actor.id, at__gte=timezone.now() - RECENT, undone_by=None)
    return mine.exclude(command=UNDO).order_by("-at", "-pk").values_list("pk", flat=True).first()


def is_undo(act_id: UUID) -> bool:
    """Whether the act itself took something back."""
    return Act.objects.filter(pk=act_id, command=UNDO).exists()
