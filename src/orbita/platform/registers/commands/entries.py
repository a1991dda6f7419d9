"""Entries of own registers: added, changed, moved over the board, deleted and restored."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.fields.queries import is_own
from orbita.platform.records.changing import bin_rows, change_rows, restore_rows
from orbita.platform.records.hidden import refuse_restricted
from orbita.platform.records.own_values import own_of_new
from orbita.platform.registers.definitions import Definition
from orbita.platform.registers.errors import EntryNeedsTitle, StageOfAnotherRegister
from orbita.platform.registers.events import EntriesChanged, EntryAdded
from orbita.platform.registers.models import Entry
from orbita.platform.registers.proxies import model_of
from orbita.platform.registers.queries import register_of

EDITABLE = {"title", "stage", "owner", "details"}


@command
def add_entry(
    kind: str,
    *,
    title: str,
    stage_id: UUID | None = None,
    owner_id: UUID | None = None,
    by: Actor,
    **own: Any,
) -> Entry:
    """Make an entry of a register, on its first stage unless another is named; it belongs to the one
    who makes it. `own` are values of own fields («own.f_…»).

    Refuses an entry without a title, on a stage of another register, and values that don't fit.
    """
    register = register_of(kind)
    require(by, f"{kind}.create")
    refuse_restricted(kind, {name: value for name, value in own.items() if value}, by=by)
    model: Any = model_of(register.id, kind)
    given = dict(own)
    values = own_of_new(model, given, by)
    entry: Entry = model.objects.create(
        register_id=register.id,
        title=_title(register, title),
        stage_id=_stage(register, stage_id) if stage_id else _first(register),
        owner_id=owner_id or by.id,
        created_by_id=by.id,
        own=values,
    )
    announce(EntryAdded(kind=kind, entry_id=entry.pk, by=by.id))
    return entry


@command
def change_entries(
    kind: str,
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> list[Any]:
    """Set fields of one entry or of many: title, stage, owner, own fields. Gives the entries as they
    were. Refuses an empty title and a stage of another register."""
    register = register_of(kind)
    plain = {name.removesuffix("_id"): v for name, v in changes.items() if not is_own(name)}
    own = {name: value for name, value in changes.items() if is_own(name)}
    changes = {name: value for name, value in plain.items() if name in EDITABLE} | own
    if "title" in changes:
        changes["title"] = _title(register, changes["title"])
    if "stage" in changes:
        changes["stage"] = _stage(register, getattr(changes["stage"], "pk", changes["stage"]))
        changes["stage_since"] = timezone.now()
    rows = change_rows(model_of(register.id, kind), ids, changes, base=base, by=by)
    announce(EntriesChanged(kind, tuple(ids), tuple(changes), by.id))
    return rows


@command
def delete_entries(kind: str, ids: Sequence[UUID], *, by: Actor) -> None:
    """Put entries of a register into the bin."""
    binned = bin_rows(model_of(register_of(kind).id, kind), ids, by=by)
    announce(EntriesChanged(kind, tuple(binned), ("deleted_at",), by.id))


@command
def restore_entries(kind: str, ids: Sequence[UUID], *, by: Actor) -> None:
    """Take entries of a register out of the bin."""
    restored = restore_rows(model_of(register_of(kind).id, kind), ids, by=by)
    announce(EntriesChanged(kind, tuple(restored), ("deleted_at",), by.id))


def _title(register: Definition, text: Any) -> str:
    title = " ".join(str(text or "").replace("\x00", "").split())
    if not title:
        raise EntryNeedsTitle(name=register.title_label)
    return title[:500]


def _first(register: Definition) -> UUID | None:
    return register.stages[0].id if register.stages else None


def _stage(register: Definition, stage_id: Any) -> UUID | None:
    """A stage of the register by its key. Refuses others, and none where there are some."""
    if stage_id in (None, "") and not register.stages:
        return None
    found = next((one for one in register.stages if str(one.id) == str(stage_id)), None)
    if found is None:
        if stage_id in (None, ""):
            raise NotFound
        raise StageOfAnotherRegister(stage=str(stage_id)[:50])
    return found.id
