"""What needs refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class NeedNeedsWords(Refusal):
    sentence = _("Say what the client needs: choose a topic or write it.")
    field = "words"


class BudgetIsNegative(Refusal):
    sentence = _("A budget cannot be less than zero.")
    field = "budget"


class TopicNeedsName(Refusal):
    sentence = _("Enter a name for the topic.")
    field = "name"


class TopicExists(Refusal):
    sentence = _("There is a topic “%(name)s” here already.")
    field = "name"


class TopicIsUsed(Refusal):
    sentence = _("“%(name)s” is used by needs or has topics below it.")


class TopicInItself(Refusal):
    sentence = _("A topic cannot be a part of itself.")
    field = "parent"
