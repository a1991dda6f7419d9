"""What calendars refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class HoursMakeNoSense(Refusal):
    sentence = _("“%(text)s” are no hours: write 9:00–13:00, 14:00–18:00.")
    field = "hours"


class AbsenceEndsBeforeStart(Refusal):
    sentence = _("An absence cannot end before it begins.")
    field = "last_on"


class SubstituteIsHimself(Refusal):
    sentence = _("Nobody stands in for himself: choose another employee.")
    field = "substitute"


class DayIsSpecialAlready(Refusal):
    sentence = _("This day has its own hours already: %(name)s.")
    field = "day"
