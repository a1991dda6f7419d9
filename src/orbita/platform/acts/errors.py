"""Refusals: what a command says when it does not do what was asked, worded for the reader."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A rule of the business said no. Carries the sentence that the user reads.

    Subclasses set `sentence`, with %(name)s places for the values given to the constructor.
    """

    sentence: str | Promise = _("This cannot be done.")
    status = 422
    field: str | None = None

    def __init__(self, *, field: str | None = None, **values: Any) -> None:
        super().__init__()
        self.values = values
        self.field = field or self.field

    def __str__(self) -> str:
        return str(self.sentence) % self.values if self.values else str(self.sentence)


class NotFound(Refusal):
    """There is no such record, or the actor may not see it: the two look the same from outside."""

    sentence = _("This record does not exist, or you have no access to it.")
    status = 404


class NotAllowed(Refusal):
    """The actor sees the record but may not do this with it."""

    sentence = _("You have no right to do this. Ask your administrator.")
    status = 403


class ChangedMeanwhile(Refusal):
    """Somebody else changed the same value after the actor had read it."""

    sentence = _(
        "%(name)s has changed this to “%(value)s”. Yours was not saved: compare and save again."
    )
    status = 409


class ActIsUndone(Refusal):
    sentence = _("This has been undone already.")


class NothingToUndo(Refusal):
    sentence = _("There is nothing left to undo here.")
