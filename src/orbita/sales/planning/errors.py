"""Why a plan or a norm is refused."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class PlanIsNegative(Refusal):
    """A plan below nothing."""

    sentence = _("A plan is nothing or more.")


class PlanIsNoNumber(Refusal):
    """What was typed or pasted is no sum."""

    sentence = _("“%(text)s” is no sum: write it like 1 200 000.")


class PlanIsElsewhere(Refusal):
    """The plan of somebody outside the actor's reach."""

    sentence = _("You may set plans for your own people only.")


class NothingToCopy(Refusal):
    """The year before has no plans."""

    sentence = _("There are no plans for %(year)s.")
