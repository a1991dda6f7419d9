"""What jobs show elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.jobs.api import API
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import SettingsItem, settings_items

permissions.plug(Permission("jobs.manage", _("Look after jobs and queues"), {"admin": "all"}))
settings_items.plug(
    SettingsItem(
        "jobs",
        _("Jobs"),
        _("Queues, workers, what has failed and why"),
        "activity",
        "jobs:jobs",
        "jobs.manage",
        90,
    ),
    SettingsItem(
        "works",
        _("Long work"),
        _("Imports, exports and mass changes: how far they are"),
        "list-checks",
        "jobs:works",
        "",
        80,
    ),
)
plug_api(*API)
