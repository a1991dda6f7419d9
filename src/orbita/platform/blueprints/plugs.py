"""Where files of settings show themselves."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.blueprints.api import API
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import SettingsItem, settings_items

permissions.plug(
    Permission(
        "blueprints.manage", _("Take settings out into a file and bring them in"), {"admin": "all"}
    )
)
settings_items.plug(
    SettingsItem(
        "blueprints",
        _("Settings as a file"),
        _("Take settings out of one installation and bring them into another"),
        "file-down",
        "blueprints:page",
        "blueprints.manage",
        order=30,
    )
)
plug_api(*API)
