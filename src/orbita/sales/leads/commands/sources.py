"""Where leads come from, and why they are rejected."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.sales.leads.commands.rules import MANAGE
from orbita.sales.leads.errors import KeyIsTaken, NameIsTaken, ReasonIsUsed
from orbita.sales.leads.models import LeadSource, RejectReason

EDITABLE = (
    "key", "name", "kind", "minutes_to_take", "origins", "heading", "consent", "thanks",
)  # fmt: skip


@command
def add_source(*, by: Actor, **values: Any) -> LeadSource:
    """Add a source. Refuses a key or a name that another one has."""
    require(by, MANAGE)
    last = LeadSource.objects.aggregate(last=Max("position"))["last"]
    source = LeadSource(
        position=0 if last is None else last + 1,
        **{name: value for name, value in values.items() if name in EDITABLE},
    )
    _save(source)
    return source


@command
def change_source(source_id: UUID, *, by: Actor, **values: Any) -> LeadSource:
    """Change a source. Refuses a key or a name that another one has."""
    source = _lock(source_id, by)
    for name in EDITABLE:
        if name in values:
            setattr(source, name, values[name])
    _save(source)
    return source


@command
def switch_source(source_id: UUID, *, on: bool, by: Actor) -> LeadSource:
    """Let a source bring leads, or no longer: then its addresses answer that there is no such."""
    source = _lock(source_id, by)
    source.is_active = on
    source.save(update_fields=["is_active"])
    return source


@command
def add_reason(name: str, *, by: Actor) -> RejectReason:
    """Add a reason of rejection. Refuses one that is there."""
    require(by, MANAGE)
    if RejectReason.objects.filter(name__iexact=name.strip()).exists():
        raise NameIsTaken(name=name.strip())
    last = RejectReason.objects.aggregate(last=Max("position"))["last"]
    return RejectReason.objects.create(name=name.strip(), position=0 if last is None else last + 1)


@command
def remove_reason(reason_id: UUID, *, by: Actor) -> None:
    """Take a reason away that no lead has."""
    require(by, MANAGE)
    found = RejectReason.objects.filter(pk=reason_id).first()
    if found is None:
        raise NotFound
    try:
        found.delete()
    except ProtectedError:
        raise ReasonIsUsed(name=found.name) from None


def _lock(source_id: UUID, by: Actor) -> LeadSource:
    require(by, MANAGE)
    source = LeadSource.objects.select_for_update().filter(pk=source_id).first()
    if source is None:
        raise NotFound
    return source


def _save(source: LeadSource) -> None:
    others = LeadSource.objects.exclude(pk=source.pk)
    if others.filter(key=source.key).exists():
        raise KeyIsTaken(key=source.key)
    if others.filter(name=source.name).exists():
        raise NameIsTaken(name=source.name)
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:
        raise KeyIsTaken(key=source.key) from None
