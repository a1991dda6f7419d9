"""What each register plugs in wherever kinds of records stand: made from its definition when asked."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any, TypeVar
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.access.slots import Permission
from orbita.platform.derived.slots import Source
from orbita.platform.records.permissions import ACTIONS
from orbita.platform.records.slots import RecordKind
from orbita.platform.registers.commands import change_entries, delete_entries, restore_entries
from orbita.platform.registers.definitions import Definition, all_registers
from orbita.platform.registers.presets import PRESETS
from orbita.platform.registers.proxies import model_of
from orbita.platform.registers.wording import new_entry
from orbita.platform.search.slots import Searchable
from orbita.platform.ui.slots import MenuItem, PaletteCommand

Plug = TypeVar("Plug")
MENU = 600
"""Where registers stand in the menu: after the sections of the product."""


def of_all(make: Callable[[Definition], Plug]) -> Callable[[], Iterable[Plug]]:
    """A source of a slot: one plug a register."""
    return lambda: map(make, all_registers())


@lru_cache(maxsize=256)
def record_kind(register: Definition) -> RecordKind:
    """The kind of records that a register is."""
    kind, root = register.kind, f"/{register.address}"

    def url(entry_id: UUID) -> str:
        return f"{root}{entry_id}/"

    return RecordKind(
        key=kind,
        model=model_of(register.id, kind),
        label=register.label,
        plural=register.plural,
        icon=register.icon,
        title="title",
        url=url,
        change=partial(change_entries, kind),
        delete=partial(delete_entries, kind),
        restore=partial(restore_entries, kind),
        restrictable={"stage": pgettext_lazy("own register", "Stage")},
        list_url=root,
        where={"register_id": register.id},
    )


@lru_cache(maxsize=256)
def rights(register: Definition) -> tuple[Permission, ...]:
    """The rights to a register's entries."""
    return tuple(
        Permission(
            f"{register.kind}.{action}",
            format_lazy("{}: {}", register.plural, words),
            {**PRESETS.get(action, {}), "admin": "all"},
            register.kind,
        )
        for action, words in ACTIONS.items()
    )


def all_rights() -> Iterable[Permission]:
    """The rights to the entries of all registers."""
    return (right for register in all_registers() for right in rights(register))


ENTRIES = Searchable(
    kind="entry",
    table="registers_entry",
    title="s.title",
    subtitle="(SELECT g.plural FROM registers_register g WHERE g.id = s.register_id)",
    words="concat_ws(' ', s.title, s.external_id)",
    digits="''",
    finds=("external_id",),
    sources=(
        Source("registers_entry", "r.id", ("title", "external_id", "deleted_at", "register_id")),
    ),
    order=800,
    kind_sql="(SELECT g.kind FROM registers_register g WHERE g.id = s.register_id)",
)
"""The entries of all registers: one table, each row of which says its kind."""


@lru_cache(maxsize=256)
def searchable(register: Definition) -> Searchable:
    """How the entries of a register are found."""
    made: dict[str, Any] = {**ENTRIES.__dict__, "kind": register.kind, "derived_as": "entry"}
    return Searchable(**made)


@lru_cache(maxsize=256)
def menu_item(register: Definition) -> MenuItem:
    """A register in the side bar."""
    return MenuItem(
        register.kind,
        register.plural,
        register.icon,
        f"/{register.address}",
        permission=f"{register.kind}.view",
        order=MENU + register.position,
        phone=False,
    )


@lru_cache(maxsize=256)
def command_of(register: Definition) -> PaletteCommand:
    """The act that makes an entry, in the palette."""
    return PaletteCommand(
        f"{register.kind}-new",
        new_entry(register),
        register.icon,
        f"/{register.address}new/",
        permission=f"{register.kind}.create",
        words=format_lazy("{} {}", _("new entry"), register.plural),
        order=MENU + register.position,
        drawer=True,
    )
