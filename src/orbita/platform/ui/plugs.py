"""The gallery, for whoever builds or changes the look."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.ui.slots import MenuItem, PaletteCommand, menu, palette_commands

permissions.plug(Permission("ui.gallery", _("See the set of components"), {"admin": "all"}))
menu.plug(MenuItem("home", _("My day"), "sun", "ui:home", order=100, keys="KeyG KeyH"))
palette_commands.plug(
    PaletteCommand(
        "gallery", _("Components"), "layout-grid", "ui:gallery", "ui.gallery", order=950
    ),
    PaletteCommand(
        "settings",
        _("Settings"),
        "settings",
        "ui:settings",
        words=_("profile password language theme"),
        order=900,
    ),
)
