"""What touchpoints refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class TouchpointNeedsName(Refusal):
    sentence = _("Give the touchpoint a name.")
    field = "name"


class TouchpointExists(Refusal):
    sentence = _("There is already a touchpoint named “%(name)s”.")
    field = "name"


class OtherDefault(Refusal):
    sentence = _("Contacts of this kind already meet at “%(name)s” by default.")
    field = "default_for"
