"""Where automation may name a person: in rules and in what they did."""

from django.utils.translation import gettext_lazy as _

from orbita.activities.scenarios.models import Rule, RuleRun
from orbita.parties.consent.slots import PersonalData

SCENARIOS = (
    PersonalData(Rule, _("Rules"), scrub=("name", "said", "condition", "actions")),
    PersonalData(
        RuleRun, _("Logs of rules"), record=("record_kind", "record_id"), blank=("reason",),
        scrub=("reason", "effects", "occurrence"),
    ),
)  # fmt: skip
