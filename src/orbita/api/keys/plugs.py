"""Where keys stand among the settings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.ui.slots import SettingsItem, settings_items

settings_items.plug(
    SettingsItem(
        "api-keys",
        pgettext_lazy("settings", "API keys"),
        _("Programs act for you with a key: what it may do, when it was used, until when"),
        "key-round",
        "keys:list",
        order=415,
    )
)
