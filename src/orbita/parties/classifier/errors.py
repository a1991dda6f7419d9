"""What the classifier refuses."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class NeedsName(Refusal):
    sentence = _("Enter a name.")
    field = "name"


class TreeExists(Refusal):
    sentence = _("There is a classifier “%(name)s” already.")
    field = "name"


class BranchExists(Refusal):
    sentence = _("There is a branch “%(name)s” at this place already.")
    field = "name"


class MovedIntoItself(Refusal):
    sentence = _("“%(name)s” cannot be moved into a branch of its own.")


class OtherTree(Refusal):
    sentence = _("A branch moves only within its classifier.")


class TooDeep(Refusal):
    sentence = _("A classifier has 25 levels at most.")
