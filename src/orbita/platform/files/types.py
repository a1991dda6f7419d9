"""Sorts of files as people name them."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.files.sniffing import OPEN_TEXT, PDF, TEXT, WORD

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class FileSort:
    """A sort of files: the beginnings of the content types that belong to it."""

    key: str
    label: str | Promise
    icon: str
    types: tuple[str, ...]


OTHER = FileSort("other", pgettext_lazy("sort of file", "other"), "file", ())
SORTS = (
    FileSort("pdf", "PDF", "file-text", (PDF,)),
    FileSort("word", _("text document"), "file-text", (WORD, OPEN_TEXT, "application/rtf")),
    FileSort(
        "sheet",
        pgettext_lazy("sort of file", "table"),
        "file-spreadsheet",
        (f"{_OFFICE}spreadsheetml", f"{_OPEN}spreadsheet"),
    ),
    FileSort(
        "slides",
        _("presentation"),
        "file",
        (f"{_OFFICE}presentationml", f"{_OPEN}presentation"),
    ),
    FileSort("text", _("plain text"), "file-text", (TEXT,)),
    FileSort("picture", _("picture"), "image", ("image/",)),
    FileSort("sound", pgettext_lazy("sort of file", "sound"), "phone-call", ("audio/",)),
    FileSort("video", _("video"), "video", ("video/",)),
    FileSort(
        "archive",
        pgettext_lazy("sort of file", "archive"),
        "archive",
        (
            "application/zip",
            "application/x-7z",
            "application/vnd.rar",
            "application/gzip",
        ),
    ),
    OTHER,
)


def sort_of(content_type: str) -> FileSort:
    """The sort to which a content type belongs."""
    return next((one for one in SORTS if content_type.startswith(one.types or "-")), OTHER)


def of_sort(key: str, path: str) -> Q:
    """The condition that the content type at this path belongs to a sort."""
    sort = next((one for one in SORTS if one.key == key), OTHER)
    if sort is OTHER:
        return ~_any([kind for one in SORTS for kind in one.types], path)
    return _any(list(sort.types), path)


def _any(types: list[str], path: str) -> Q:
    found = Q()
    for one in types:
        found |= Q(**{f"{path}__startswith": one})
    return found
