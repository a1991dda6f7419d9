"""What needs tell of a person: what he wants, in his words."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.parties.needs.models import Need, NeedTopic

NEEDS = (
    PersonalData(
        Need, _("Needs"), subject=("party",), blank=("quote", "wanted_by"), token=("words",),
        scrub=("words", "quote", "own"),
    ),
    PersonalData(NeedTopic, _("Topics of needs"), scrub=("name",)),
)  # fmt: skip
