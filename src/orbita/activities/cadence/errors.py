"""What cadence refuses."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class RuleNeedsName(Refusal):
    sentence = _("Give the rule a name.")
    field = "name"


class RuleExists(Refusal):
    sentence = _("There is already a rule named “%(name)s”.")
    field = "name"


class TouchesInThePast(Refusal):
    sentence = _("Touches are planned for today or later.")
    field = "first_on"


class EverybodyHasStep(Refusal):
    sentence = _("A step is planned with each of these clients already.")
