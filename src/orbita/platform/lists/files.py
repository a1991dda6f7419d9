"""Rows as a file for spreadsheets."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """Gives back what a csv writer writes."""

    def write(self, line: str) -> str:
        return line


def as_csv(head: list[str], lines: Iterable[list[Any]]) -> Iterator[str]:
    """Lines of a CSV file, as they come."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow(head)
    for line in lines:
        yield writer.writerow([_cell(value) for value in line])


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS) and not _is_phone(value):
        return f"'{value}"
    return value


def _is_phone(value: str) -> bool:
    return value[0] in "+-" and not value[1:].strip("0123456789 ()-.,")


def as_xlsx(head: list[str], lines: Iterable[list[Any]]) -> Iterator[bytes]:
    """An XLSX file, written to disk row by row (constant memory) and given out in pieces."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(
            file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_row(0, 0, head, bold)
        for number, line in enumerate(lines, 1):
            for place, value in enumerate(line):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, place, value, moment)
                elif isinstance(value, date):
                    sheet.write_datetime(number, place, datetime.combine(value, time.min), day)
                elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                    sheet.write_number(number, place, value)
                elif value != "":
                    sheet.write_string(number, place, str(value)[:32767])
        sheet.freeze_panes(1, 0)
        book.close()
        file.seek(0)
        while piece := file.read(65536):
            yield piece
