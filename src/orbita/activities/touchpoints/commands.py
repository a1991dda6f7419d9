"""What is done with touchpoints."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Subquery

from orbita.activities.timeline.models import Interaction
from orbita.activities.touchpoints.errors import (
    OtherDefault,
    TouchpointExists,
    TouchpointNeedsName,
)
from orbita.activities.touchpoints.events import DefaultsFilled, TouchpointChanged
from orbita.activities.touchpoints.models import Touchpoint, TouchpointKind
from orbita.activities.touchpoints.queries import touchpoint_named
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command

MANAGE = "touchpoints.manage"
EDITABLE = {
    "name", "kind", "is_direct", "is_active", "default_for", "owner_id", "cost", "position",
}  # fmt: skip


@command
def add_touchpoint(
    *,
    name: str,
    kind: str = TouchpointKind.OTHER,
    is_direct: bool = True,
    default_for: str = "",
    owner_id: UUID | None = None,
    cost: Decimal | None = None,
    by: Actor,
) -> Touchpoint:
    """Add a place of contact. Refuses a name that there is, a second default of a kind."""
    require(by, MANAGE)
    made = Touchpoint(
        name=_named(name),
        kind=kind,
        is_direct=is_direct,
        default_for=default_for,
        owner_id=owner_id,
        cost=cost,
        position=Touchpoint.objects.count(),
    )
    _store(made)
    announce(TouchpointChanged(touchpoint_id=made.pk, by=by.id))
    return made


@command
def change_touchpoint(touchpoint_id: UUID, changes: Mapping[str, Any], *, by: Actor) -> Touchpoint:
    """Set fields of a touchpoint. Contacts that have met there stay as they are."""
    found = _locked(touchpoint_id, by)
    given = {name: value for name, value in changes.items() if name in EDITABLE}
    if "name" in given:
        given["name"] = _named(given["name"])
    for name, value in given.items():
        setattr(found, name, value)
    _store(found, *given)
    announce(TouchpointChanged(touchpoint_id=found.pk, by=by.id))
    return found


@command
def delete_touchpoint(touchpoint_id: UUID, *, by: Actor) -> None:
    """Remove a touchpoint; contacts that have met there stay, without a touchpoint."""
    found = _locked(touchpoint_id, by)
    Interaction.objects.filter(touchpoint=found).update(touchpoint=None)
    found.delete()
    announce(TouchpointChanged(touchpoint_id=touchpoint_id, by=by.id))


@command
def name_default_touchpoint(interaction_id: UUID, *, by: Actor) -> None:
    """Let a contact that names no touchpoint have met where contacts of its kind meet.

    One statement. Belongs to the act that wrote the contact down.
    """
    usual = Touchpoint.objects.filter(is_active=True, default_for=OuterRef("kind"))
    waiting = Interaction.objects.filter(pk=interaction_id, touchpoint=None)
    waiting.filter(Exists(usual)).update(touchpoint=Subquery(usual.values("pk")[:1]))


@command
def fill_default_touchpoints(*, by: Actor) -> int:
    """Give every past contact without a touchpoint that of its kind; how many. One statement."""
    require(by, MANAGE)
    usual = Touchpoint.objects.filter(is_active=True, default_for=OuterRef("kind"))
    waiting = Interaction.objects.done().filter(Exists(usual), touchpoint=None)
    filled: int = waiting.update(touchpoint=Subquery(usual.values("pk")[:1]))
    announce(DefaultsFilled(count=filled, by=by.id))
    return filled


def _named(name: str) -> str:
    if not name.strip():
        raise TouchpointNeedsName
    return name.strip()


def _locked(touchpoint_id: UUID, by: Actor) -> Touchpoint:
    require(by, MANAGE)
    found = touchpoint_named(touchpoint_id)
    return Touchpoint.objects.select_for_update().get(pk=found.pk)


def _store(row: Touchpoint, *fields: str) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=fields or None)
    except IntegrityError as fault:
        if "touchpoint_default" in str(fault):
            other = Touchpoint.objects.get(default_for=row.default_for)
            raise OtherDefault(name=other.name) from None
        raise TouchpointExists(name=row.name) from None
