"""What touchpoints show elsewhere, and what follows when a contact is written down."""

from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.events import InteractionLogged, StepFinished
from orbita.activities.touchpoints import blueprint
from orbita.activities.touchpoints.api import API
from orbita.activities.touchpoints.attribution import ATTRIBUTION
from orbita.activities.touchpoints.commands import name_default_touchpoint
from orbita.activities.touchpoints.demo import name_demo_touchpoints
from orbita.activities.touchpoints.events import TouchpointChanged
from orbita.activities.touchpoints.lists import BULK, OF_CLIENTS, OF_CONTACTS
from orbita.activities.touchpoints.panels import met
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import poke, within
from orbita.platform.acts.frame import running
from orbita.platform.blueprints.slots import sections
from orbita.platform.derived.slots import derived
from orbita.platform.lists.slots import MoreColumns, more_columns
from orbita.platform.modules.slots import Module, modules
from orbita.platform.records.slots import RecordPanel, panels
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, SettingsItem, demo_chapters, settings_items

modules.plug(
    Module(
        "touchpoints",
        _("Touchpoints"),
        _("Where clients and the company meet"),
        "map-pin",
        order=410,
    )
)

permissions.plug(
    Permission(
        "touchpoints.manage",
        _("Change touchpoints"),
        dict.fromkeys(("director", "head", "marketer", "admin"), "all"),
    )
)
derived.plug(ATTRIBUTION)


def _default(event: InteractionLogged | StepFinished) -> None:
    act = running()
    assert act is not None
    name_default_touchpoint(event.interaction_id, by=act.by)


within(InteractionLogged, _default)
within(StepFinished, _default)
poke(TouchpointChanged, lambda event: [("touchpoint", event.touchpoint_id)])
more_columns.plug(
    MoreColumns("touchpoints", "party", OF_CLIENTS),
    MoreColumns("touchpoint", "interaction", OF_CONTACTS, bulk=BULK),
)
panels.plug(
    RecordPanel(
        "touchpoints",
        ("party",),
        _("Where we met"),
        "touchpoints/panel.html",
        met,
        place="left",
        order=45,
        permission="interactions.view",
    )
)
settings_items.plug(
    SettingsItem(
        "touchpoints",
        _("Touchpoints"),
        _("Where clients meet us: shop, site, dealer, call; what each of them gave"),
        "map-pin",
        "touchpoints:registry",
        permission="touchpoints.manage",
        order=310,
    )
)
demo_chapters.plug(DemoChapter(72, "touchpoints", name_demo_touchpoints))
plug_api(*API)
sections.plug(blueprint.TOUCHPOINTS)
