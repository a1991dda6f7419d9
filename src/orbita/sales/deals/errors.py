"""What deals refuse."""

from collections.abc import Sequence
from typing import Any

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


class MoveIsNotAllowed(Refusal):
    sentence = _("From “%(here)s” a deal may not go to “%(there)s”.")


class StageAsksFor(Refusal):
    """The stage asks for things that the deal lacks; `missing` are the requirements."""

    sentence = _("“%(stage)s” asks for: %(what)s.")

    def __init__(self, stage: Any, missing: Sequence[Any]) -> None:
        what = ", ".join(str(requirement.label) for requirement in missing)
        super().__init__(stage=stage.name, what=what)
        self.stage, self.missing = stage, missing


class AmountComesFromLines(Refusal):
    sentence = _("The amount is the sum of the deal’s lines. Change the lines.")
    field = "amount"


class PostponeNeedsFuture(Refusal):
    sentence = _("Choose a day that is yet to come.")
    field = "until"


class LineNeedsTitle(Refusal):
    sentence = _("A line needs the name of what is sold.")


class LineIsGone(Refusal):
    sentence = _("“%(title)s” has been removed by somebody else. Add it again if it is needed.")


class LineOutOfRange(Refusal):
    sentence = _(
        "“%(title)s”: the quantity is more than nothing, the price not less than nothing, the discount"
        " from nothing to a hundred per cent."
    )


class SharesExceedWhole(Refusal):
    sentence = _("The shares together are more than the whole.")


class MemberIsUnknown(Refusal):
    sentence = _("Choose active colleagues other than the deal’s owner.")


class ReasonIsAGroup(Refusal):
    sentence = _("“%(reason)s” is a group: choose a reason in it.")
    field = "reason"


class ReasonNeedsComment(Refusal):
    sentence = _("“%(reason)s” asks for a comment: what exactly happened?")
    field = "comment"


class ReasonNeedsCompetitor(Refusal):
    sentence = _("“%(reason)s” asks for the competitor who won.")
    field = "competitor"


class CompetitorIsUnknown(Refusal):
    sentence = _("There is no such competitor, or you have no access to him.")
    field = "competitor"


class CompetitorIsClient(Refusal):
    sentence = _("“%(name)s” is the client of this deal and cannot be the competitor in it.")
    field = "party"


class ReasonIsTooDeep(Refusal):
    sentence = _("Reasons stand in groups, and groups do not stand in groups.")
    field = "parent"


class NameIsTaken(Refusal):
    sentence = _("The name “%(name)s” is taken.")
    field = "name"


class NeedsName(Refusal):
    sentence = _("Give it a name.")
    field = "name"


class StageIsAnEnd(Refusal):
    sentence = _("“%(stage)s” is an end of the pipeline and stays.")


class LastOpenStage(Refusal):
    sentence = _("A pipeline needs at least one open stage.")


class LastPipeline(Refusal):
    sentence = _("One pipeline at least stays in use.")
    field = "is_active"


class StageHasDeals(Refusal):
    sentence = _("Deals stand on “%(stage)s”: %(count)s. Choose where they go.")
    field = "move_to"
