"""What calendars show elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.calendars.demo import plan_demo_absences
from orbita.platform.ui.slots import DemoChapter, SettingsItem, demo_chapters, settings_items

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
demo_chapters.plug(DemoChapter(25, "calendars", plan_demo_absences))
