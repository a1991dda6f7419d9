"""Sheets and shared texts of a workbook, read by expat row by row."""

import zipfile
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from orbita.kit.tables.cells import Cell, column_number
from orbita.kit.tables.model import TableRefused

_CHUNK = 1 << 16
_LAST_COLUMN = 16_384
_DIGITS = "0123456789"


class _Names(dict[str, str]):
    """Names of elements without their prefixes, worked out once each."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition(":")[2]
        return name


_LOCAL = _Names()


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16

    def refuse(*_: object) -> None:
        raise TableRefused("broken_file", "DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse
    return parser


class _StringsReader:
    """Collects the shared texts; phonetic hints (rPh) are left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._texts: list[str] = []
        self._reading = self._phonetic = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        """An element opens."""
        name = _LOCAL[tag]
        if name == "t":
            self._reading = not self._phonetic
        elif name == "rPh":
            self._phonetic = True
        elif name == "si":
            self._texts = []

    def end(self, tag: str) -> None:
        """An element closes."""
        name = _LOCAL[tag]
        if name == "t":
            self._reading = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.strings.append("".join(self._texts))

    def data(self, text: str) -> None:
        """Characters of an element."""
        if self._reading:
            self._texts.append(text)


def shared_strings(package: zipfile.ZipFile) -> list[str]:
    """The texts that cells point to."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    reader, parser = _StringsReader(), _parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.data
    with package.open("xl/sharedStrings.xml") as part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    return reader.strings


class _SheetReader:
    """Collects the cells of each row while expat walks through a sheet."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._length = 0
        self.ready: list[tuple[int, list[Cell | None]]] = []
        self._number = 0
        self._cells: list[Cell | None] = []
        self._cell: Cell | None = None
        self._texts: list[str] | None = None
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = _LOCAL[tag]
        if name == "c":
            self._cell = Cell(attributes.get("t", "n"), int(attributes.get("s", 0) or 0))
            place = attributes.get("r", "")
            at = column_number(place.rstrip(_DIGITS)) if place else len(self._cells)
            if len(self._cells) < at < _LAST_COLUMN:
                self._cells.extend([None] * (at - len(self._cells)))
            self._cells.append(self._cell)
        elif name == "row":
            self._number = int(attributes.get("r", 0) or self._number + 1)
            self._cells = []
            self._length = 0
        elif name == "rPh":
            self._phonetic = True
        elif name == "f" and self._cell is not None:
            self._cell.formula = True
        elif name in ("v", "t") and self._cell is not None and not self._phonetic:
            self._texts = []

    def end(self, tag: str) -> None:
        """An element closes."""
        name = _LOCAL[tag]
        if name in ("v", "t"):
            if self._cell is not None and self._texts is not None:
                self._cell.value += "".join(self._texts)
            self._texts = None
        elif name == "c":
            self._cell = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "row":
            self.ready.append((self._number, self._cells))

    def data(self, text: str) -> None:
        """Characters of an element."""
        if self._texts is not None:
            self._texts.append(text)
            self._length += len(text)
            if self._length > self._longest:
                raise TableRefused("unpacked_too_large")


def sheet_rows(part: IO[bytes], longest: int) -> Iterator[tuple[int, list[Cell | None]]]:
    """Numbered rows of a sheet; longest: characters that a row may hold."""
    reader, parser = _SheetReader(longest), _parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.data
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)
        yield from reader.ready
        reader.ready.clear()
    parser.Parse(b"", True)
    yield from reader.ready
