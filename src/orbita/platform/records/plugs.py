"""What records of every kind show in the shell."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import FieldSource, field_sources
from orbita.platform.records.hidden import declared, kind_names
from orbita.platform.ui.slots import PaletteCommand, SettingsItem, palette_commands, settings_items

palette_commands.plug(
    PaletteCommand(
        "bin", _("Bin"), "trash-2", "records:bin", words=_("deleted restore undelete"), order=900
    )
)
settings_items.plug(
    SettingsItem(
        "bin",
        _("Bin"),
        _("What was deleted, and the way back"),
        "trash-2",
        "records:bin",
        order=900,
    )
)
field_sources.plug(FieldSource("kinds", declared, kind_names))
