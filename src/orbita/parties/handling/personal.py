"""What personal rules tell of a person: how he wants to be treated. The whole row is about him."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.parties.handling.models import Handling

HANDLING = PersonalData(
    Handling,
    _("Personal rules"),
    subject=("party",),
    near=("main_person",),
    drop=True,
    scrub=("greeting", "do", "dont", "payment", "delivery", "reason"),
)
