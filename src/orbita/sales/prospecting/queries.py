"""Questions about lists for calling."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.handling.queries import never_called
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.sales.prospecting.models import CallEntry, CallList, State

AGAIN_AFTER = timedelta(hours=2)
"""Who did not answer is offered again after this time."""


def call_list(actor: Actor, list_id: UUID) -> CallList:
    """A list that the actor may see, with its progress and owner, or NotFound. One statement."""
    found: CallList = (
        CallList.objects.visible_to(actor).select_related("progress", "owner").one(list_id)
    )
    return found


def editable(actor: Actor) -> list[CallList]:
    """Lists to which the actor may add clients, the newest first. One statement."""
    found = CallList.objects.visible_to(actor).within(actor, "edit")
    return list(found.order_by("-created_at")[:50])


def entries(actor: Actor, list_id: UUID) -> QuerySet[CallEntry]:
    """The clients of a list that the actor sees, in their order. No statement of its own."""
    seen = Party.objects.visible_to(actor)
    found = CallEntry.objects.filter(call_list=list_id, party__in=seen)
    return found.select_related("party", "assignee")


def entry(actor: Actor, list_id: UUID, entry_id: int) -> CallEntry:
    """One client of a list, or NotFound. One statement."""
    found = entries(actor, list_id).filter(pk=entry_id).first()
    if found is None:
        raise NotFound
    return found


def next_entry(actor: Actor, list_id: UUID) -> CallEntry | None:
    """Whom to call now: own ones first, then those of nobody; who did not answer comes again when
    all others are called, after two hours at the earliest; who must not be called, never. One
    statement."""
    again = Q(state=State.NO_ANSWER, called_at__lt=timezone.now() - AGAIN_AFTER)
    mine = Q(assignee=actor.id) | Q(assignee=None)
    order = Case(
        When(state=State.TO_CALL, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    whose = Case(
        When(assignee=actor.id, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = entries(actor, list_id).filter(mine, Q(state=State.TO_CALL) | again)
    found = found.exclude(party__in=never_called())
    return found.order_by(order, whose, "position", "pk").first()


def callers(list_id: UUID) -> Sequence[UUID]:
    """Who calls the clients of a list. One statement."""
    found = CallEntry.objects.filter(call_list=list_id).exclude(assignee=None)
    return sorted(set(found.values_list("assignee", flat=True)))
