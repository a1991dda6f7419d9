"""Where the builder of fields is reached, and what it lays out at the first visit."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.company.slots import TradeStep, trade_steps
from orbita.platform.fields.commands import RIGHT
from orbita.platform.resources.slots import plug_api
from orbita.platform.tailoring.api import API
from orbita.platform.tailoring.commands import lay_out
from orbita.platform.tailoring.demo import add_own_fields
from orbita.platform.ui.slots import (
    DemoChapter,
    PaletteCommand,
    SettingsItem,
    demo_chapters,
    palette_commands,
    settings_items,
)

trade_steps.plug(TradeStep("dossier", lay_out, order=200))
settings_items.plug(
    SettingsItem(
        "fields",
        pgettext_lazy("settings", "Fields"),
        _("Own fields of any records, tabs, formulas, dossier templates"),
        "table-properties",
        "tailoring:kinds",
        RIGHT,
        35,
    )
)
palette_commands.plug(
    PaletteCommand(
        "fields",
        pgettext_lazy("settings", "Fields"),
        "table-properties",
        "tailoring:kinds",
        RIGHT,
        words=_("custom fields card layout tabs formula template"),
        order=700,
    )
)
demo_chapters.plug(DemoChapter(95, "fields", add_own_fields))
plug_api(*API)
