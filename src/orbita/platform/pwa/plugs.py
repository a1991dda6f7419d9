"""Notices go to devices, too; the page about it stands in the settings."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.frame import ask_at_opening
from orbita.platform.notifications.slots import NoticeCarrier, notice_carriers
from orbita.platform.pwa.jobs import DEVICES, DEVICES_SQL, carry
from orbita.platform.ui.slots import PaletteCommand, SettingsItem, palette_commands, settings_items

ask_at_opening(DEVICES, DEVICES_SQL)
notice_carriers.plug(NoticeCarrier("push", carry))
settings_items.plug(
    SettingsItem(
        "push",
        _("App and notices"),
        _("Install Orbita on a phone or a computer; which notices come there."),
        "smartphone",
        "pwa:push",
        order=60,
    )
)
palette_commands.plug(
    PaletteCommand(
        "push",
        _("App and notices"),
        "smartphone",
        "pwa:push",
        words=_("install phone push"),
        order=910,
    )
)
