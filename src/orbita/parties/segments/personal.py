"""Where segments may name a person: in their names, notes and conditions."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.parties.segments.models import Segment

SEGMENTS = PersonalData(Segment, _("Segments"), scrub=("name", "condition", "note", "own"))
