"""Questions about endpoints and their messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from orbita.api.webhooks.catalogue import EventType, event_types
from orbita.api.webhooks.models import Attempt, Endpoint, Message, State
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.records.slots import kinds

MANAGE = "webhooks.manage"
SHOWN = 50
COUNTED = 1000
"""Counts of messages stop here: «1000+»."""


@dataclass(frozen=True)
class Line:
    """A message in the log: the status of its last try, the address and the kind of its record."""

    message: Message
    status: int | None
    url: str
    kind: Any


def endpoints(actor: Actor) -> list[Endpoint]:
    """All endpoints with how they fare and how much waits (at most a thousand). One statement."""
    require(actor, MANAGE)
    waiting = (
        Message.objects.filter(endpoint=OuterRef("pk"), state=State.WAITING)
        .order_by()
        .values("endpoint")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return list(
        Endpoint.objects.filter(deleted_at=None)
        .select_related("health", "owner")
        .annotate(waiting=Subquery(waiting))
        .order_by("created_at")
    )


def endpoint(actor: Actor, endpoint_id: UUID) -> Endpoint:
    """An endpoint, or NotFound. One statement."""
    require(actor, MANAGE)
    found = (
        Endpoint.objects.select_related("health", "owner")
        .filter(pk=endpoint_id, deleted_at=None)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def counts(endpoint: Endpoint) -> Mapping[str, int]:
    """How many messages stand where, each counted to a thousand and one. Three statements."""
    return {
        state: Message.objects.filter(endpoint=endpoint, state=state)[: COUNTED + 1].count()
        for state in State.values
    }


def log(
    endpoint: Endpoint, *, state: str = "", before: int | None = None
) -> tuple[list[Line], int]:
    """Messages of an endpoint, the newest first, from below `before`; and where the next page begins
    (0: nowhere). One statement."""
    rows = Message.objects.filter(endpoint=endpoint).order_by("-id")
    if state in State.values:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(id__lt=before)
    last = Attempt.objects.filter(message=OuterRef("pk")).order_by("-id").values("status")[:1]
    found = list(rows.defer("body").annotate(status=Subquery(last))[: SHOWN + 1])
    lines = [
        Line(row, row.status, record_url(row), kind.label if (kind := kinds.get(row.kind)) else "")
        for row in found[:SHOWN]
    ]
    return lines, found[SHOWN - 1].pk if len(found) > SHOWN else 0


def message(actor: Actor, message_id: UUID) -> Message:
    """A message with its endpoint, or NotFound. One statement."""
    require(actor, MANAGE)
    found = (
        Message.objects.select_related("endpoint")
        .filter(Q(endpoint__deleted_at=None), uid=message_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def tries(message: Message) -> list[Attempt]:
    """The tries of a message, the newest first. One statement."""
    return list(message.tries.order_by("-id")[:SHOWN])


def record_url(message: Message) -> str:
    """The address of the record that a message is about; "" of none."""
    kind = kinds.get(message.kind)
    return kind.url(message.record_id) if kind and message.record_id else ""


def types_by_kind() -> list[tuple[Any, list[EventType]]]:
    """All types of events below the names of their kinds; those of any kind last. No statement."""
    found: dict[str, list[EventType]] = {}
    for one in event_types():
        found.setdefault(one.kind, []).append(one)
    named = [(kinds[key].plural, types) for key, types in found.items() if key]
    return [*sorted(named, key=lambda one: str(one[0])), *((None, found[""]),)]
