"""What relations tell of a person."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import PersonalData
from orbita.parties.relations.models import Relation

# Where somebody works and whose wife she is finds a person without a name: the rows go.
RELATIONS = PersonalData(
    Relation, _("Relations"), subject=("source", "target"), drop=True, scrub=("position",)
)
