"""XLSX, streaming: the first visible sheet that holds anything, formulas by their kept values.

The parts of the package are read by expat directly, because it tells a formula without a value
from an empty cell and holds only one row at a time. Office Open XML: ECMA-376, parts 1 and 2.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from orbita.kit.tables.cells import Styles
from orbita.kit.tables.columns import looks_like_header, unique_columns
from orbita.kit.tables.model import Limits, Row, Table, TableRefused
from orbita.kit.tables.package import (
    dates_from_1904,
    open_package,
    part_tree,
    refusing,
    sheet_places,
)
from orbita.kit.tables.packed import seekable
from orbita.kit.tables.sheets import shared_strings, sheet_rows


class Workbook(Table):
    """One sheet of an XLSX file."""

    format = "xlsx"

    def __init__(
        self, path: Path, limits: Limits, *, header: bool | None = None, sheet: str | None = None
    ) -> None:
        self._path, self._limits = path, limits
        with refusing(), seekable(path, limits) as file, open_package(file, limits) as package:
            places = sheet_places(package)
            self._strings = shared_strings(package)
            self._styles = Styles(part_tree(package, "xl/styles.xml"), dates_from_1904(package))
            self.sheets = tuple(places)
            if sheet is not None and sheet not in places:
                raise TableRefused("no_such_sheet", sheet)
            for name in [sheet] if sheet else places:
                self._place = places[name]
                first = self._first_rows(package)
                if first:
                    self.sheet = name
                    break
            else:
                raise TableRefused("empty")
        cells = [row.cells for row in first]
        self.has_header = looks_like_header(cells[0], cells[1:]) if header is None else header
        self.heads = cells[0] if self.has_header else []
        width = max(map(len, cells)) if not self.has_header else len(cells[0])
        if width > limits.columns:
            raise TableRefused("too_many_columns", str(width))
        self.columns = unique_columns([*self.heads, *[""] * (width - len(self.heads))])

    def _first_rows(self, package: zipfile.ZipFile) -> list[Row]:
        found = []
        for row in self._filled(package):
            found.append(row)
            if len(found) == 200:
                break
        return found

    def _filled(self, package: zipfile.ZipFile) -> Iterator[Row]:
        """Rows with anything in them, trailing empty cells cut."""
        with package.open(self._place) as part:
            for number, cells in sheet_rows(part, self._limits.record):
                fault = None
                texts = []
                for cell in cells:
                    text, wrong = self._styles.text(cell, self._strings) if cell else ("", None)
                    fault = fault or wrong
                    texts.append(text)
                while texts and not texts[-1]:
                    texts.pop()
                if texts or fault:
                    yield Row(number, texts, fault)

    def rows(self) -> Iterator[Row]:
        """All rows but the header and blank ones; short rows are filled up."""
        limits, header = self._limits, self.has_header
        with (
            refusing(),
            seekable(self._path, limits) as file,
            open_package(file, limits) as package,
        ):
            for row in self._filled(package):
                if header:
                    header = False
                else:
                    yield self._fitted(row)

    def _fitted(self, row: Row) -> Row:
        """A row as wide as the table; a wider one keeps its cells and has a fault."""
        number, cells, fault = row
        width, limit = len(self.columns), self._limits.cell
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        elif len(cells) > width:
            fault = fault or "too_many_cells"
        if not fault and any(len(cell) > limit for cell in cells):
            fault = "cell_too_long"
        return Row(number, cells, fault)
