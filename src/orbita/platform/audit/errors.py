"""What undo and setting back refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class UndoIsOver(Refusal):
    sentence = _(
        "This was done more than %(days)s days ago and is no longer undone at once. "
        "Set single values back on the page “As it was”."
    )


class WasNotThere(Refusal):
    sentence = _("There was no such record at that moment.")
    status = 404


class ValueHasOwnAct(Refusal):
    sentence = _("“%(field)s” is changed by an act of its own and cannot be set back here.")


class SeenIsOld(Refusal):
    sentence = _(
        "The record has changed since you opened this page. Look again before setting back."
    )
    status = 409


class PartIsTied(Refusal):
    sentence = _(
        "This cannot be set back: what it belongs to is gone, or something newer stands in its place."
    )
