"""What rules refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class RuleNeedsAction(Refusal):
    sentence = _("Say what the rule is to do: add an action.")


class RuleIsUnreadable(Refusal):
    sentence = _("This rule asks for something that is no longer there. Change it.")


class NothingToDo(Refusal):
    sentence = _("There is nothing for this rule to do now.")
