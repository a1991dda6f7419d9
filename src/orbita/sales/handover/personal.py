"""Where hand-overs may name a person: in their notes."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.sales.handover.models import Handover

HANDOVERS = PersonalData(Handover, _("Hand-overs"), scrub=("note",))
