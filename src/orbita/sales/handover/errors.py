"""What hand-overs refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class NothingToHandOver(Refusal):
    sentence = _("There is nothing to hand over, or you may not change it.")


class NobodyReceives(Refusal):
    sentence = _("Choose at least one colleague.")
    field = "receivers"


class ReceiverIsGiver(Refusal):
    sentence = _("Choose a colleague who does not have it already.")
    field = "receivers"


class ReceiverHasLeft(Refusal):
    sentence = _("This colleague cannot sign in any more.")
    field = "receivers"


class ComesBackTooSoon(Refusal):
    sentence = _("The day of return lies in the future.")
    field = "until"


class IsGivenBack(Refusal):
    sentence = _("This hand-over is given back already.")
