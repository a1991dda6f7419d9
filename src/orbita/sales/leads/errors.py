"""What leads refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class LeadSaysNothing(Refusal):
    sentence = _("A lead needs words, or somebody who can be reached.")
    field = "text"


class LeadIsTaken(Refusal):
    sentence = _("%(name)s has taken this lead already.")
    status = 409


class LeadIsClosed(Refusal):
    sentence = _("The lead “%(subject)s” is closed. Return it first.")
    status = 409


class LeadIsConverted(Refusal):
    sentence = _("The lead “%(subject)s” has become a client. Undo that act to take it back.")
    status = 409


class LeadIsOpen(Refusal):
    sentence = _("The lead “%(subject)s” is open already.")


class RejectReasonIsUnknown(Refusal):
    sentence = _("Choose why the lead is rejected.")
    field = "reason"


class NobodyToMake(Refusal):
    sentence = _("Name the company or the person, or choose a known client.")
    field = "company_name"


class StepIsUnclear(Refusal):
    sentence = _("“%(text)s” names no time: write “tomorrow at 10, call”.")
    field = "next_step"


class JoinedWithItself(Refusal):
    sentence = _("Choose another lead: this is the same one.")


class SourceIsUnknown(Refusal):
    sentence = _("There is no such source of leads.")
    status = 404


class KeyIsTaken(Refusal):
    sentence = _("Another source has the key “%(key)s” already.")
    field = "key"


class NameIsTaken(Refusal):
    sentence = _("There is “%(name)s” already.")
    field = "name"


class RuleNeedsPeople(Refusal):
    sentence = _("Name the people or the team among whom the rule chooses.")
    field = "people"


class RuleIsUnclear(Refusal):
    sentence = _("The condition of the rule cannot be understood.")
    field = "where"


class ReasonIsUsed(Refusal):
    sentence = _("Leads were rejected with the reason “%(name)s”: it stays.")
