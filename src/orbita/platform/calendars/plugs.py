"""What calendars show elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Carried, Permission, Reach, carried, permissions, reaches
from orbita.platform.blueprints.slots import sections
from orbita.platform.calendars import blueprint, standing
from orbita.platform.calendars.api import API
from orbita.platform.calendars.demo import plan_demo_absences
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import (
    DemoChapter,
    HomeTile,
    SettingsItem,
    demo_chapters,
    home_tiles,
    settings_items,
)

permissions.plug(
    Permission(
        "calendars.manage",
        _("Set working hours, holidays and absences"),
        {"admin": "all", "director": "all", "head": "all", "secretary": "all"},
    )
)
settings_items.plug(
    SettingsItem(
        "work-time",
        _("Working time"),
        _("Hours of the company and of employees, holidays, absences and substitutes"),
        "calendar-clock",
        "calendars:page",
        "calendars.manage",
        order=130,
    )
)
reaches.plug(Reach("standing", standing.HELD, standing.records, standing.why, standing.KEPT))
carried.plug(Carried("standing", standing.CARRIED, standing.read))
home_tiles.plug(
    HomeTile(
        "standing-in",
        _("I stand in"),
        "calendars:standing_in",
        order=95,
        when=lambda actor: bool(standing.standing_for(actor)),
    )
)
demo_chapters.plug(DemoChapter(25, "calendars", plan_demo_absences))
plug_api(*API)
sections.plug(blueprint.HOURS, blueprint.DAYS)
