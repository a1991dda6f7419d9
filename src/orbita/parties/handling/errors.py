"""What handling refuses."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class DoNotCall(Refusal):
    sentence = _("“%(name)s” must not be called%(why)s. Choose another way.")
    field = "kind"


class TimesAreWrong(Refusal):
    sentence = _("Write the times like 10:00–12:00, 15:00–17:00.")
    field = "hours"


class ZoneIsUnknown(Refusal):
    sentence = _("There is no such time zone.")
    field = "time_zone"
