"""Own registers wherever kinds of records stand: each slot grows by what the company has made."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Carried, Permission, carried, permissions
from orbita.platform.acts.events import Record, poke
from orbita.platform.audit.slots import undo_steps
from orbita.platform.blueprints.slots import sections
from orbita.platform.imports.slots import importables
from orbita.platform.lists.slots import screens
from orbita.platform.records.slots import EVERY_KIND, OWN_KIND, RecordPanel, kinds, panels
from orbita.platform.registers import blueprint, events
from orbita.platform.registers import kinds as own
from orbita.platform.registers.api import API
from orbita.platform.registers.api import grown as grown_resources
from orbita.platform.registers.commands import RIGHT
from orbita.platform.registers.definitions import SQL, Definition, all_registers, read_all
from orbita.platform.registers.demo import rent_out_demo_equipment
from orbita.platform.registers.importing import all_importables
from orbita.platform.registers.lists import all_screens
from orbita.platform.registers.panels import pointing
from orbita.platform.registers.undoing import KEPT_REGISTERS
from orbita.platform.remembering import keep
from orbita.platform.resources.slots import plug_api, resources
from orbita.platform.search.slots import derive_entries, searchables
from orbita.platform.ui.slots import (
    DemoChapter,
    SettingsItem,
    demo_chapters,
    menu,
    palette_commands,
    settings_items,
)

permissions.plug(Permission(RIGHT, _("Make own registers"), {"director": "all", "admin": "all"}))


def _carry(text: str | None) -> tuple[Definition, ...]:
    """Who asks brings the registers along: they are read in the statement that reads him."""
    found = read_all(text)
    keep(all_registers, found)
    return found


carried.plug(Carried("registers", SQL, _carry))
kinds.grow(own.of_all(own.record_kind), prefix=OWN_KIND)
resources.grow(grown_resources, prefix=OWN_KIND)
permissions.grow(own.all_rights, prefix=OWN_KIND)
screens.grow(all_screens, prefix=OWN_KIND)
searchables.grow(own.of_all(own.searchable), prefix=OWN_KIND)
importables.grow(all_importables, prefix=OWN_KIND)
menu.grow(own.of_all(own.menu_item), prefix=OWN_KIND)
palette_commands.grow(own.of_all(own.command_of), prefix=OWN_KIND)
derive_entries(own.ENTRIES)

settings_items.plug(
    SettingsItem(
        "registers",
        _("Own registers"),
        _("Kinds of records of your own: fields, a list, a board, rights"),
        "layout-grid",
        "registers:registers",
        permission=RIGHT,
        order=255,
    )
)
panels.plug(
    RecordPanel(
        "pointing",
        EVERY_KIND,
        _("Related entries"),
        "registers/pointing_panel.html",
        pointing,
        place="right",
        order=80,
    )
)


def _registers(event: events.RegistersChanged) -> list[Record]:
    return [("register", key) for key in event.register_ids]


def _added(event: events.EntryAdded) -> list[Record]:
    return [(event.kind, event.entry_id)]


def _changed(event: events.EntriesChanged) -> list[Record]:
    return [(event.kind, key) for key in event.entry_ids]


poke(events.RegistersChanged, _registers)
poke(events.EntryAdded, _added)
poke(events.EntriesChanged, _changed)
demo_chapters.plug(DemoChapter(95, "registers", rent_out_demo_equipment))
plug_api(*API)
sections.plug(blueprint.REGISTERS)
undo_steps.plug(KEPT_REGISTERS)
