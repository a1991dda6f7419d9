"""The tree of reasons why deals are lost."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.sales.deals.commands.pipelines import MANAGE
from orbita.sales.deals.errors import NameIsTaken, NeedsName, ReasonIsAGroup, ReasonIsTooDeep
from orbita.sales.deals.events import ReasonsChanged
from orbita.sales.deals.models import Deal, LossReason

EDITABLE = ("name", "needs_comment", "needs_competitor", "is_active")


@command
def add_reason(*, name: str, parent_id: UUID | None = None, by: Actor, **values: Any) -> LossReason:
    """A new reason, at the top or in a group. Refuses a name that is taken and a group in a group."""
    require(by, MANAGE)
    reason = LossReason(name=name)
    _place(reason, parent_id)
    return _save(reason, values, by)


@command
def change_reason(reason_id: UUID, *, by: Actor, **values: Any) -> LossReason:
    """A reason's name, what it asks for, whether it is in use; with `parent_id` its group (None: the
    top). Refuses a name that is taken and a group in a group."""
    require(by, MANAGE)
    reason = _reason(reason_id)
    if "parent_id" in values and values["parent_id"] != reason.parent_id:
        _place(reason, values["parent_id"])
    return _save(reason, values, by)


@command
def shift_reason(reason_id: UUID, *, down: bool, by: Actor) -> LossReason:
    """Move a reason one place up or down among those of its group."""
    require(by, MANAGE)
    reason = _reason(reason_id)
    row = list(LossReason.objects.filter(parent=reason.parent_id))
    here = row.index(reason)
    there = min(max(here + (1 if down else -1), 0), len(row) - 1)
    row.insert(there, row.pop(here))
    for place, sibling in enumerate(row):
        sibling.position = place
    LossReason.objects.bulk_update(row, ["position"])
    announce(ReasonsChanged(reason_id=reason.pk, by=by.id))
    return reason


@command
def remove_reason(reason_id: UUID, *, by: Actor) -> bool:
    """Remove a reason that no deal was lost for; one that has deals goes out of use instead.

    Gives whether it was removed. Refuses a group with reasons in it.
    """
    require(by, MANAGE)
    reason = _reason(reason_id)
    if LossReason.objects.filter(parent=reason).exists():
        raise ReasonIsAGroup(reason=reason.name)
    used = Deal.objects.filter(loss_reason=reason).exists()
    if used:
        reason.is_active = False
        reason.save(update_fields=["is_active"])
    else:
        reason.delete()
    announce(ReasonsChanged(reason_id=reason_id, by=by.id))
    return not used


def _place(reason: LossReason, parent_id: UUID | None) -> None:
    """Put a reason last into a group. A group has no group above it."""
    parent = _reason(parent_id) if parent_id else None
    deep = parent is not None and (
        parent.parent_id is not None or LossReason.objects.filter(parent=reason.pk).exists()
    )
    if deep or (parent is not None and parent.pk == reason.pk):
        raise ReasonIsTooDeep
    last = LossReason.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    reason.parent, reason.position = parent, 0 if last is None else last + 1


def _reason(reason_id: UUID) -> LossReason:
    reason = LossReason.objects.select_for_update(of=("self",)).filter(pk=reason_id).first()
    if reason is None:
        raise NotFound
    return reason


def _save(reason: LossReason, values: dict[str, Any], by: Actor) -> LossReason:
    for name in EDITABLE:
        if name in values:
            setattr(reason, name, values[name])
    reason.name = reason.name.strip()
    if not reason.name:
        raise NeedsName
    try:
        with transaction.atomic():
            reason.save()
    except IntegrityError as fault:
        raise NameIsTaken(name=reason.name) from fault
    announce(ReasonsChanged(reason_id=reason.pk, by=by.id))
    return reason
