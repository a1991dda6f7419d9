"""What relations refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class WithItself(Refusal):
    sentence = _("A client cannot be related to itself.")
    field = "other"


class RelatedAlready(Refusal):
    sentence = _("This relation is there already.")
    field = "other"


class EndsBeforeStart(Refusal):
    sentence = _("The relation cannot end before it starts.")
    field = "until"


class WorksAtPerson(Refusal):
    sentence = _("“%(name)s” is a person: one works at an organisation or for a sole trader.")
    field = "other"


class OnlyPeopleWork(Refusal):
    sentence = _("“%(name)s” is an organisation: only people work somewhere.")
    field = "other"
