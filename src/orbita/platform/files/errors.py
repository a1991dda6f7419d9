"""What documents and files refuse."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.errors import Refusal


class FileIsTooLarge(Refusal):
    sentence = _("“%(name)s” has %(size)s MB; up to %(limit)s MB are taken. Make it smaller.")
    status = 413


class FileIsEmpty(Refusal):
    sentence = _("“%(name)s” is empty. Choose another file.")


class NoFileChosen(Refusal):
    sentence = _("Choose a file.")
    field = "files"


class FileIsForbidden(Refusal):
    sentence = _("“%(name)s” is a program, and programs are not taken here.")


class FileIsInfected(Refusal):
    sentence = _("“%(name)s” is infected (%(what)s) and is not taken.")


class FileIsKeptBack(Refusal):
    sentence = _("“%(name)s” is being checked for viruses. It can be opened once that is done.")
    status = 409


class SameVersion(Refusal):
    sentence = _("This is the same version: the file has not changed.")


class DocumentNeedsTitle(Refusal):
    sentence = _("Give the document a title.")
    field = "title"


class NumberIsTaken(Refusal):
    sentence = _("The number “%(number)s” is taken in this folder.")
    field = "number"


class FolderNeedsName(Refusal):
    sentence = pgettext_lazy("documents", "Give the folder a name.")
    field = "name"


class FolderNameIsTaken(Refusal):
    sentence = _("There is a folder “%(name)s” here already.")
    field = "name"


class FolderInItself(Refusal):
    sentence = _("A folder cannot lie in itself.")
    field = "parent"


class FolderIsNotEmpty(Refusal):
    sentence = _("“%(name)s” is not empty. Move the documents and folders out of it first.")


class FolderNeedsViewers(Refusal):
    sentence = _("Choose the departments or roles that see the folder.")
    field = "departments"


class PatternIsUnreadable(Refusal):
    sentence = _("The pattern needs {number} once; besides it knows {year} and {month}.")
    field = "pattern"


class AtRecordAlready(Refusal):
    sentence = _("The document hangs there already.")
    field = "record"
