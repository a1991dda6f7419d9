"""CSV of any delimiter and encoding, streaming."""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from orbita.kit.tables.columns import looks_like_header, unique_columns
from orbita.kit.tables.encoding import KEPT_MARK, check_codec, detect
from orbita.kit.tables.model import Limits, Row, Table, TableRefused
from orbita.kit.tables.packed import open_bytes

_DELIMITERS = ",;\t|"
_NOTHING = "\x1f"  # the delimiter of a file of one column: it is in no text
_SEP_LINE = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)
_SAMPLE_LINES = 400
# The csv module's own limit is one for the whole process, and too small for a letter in a note.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


class Lines:
    """Lines of a file that can be given back, and that know when a record ran into the end."""

    def __init__(self, source: Iterator[str], cap: int) -> None:
        self._source = source
        self._back: list[str] = []
        self._cap = cap
        self._size = 0
        self.most = sys.maxsize
        self.record: list[str] = []
        self.ran_out = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        record = self.record
        if record and (len(record) >= self.most or self._size > self._cap):
            self.ran_out = True
            raise StopIteration
        if self._back:
            line = self._back.pop()
        else:
            try:
                line = next(self._source)
            except StopIteration:
                self.ran_out = bool(record)
                raise
        record.append(line)
        self._size += len(line)
        return line

    def begin(self) -> None:
        """Forget the record that has been read."""
        self.record = []
        self._size = 0
        self.ran_out = False

    def give_back(self) -> str:
        """Return all lines of the record but the first, which is the result."""
        self._back.extend(reversed(self.record[1:]))
        first = self.record[0]
        self.begin()
        return first


def records(
    source: Iterator[str], delimiter: str, cap: int
) -> Iterator[tuple[list[str], str, int]]:
    """Cells of each record, its fault ("" for none) and its size in characters.

    A quote that is never closed would swallow the lines up to the next quote or the rest of the
    file: such a line is cut as it stands, and the lines after it are read anew.
    """
    lines = Lines(source, cap)
    while True:
        reader = csv.reader(lines, delimiter=delimiter)
        for cells in reader:
            record = lines.record
            if lines.ran_out or (len(record) > 1 and _runaway(record, delimiter)):
                lines.ran_out = True
                break
            text = record[0] if len(record) == 1 else "".join(record)
            fault = ""
            if KEPT_MARK in text:
                fault = "encoding"
            elif "\0" in text:
                fault = "nul_character"
            yield cells, fault, len(text)
            lines.begin()
        if not lines.ran_out:
            return
        lines.most = 50  # after a first lost quote no record is trusted to be long
        first = lines.give_back()
        yield first.rstrip("\r\n").split(delimiter), "unclosed_quote", len(first)


def _runaway(record: list[str], delimiter: str) -> bool:
    """Whether a record of several lines ends by a quote that was to open another cell."""
    try:
        next(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


class Delimited(Table):
    """A CSV file."""

    format = "csv"

    def __init__(
        self,
        path: Path,
        limits: Limits,
        *,
        header: bool | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> None:
        self._path, self._limits = path, limits
        if encoding:
            self.encoding = check_codec(encoding)
        else:
            with open_bytes(path, limits) as file:
                self.encoding = detect(file)
        sample = self._sample_lines()
        said = _SEP_LINE.match(sample[0]) if sample else None
        self._skip = 1 if said else 0
        sample = sample[self._skip :]
        self.delimiter = delimiter or (said[1] if said else guess_delimiter(sample))
        self._read_head(sample, header)

    def _read_head(self, sample: list[str], header: bool | None) -> None:
        cut = records(iter(sample), self.delimiter, self._limits.record)
        first = [cells for cells, _, _ in cut if any(cells)]
        if not first:
            raise TableRefused("empty")
        if len(first[0]) > self._limits.columns:
            raise TableRefused("too_many_columns", str(len(first[0])))
        self.has_header = looks_like_header(first[0], first[1:]) if header is None else header
        self.heads = first[0] if self.has_header else []
        width = len(first[0])
        if not self.has_header:
            width = Counter(map(len, first)).most_common(1)[0][0]
        self.columns = unique_columns([*self.heads, *[""] * (width - len(self.heads))])

    def _sample_lines(self) -> list[str]:
        sample, size = [], 0
        for line in islice(self._text(), _SAMPLE_LINES):
            sample.append(line)
            size += len(line)
            if size > 2_000_000:
                break
        return sample

    def _text(self) -> Iterator[str]:
        binary = open_bytes(self._path, self._limits)
        with io.TextIOWrapper(binary, self.encoding, "orbita.kept", newline="") as text:
            yield from text

    def rows(self) -> Iterator[Row]:
        """All rows but the header and blank ones."""
        width, limit = len(self.columns), self._limits.cell
        number, header = 0, self.has_header
        source = islice(self._text(), self._skip, None)
        for cells, fault, size in records(source, self.delimiter, self._limits.record):
            number += 1
            if not cells or (size <= 3 * width + 2 and not any(cells)):
                continue
            if header:
                header = False
                continue
            if len(cells) == width and not fault and size <= limit:
                yield Row(number, cells)
            else:
                yield _checked(number, cells, fault, width, limit)


def _checked(number: int, cells: list[str], fault: str, width: int, limit: int) -> Row:
    """A row out of the ordinary: all its cells, and the fault if there is one."""
    if fault == "encoding":
        cells = [cell.replace(KEPT_MARK, "") for cell in cells]
    if fault:
        cells = [cell.replace("\0", "␀") for cell in cells]
        return Row(number, cells, fault)
    if any(len(cell) > limit for cell in cells):
        return Row(number, cells, "cell_too_long")
    if len(cells) > width and not any(cells[width:]):
        cells = cells[:width]
    if len(cells) == width:
        return Row(number, cells)
    return Row(number, cells, "too_few_cells" if len(cells) < width else "too_many_cells")


def guess_delimiter(sample: list[str]) -> str:
    """The delimiter by which the sample's records are as wide as the first of them.

    >>> guess_delimiter(["имя;сумма\\n", "Заря;1,5\\n", "Ёж;2,5\\n"])
    ';'
    """
    best, best_score = _NOTHING, (0.0, 0)
    for delimiter in _DELIMITERS:
        widths = [len(cells) for cells, _, _ in records(iter(sample), delimiter, 1 << 22) if cells]
        if not widths or widths[0] < 2:
            continue
        alike = sum(width == widths[0] for width in widths) / len(widths)
        score = (round(alike, 1), widths[0])
        if score > best_score:
            best, best_score = delimiter, score
    return best
