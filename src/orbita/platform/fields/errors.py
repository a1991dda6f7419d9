"""Refusals about own fields."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class OwnValueIsWrong(Refusal):
    sentence = _("“%(value)s” does not fit the field “%(name)s”. %(hint)s")


class OwnFieldIsRequired(Refusal):
    sentence = _("Fill in “%(name)s”.")


class OwnFieldIsComputed(Refusal):
    sentence = _("“%(name)s” is computed by a formula. Change the fields that it follows from.")


class OwnFieldIsUnknown(Refusal):
    sentence = _("There is no field “%(name)s” any more. Reload the page.")


class LabelIsTaken(Refusal):
    sentence = _("There is a field “%(label)s” already. Choose another name.")


class FieldNeedsLabel(Refusal):
    sentence = _("Give the field a name.")


class TooManyFields(Refusal):
    sentence = _("A kind may have up to %(most)s own fields. Delete one that nobody fills in.")


class TypeStays(Refusal):
    sentence = _(
        "A field of the type “%(type)s” cannot become “%(other)s” without losing values. Add a new field."
    )


class FieldNeedsOptions(Refusal):
    sentence = _("Write at least one option to choose from.")


class OptionTwice(Refusal):
    sentence = _("The option “%(label)s” stands there twice.")


class FieldNeedsTarget(Refusal):
    sentence = _("Choose what kind of records the link leads to.")


class LimitIsWrong(Refusal):
    sentence = _("The limit “%(value)s” cannot be read. %(hint)s")


class FormulaIsWrong(Refusal):
    sentence = _("The formula cannot be read: %(fault)s")
