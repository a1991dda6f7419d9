"""What deals refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class DealIsClosed(Refusal):
    sentence = _("The deal “%(title)s” is closed. Reopen it first.")


class DealIsOpen(Refusal):
    sentence = _("The deal “%(title)s” is open already.")


class OtherPipeline(Refusal):
    sentence = _("The stage “%(stage)s” belongs to another pipeline.")


class ClosingNeedsItsOwnAct(Refusal):
    sentence = _(
        "A deal is closed as won or lost, with the day or the reason, not by a change of stage."
    )


class DealNeedsTitle(Refusal):
    sentence = _("A deal needs a title: what is being sold.")
    field = "title"


class ReasonIsUnknown(Refusal):
    sentence = _("Choose the reason why the deal was lost.")
    field = "reason"
