"""What programs do with working hours, holidays and absences."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.calendars import commands
from orbita.platform.calendars.models import Absence, SpecialDay, WorkingHours
from orbita.platform.resources.slots import ApiAct, ApiTable

MANAGE = "calendars.manage"

API = (
    ApiTable(
        "working-hours", _("Working hours"), lambda actor: WorkingHours.objects.all(), WorkingHours,
        ("user_id", "week"),
    ),
    ApiAct("working-hours/", commands.set_working_hours, "put", without=("user_id",),
           permission=MANAGE),
    ApiAct("employees/{user_id}/working-hours/", commands.set_working_hours, "put",
           permission=MANAGE),
    ApiAct("employees/{user_id}/working-hours/", commands.drop_working_hours, "delete",
           permission=MANAGE),
    ApiTable(
        "special-days", _("Special days"), lambda actor: SpecialDay.objects.all(), SpecialDay,
        ("day", "name", "periods"),
    ),
    ApiAct("special-days/", commands.add_special_day, permission=MANAGE),
    ApiAct("special-days/{day_id}/", commands.remove_special_day, "delete", permission=MANAGE),
    ApiTable(
        "absences", _("Absences"), lambda actor: Absence.objects.all(), Absence,
        ("user_id", "first_on", "last_on", "substitute_id"),
    ),
    ApiAct("employees/{user_id}/absences/", commands.add_absence, permission=MANAGE),
    ApiAct("absences/{absence_id}/", commands.remove_absence, "delete", permission=MANAGE),
)  # fmt: skip
