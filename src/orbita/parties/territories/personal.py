"""Where territories may name a person: in the conditions of their rules and in notes of re-cuts."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.parties.territories.models import Recut, TerritoryRule

TERRITORIES = (
    PersonalData(TerritoryRule, _("Rules of territories"), scrub=("condition",)),
    PersonalData(Recut, _("Re-cuts"), scrub=("note",)),
)
