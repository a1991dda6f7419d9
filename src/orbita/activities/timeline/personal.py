"""What the timeline tells of a person: what was said with him is his, where he took part it is close."""

from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.models import Interaction
from orbita.parties.consent.slots import PersonalData

TIMELINE = PersonalData(
    Interaction,
    _("Timeline"),
    subject=("party",),
    near=("participants__party",),
    blank=("subject", "text", "source", "external_id", "details"),
    scrub=("subject", "text", "source", "story", "details", "own"),
    files=True,
)
