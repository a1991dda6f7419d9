"""What calling tells of a person."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.sales.prospecting.models import CallEntry, CallList

CALLING = (
    PersonalData(CallList, _("Lists for calling"), scrub=("name", "script", "own")),
    PersonalData(
        CallEntry, _("Calls of lists"), subject=("party",), blank=("note", "reasons"),
        scrub=("note", "reasons"),
    ),
)  # fmt: skip
