"""What cadence shows elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.activities.cadence import blueprint
from orbita.activities.cadence.api import API
from orbita.activities.cadence.demo import set_demo_cadence
from orbita.activities.cadence.due import DUE
from orbita.activities.cadence.events import CadenceChanged
from orbita.activities.cadence.facts import touch_due
from orbita.activities.cadence.lists import BULK, COLUMNS, VIEWS
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import poke
from orbita.platform.blueprints.slots import sections
from orbita.platform.derived.slots import derived
from orbita.platform.lists.slots import MoreColumns, more_columns
from orbita.platform.modules.slots import Module, modules
from orbita.platform.records.slots import RecordFact, facts
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, SettingsItem, demo_chapters, settings_items

modules.plug(
    Module(
        "cadence",
        _("Cadence of touches"),
        _("How often clients of a class are to be touched"),
        "alarm-clock",
        order=420,
    )
)

permissions.plug(
    Permission(
        "cadence.manage",
        _("Change cadence rules"),
        dict.fromkeys(("director", "head", "marketer", "admin"), "all"),
    )
)
derived.plug(DUE)
poke(CadenceChanged, lambda event: [("cadence", event.rule_id)])
more_columns.plug(MoreColumns("cadence", "party", COLUMNS, VIEWS, BULK))
facts.plug(RecordFact("touch_due", ("party",), touch_due, order=85))
settings_items.plug(
    SettingsItem(
        "cadence",
        _("Cadence"),
        _("How often clients of each class are to be touched"),
        "alarm-clock",
        "cadence:rules",
        permission="cadence.manage",
        order=320,
    )
)
demo_chapters.plug(DemoChapter(74, "cadence", set_demo_cadence))
plug_api(*API)
sections.plug(blueprint.CADENCE)
