"""What roles tell of a person."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.parties.roles.models import PartyRole

ROLES = PersonalData(PartyRole, _("Roles"), subject=("party",), blank=("data",), scrub=("data",))
