"""Why a file cannot be imported, in sentences for whoever brought it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orbita.kit.tables import TableRefused
from orbita.platform.acts.errors import Refusal


class FileIsRefused(Refusal):
    """The file is no table that can be read."""

    sentence = _("This file cannot be read: %(why)s")
    field = "file"


class FieldIsMissing(Refusal):
    """A field without which no record can be made has no column."""

    sentence = _("No column is for “%(fields)s”, and nothing can be imported without it.")


class ColumnIsUnknown(Refusal):
    sentence = _("The file has no column or field “%(name)s”. It has: %(columns)s.")


class FieldIsUnknown(Refusal):
    sentence = _("There is no field “%(name)s”. Fields: %(fields)s.")


class FieldTwice(Refusal):
    sentence = _("Two columns are for “%(name)s”: choose one of them, the other can be a note.")


class NotAKey(Refusal):
    sentence = _("Records cannot be told apart by “%(name)s”.")


class KindIsUnknown(Refusal):
    sentence = _("There is nothing named “%(kind)s” to import. There are: %(kinds)s.")


class ImportIsDone(Refusal):
    sentence = _("This file has been imported already.")
    status = 409


class FileIsTooLarge(Refusal):
    sentence = _("The file is larger than %(most)s MB. Split it, or use ./orbita import.")
    status = 413
    field = "file"


REASONS: dict[str, Promise] = {
    "empty": _("it is empty."),
    "not_a_table": _("it is no table. CSV, XLSX and JSON lines can be imported."),
    "old_excel": _("it is in the old Excel format. Save it as XLSX or CSV."),
    "broken_file": _("it is damaged. Save it again and upload it once more."),
    "unpacked_too_large": _(
        "it unfolds to more than can be read at once. Save it as CSV in parts."
    ),
    "packed_too_tightly": _(
        "it is packed so tightly that it could fill up the disk. Save it as CSV."
    ),
    "too_many_columns": _("it has too many columns (%(detail)s)."),
    "json_array": _("it is one JSON array. One object a line is expected (JSON lines)."),
    "no_such_sheet": _("it has no sheet “%(detail)s”."),
    "encoding_unknown": _("its encoding is unknown. Save it in UTF-8."),
}
FAULTS: dict[str, Promise] = {
    "too_few_cells": _("the row has fewer cells than the head"),
    "too_many_cells": _("the row has more cells than the head"),
    "cell_too_long": _("a cell is longer than a million characters"),
    "unclosed_quote": _("a quotation mark is not closed"),
    "encoding": _("some characters do not fit the encoding of the file (shown as \\xNN)"),
    "nul_character": _("a cell holds a NUL character (shown as ␀)"),
    "formula_without_value": _(
        "a formula has no saved value: open the file in Excel and save it again"
    ),
    "error_value": _("a cell holds an error of the spreadsheet, such as #N/A"),
    "broken_json": _("the line is no valid JSON"),
    "not_an_object": _("the line is no JSON object"),
    "duplicate_field": _("the line has the same field twice"),
}


def refused(error: TableRefused) -> FileIsRefused:
    """The refusal for a file that the reader does not take."""
    reason = REASONS.get(error.code)
    why = str(reason) % {"detail": error.detail} if reason else str(error)
    return FileIsRefused(why=why)
