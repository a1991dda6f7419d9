"""What lists refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class ValueIsWrong(Refusal):
    sentence = _("“%(value)s” does not fit the field “%(name)s”. %(hint)s")


class ViewNeedsName(Refusal):
    sentence = _("Give the view a name.")
    field = "name"


class ViewNameIsTaken(Refusal):
    sentence = _("You already have a view “%(name)s”. Choose another name.")
    field = "name"


class NothingChosen(Refusal):
    sentence = _("Choose at least one record.")
