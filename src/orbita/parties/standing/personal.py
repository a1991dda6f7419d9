"""Where classes may name a person: in reasons given by hand, in names and conditions."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.parties.standing.models import (
    Classification,
    ClassOverride,
    Grade,
    PartyClass,
    PointRule,
)

STANDING = (
    PersonalData(
        ClassOverride, _("Classes set by hand"), subject=("party",), token=("reason",),
        scrub=("reason",),
    ),
    PersonalData(
        PartyClass, _("Classes"), subject=("party",), blank=("reason",), scrub=("reason",)
    ),
    PersonalData(Classification, _("Classifications"), scrub=("name", "note")),
    PersonalData(Grade, _("Grades"), scrub=("name", "condition")),
    PersonalData(PointRule, _("Rules of points"), scrub=("name", "condition")),
)  # fmt: skip
