"""What territories refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class TerritoryNeedsName(Refusal):
    sentence = _("Give the territory a name.")
    field = "name"


class TerritoryExists(Refusal):
    sentence = _("There is a territory “%(name)s” at this place already.")
    field = "name"


class TerritoryInItself(Refusal):
    sentence = _("“%(name)s” cannot become a part of itself.")
    field = "parent"


class TerritoryTooDeep(Refusal):
    sentence = _("Territories have 20 levels at most.")
    field = "parent"


class TerritoryHasClients(Refusal):
    sentence = _("Clients stand in “%(name)s”. Change the rules and re-cut first.")


class ReasonIsMissing(Refusal):
    sentence = _("Say why the client is placed by hand.")
    field = "reason"


class RuleIsUnreadable(Refusal):
    sentence = _("The condition of the rule cannot be read. Choose another view.")
    field = "view"


class RecutInThePast(Refusal):
    sentence = _("A re-cut is for today or a later day.")
    field = "day"


class RecutIsOver(Refusal):
    sentence = _("This re-cut is carried out or cancelled already.")
