"""What the search for duplicates shows elsewhere: the menu, its right, its work, a panel."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import poke, within
from orbita.platform.duplicates.api import API
from orbita.platform.duplicates.commands import DECIDE
from orbita.platform.duplicates.events import PairsDecided
from orbita.platform.duplicates.following import follow_merge
from orbita.platform.duplicates.jobs import run_search
from orbita.platform.jobs.slots import WorkKind, work_kinds
from orbita.platform.merging.events import RecordsMerged
from orbita.platform.modules.slots import Module, modules
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import MenuItem, PaletteCommand, menu, palette_commands

modules.plug(
    Module(
        "duplicates",
        _("Duplicates"),
        _("What seems to be one is found and merged"),
        "copy",
        order=520,
    )
)

permissions.plug(
    Permission(
        DECIDE,
        _("Duplicates: look through and decide"),
        dict.fromkeys(
            ("director", "head", "seller", "marketer", "secretary", "partner", "admin"), "all"
        ),
    )
)
menu.plug(
    MenuItem(
        "duplicates",
        _("Duplicates"),
        "copy",
        "duplicates:waiting",
        permission=DECIDE,
        order=260,
        sections=("duplicates", "merging"),
        phone=False,
    )
)
palette_commands.plug(
    PaletteCommand(
        "duplicates",
        _("Possible duplicates"),
        "copy",
        "duplicates:waiting",
        permission=DECIDE,
        words=_("double twin merge same match"),
        order=640,
    )
)
work_kinds.plug(WorkKind("duplicates", _("Search for duplicates"), run_search))
within(RecordsMerged, follow_merge)
poke(PairsDecided, lambda event: [(event.kind, record) for record in event.records])
plug_api(*API)
