"""What follows migrations, and what the history and the journal show elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.audit.api import API
from orbita.platform.audit.guards import settle_guards
from orbita.platform.audit.indexes import settle_indexes
from orbita.platform.audit.panels import parts_then
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.records.slots import RecordPanel, panels
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import (
    PaletteCommand,
    SettingsItem,
    palette_commands,
    settings_items,
)

_ALL = dict.fromkeys(("director", "supervisor", "admin"), "all")

steps.plug(
    AfterMigrate("guards of history", settle_guards, order=25),
    AfterMigrate("indexes of history", settle_indexes, order=26),
)
panels.plug(
    RecordPanel(
        "parts-then",
        ("party", "deal", "lead"),
        _("As it was"),
        "audit/parts_then.html",
        parts_then,
        order=5,
        only_past=True,
    )
)
permissions.plug(
    Permission("audit.journal", _("See what everybody did"), _ALL),
    Permission("audit.looks", _("See who looked at personal data and took data out"), _ALL),
)
palette_commands.plug(
    PaletteCommand(
        "journal",
        _("Journal"),
        "history",
        "audit:journal",
        words=_("log acts undo history audit"),
        order=890,
    )
)
settings_items.plug(
    SettingsItem(
        "journal",
        _("Journal"),
        _("Who did what, who looked at people, and the way back"),
        "history",
        "audit:journal",
        order=890,
    )
)
plug_api(*API)
