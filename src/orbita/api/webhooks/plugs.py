"""What webhooks show elsewhere and whom they listen to."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.api.webhooks.api import API
from orbita.api.webhooks.demo import tell_demo_programs
from orbita.api.webhooks.events import EndpointDied, EndpointsChanged
from orbita.api.webhooks.notices import DIED, died
from orbita.api.webhooks.writing import ANYBODY, ANYBODY_SQL, hear
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import overhear, poke
from orbita.platform.acts.frame import ask_at_opening
from orbita.platform.merging.slots import RecordColumn, record_columns
from orbita.platform.notifications.slots import plug_notice
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, SettingsItem, demo_chapters, settings_items

permissions.plug(Permission("webhooks.manage", _("Set up webhooks"), {"admin": "all"}))
settings_items.plug(
    SettingsItem(
        "webhooks",
        pgettext_lazy("models", "Webhooks"),
        _("Other programs are told what happens here: signed, in order, again until it arrives"),
        "webhook",
        "webhooks:list",
        "webhooks.manage",
        order=420,
    )
)
ask_at_opening(ANYBODY, ANYBODY_SQL)
overhear(hear)
poke(EndpointsChanged, lambda event: [("webhook", event.endpoint_id)])
plug_notice(DIED, EndpointDied, died)
plug_api(*API)
demo_chapters.plug(DemoChapter(410, "webhooks", tell_demo_programs))
record_columns.plug(
    RecordColumn("webhooks.message.record_id", moves=False, why="what was told stays as it was"),
    RecordColumn("webhooks.message.uid", moves=False, why="the id that a receiver has seen"),
)
