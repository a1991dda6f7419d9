"""What prospecting refuses."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class CallListNeedsName(Refusal):
    sentence = _("Enter a name for the list.")
    field = "name"


class NobodyToCall(Refusal):
    sentence = _("There is nobody to call: choose clients that you see.")


class AlreadyCalled(Refusal):
    sentence = _("“%(name)s” has been called already. Take the next one.")
    status = 409


class TooFewBest(Refusal):
    sentence = _(
        "Look-alikes need at least %(least)s best clients to learn from; there are %(count)s."
    )
