"""What classes refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class ClassificationNeedsName(Refusal):
    sentence = _("Enter a name for the classification.")
    field = "name"


class ClassificationExists(Refusal):
    sentence = _("There is a classification “%(name)s” already.")
    field = "name"


class ClassificationIsDelivered(Refusal):
    sentence = _("“%(name)s” comes with Orbita. Switch it off instead of deleting it.")


class MeasureIsUnknown(Refusal):
    sentence = _("Choose the figure by which clients are compared.")
    field = "measure"


class GradeNeedsName(Refusal):
    sentence = _("Enter a name for the class.")
    field = "name"


class GradeExists(Refusal):
    sentence = _("There is a class “%(name)s” here already.")
    field = "name"


class GradeNeedsBound(Refusal):
    sentence = _("Enter the bound of the class.")
    field = "bound"


class ConditionIsUnreadable(Refusal):
    sentence = _("This condition cannot be read. Build it anew.")


class OverrideNeedsReason(Refusal):
    sentence = _("Say why the class is another one.")
    field = "reason"


class OverrideIsOver(Refusal):
    sentence = _("The last day has passed already.")
    field = "until"
