"""What a file of settings is refused for."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class FileIsNoBlueprint(Refusal):
    sentence = _("This is not a file of settings of Orbita: %(why)s.")
    field = "file"


class FileIsTooLarge(Refusal):
    sentence = _("The file is larger than %(limit)s MB. A file of settings is never that large.")
    field = "file"


class FileIsNewer(Refusal):
    sentence = _("The file was made by a newer Orbita. Upgrade this one, then bring it in.")
    field = "file"


class FileIsDamaged(Refusal):
    sentence = _("The file was changed or damaged on its way: its check sum does not fit.")
    field = "file"


class SectionIsUnknown(Refusal):
    sentence = _("The file holds “%(name)s”, which this Orbita does not know.")
    field = "file"


class NothingIsChosen(Refusal):
    sentence = _("Tick what is to be taken over.")


class RowIsNotPossible(Refusal):
    sentence = _("“%(name)s” cannot be taken over: %(why)s.")
