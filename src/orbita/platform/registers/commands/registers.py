"""Making, changing and deleting own registers. Who may: `registers.manage`."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from orbita.kit.text import transliterate
from orbita.platform.access.queries import require
from orbita.platform.accounts.commands import grant_presets
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import OWN_KIND
from orbita.platform.registers.errors import (
    RegisterHasEntries,
    RegisterNameIsTaken,
    RegisterNeedsNames,
    TooManyRegisters,
)
from orbita.platform.registers.events import RegistersChanged
from orbita.platform.registers.models import LONGEST_NAME, Entry, Register
from orbita.platform.remembering import forget

RIGHT = "registers.manage"
MOST_REGISTERS = 50
NAMES = ("plural", "label", "title_label")


@command
def add_register(
    *,
    plural: str,
    label: str,
    title_label: str,
    icon: str = "folder",
    has_board: bool = False,
    by: Actor,
) -> Register:
    """Make a kind of records: what it is called, one of its entries, and the title of an entry.

    Roles get its rights by the presets. Refuses a name that is taken and more than MOST_REGISTERS.
    """
    require(by, RIGHT)
    alive = Register.objects.filter(deleted_at=None)
    if alive.count() >= MOST_REGISTERS:
        raise TooManyRegisters(most=MOST_REGISTERS)
    last = Register.objects.aggregate(last=Max("position"))["last"]
    register = Register(
        plural=plural, label=label, title_label=title_label, icon=icon, has_board=has_board,
        kind=_free_kind(plural), position=0 if last is None else last + 1,
    )  # fmt: skip
    _save(register)
    tell([register.pk], by)
    grant_presets(f"{register.kind}.", by=by)
    return register


@command
def change_register(register_id: UUID, *, by: Actor, **values: Any) -> Register:
    """Rename a register, give it another icon, take its board away or give it one.

    Its key stays, so that links, views and rights stay. Refuses a name that is taken.
    """
    require(by, RIGHT)
    register = locked(register_id)
    for name in (*NAMES, "icon", "has_board"):
        if name in values:
            setattr(register, name, values[name])
    _save(register)
    tell([register.pk], by)
    return register


@command
def order_registers(order: Sequence[UUID], *, by: Actor) -> None:
    """Put the registers into this order, as the menu shows them; unnamed ones follow."""
    require(by, RIGHT)
    place = {key: number for number, key in enumerate(order)}
    rows = list(Register.objects.select_for_update().filter(deleted_at=None).order_by("pk"))
    rows.sort(key=lambda row: (place.get(row.pk, len(place)), row.position))
    for number, row in enumerate(rows):
        row.position = number
    Register.objects.bulk_update(rows, ["position"])
    tell([row.pk for row in rows], by)


@command
def delete_register(register_id: UUID, *, by: Actor) -> Register:
    """Put a register into the bin: it leaves the menu, its fields and rights stay for its return.

    Refuses one that has entries outside the bin.
    """
    require(by, RIGHT)
    register = locked(register_id)
    if count := Entry.objects.filter(register=register, deleted_at=None).count():
        raise RegisterHasEntries(name=register.plural, count=count)
    register.deleted_at = timezone.now()
    register.save(update_fields=["deleted_at"])
    tell([register.pk], by)
    return register


@command
def restore_register(register_id: UUID, *, by: Actor) -> Register:
    """Take a register out of the bin, with all that it was. Refuses when its name is taken."""
    require(by, RIGHT)
    register = locked(register_id, binned=True)
    register.deleted_at = None
    _save(register)
    tell([register.pk], by)
    return register


def locked(register_id: UUID, *, binned: bool = False) -> Register:
    """A register, locked until the act ends, or NotFound."""
    rows = Register.objects.select_for_update().filter(deleted_at__isnull=not binned)
    register = rows.filter(pk=register_id).first()
    if register is None:
        raise NotFound
    return register


def tell(register_ids: Iterable[UUID], by: Actor) -> None:
    """Registers have changed: what was remembered of them is out of date."""
    forget()
    announce(RegistersChanged(register_ids=tuple(register_ids), by=by.id))


def _save(register: Register) -> None:
    for name in NAMES:
        said = " ".join(str(getattr(register, name)).replace("\x00", "").split())[:LONGEST_NAME]
        setattr(register, name, said)
        if not said:
            raise RegisterNeedsNames(field=name)
    try:
        with transaction.atomic():
            register.save()
    except IntegrityError as fault:
        if "register_name_once" not in str(fault):
            raise
        raise RegisterNameIsTaken(name=register.plural) from fault


def _free_kind(name: str) -> str:
    """«r_» and the name in Latin letters; a number follows where that is taken, also in the bin."""
    stem = re.sub(r"[^a-z0-9]+", "_", transliterate(name).lower()).strip("_")[:40].strip("_")
    stem = f"{OWN_KIND}{stem or 'own'}"
    taken = set(Register.objects.filter(kind__startswith=stem).values_list("kind", flat=True))
    free, number = stem, 2
    while free in taken:
        free, number = f"{stem}_{number}", number + 1
    return free
