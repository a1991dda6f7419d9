"""What own registers refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class RegisterNeedsNames(Refusal):
    sentence = _("Say what the register and one of its entries are called.")
    field = "plural"


class RegisterNameIsTaken(Refusal):
    sentence = _("There is a register “%(name)s” already. Choose another name.")
    field = "plural"


class TooManyRegisters(Refusal):
    sentence = _("There may be up to %(most)s registers. Delete one that nobody needs.")


class RegisterHasEntries(Refusal):
    sentence = _(
        "“%(name)s” still has entries: %(count)s. Put them into the bin first, then the register."
    )


class StageNeedsName(Refusal):
    sentence = _("Give the stage a name.")
    field = "name"


class StageNameIsTaken(Refusal):
    sentence = _("The register has a stage “%(name)s” already.")
    field = "name"


class TooManyStages(Refusal):
    sentence = _("A board has up to %(most)s stages.")


class StageHasEntries(Refusal):
    sentence = _("Entries stand on “%(stage)s”: %(count)s. Say where they go.")
    field = "move_to"


class StageOfAnotherRegister(Refusal):
    sentence = _("The stage “%(stage)s” belongs to another register.")
    field = "stage"


class EntryNeedsTitle(Refusal):
    sentence = _("Fill in “%(name)s”.")
    field = "title"
