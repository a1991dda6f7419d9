"""Where modules show themselves, and how the actor's statement learns of them."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Carried, Permission, carried, permissions
from orbita.platform.acts.events import poke
from orbita.platform.modules.api import API
from orbita.platform.modules.events import ModulesSwitched
from orbita.platform.modules.queries import CARRIED, SQL, read_absent, without_absent
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import SettingsItem, settings_items

permissions.plug(
    Permission("modules.manage", _("Switch modules on and off"), {"admin": "all"}),
)
carried.plug(Carried(CARRIED, SQL, read_absent, without_absent))
poke(ModulesSwitched, lambda event: [("module", key) for key in event.keys])
settings_items.plug(
    SettingsItem(
        "modules",
        _("Modules"),
        _("Switch off what your company does not use"),
        "package",
        "modules:modules",
        "modules.manage",
        order=20,
    )
)
plug_api(*API)
