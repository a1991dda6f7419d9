"""What a reader gives: a table with named columns, and rows with the fault that each has.

Faults of a row: `too_few_cells`, `too_many_cells`, `cell_too_long`, `unclosed_quote`, `encoding`
(bytes that the file's encoding lacks, shown as \\xNN), `nul_character` (shown as ␀),
`formula_without_value`, `error_value` (#N/A), `broken_json`, `not_an_object`, `duplicate_field`.
A row with a fault keeps all its raw cells, however many they are.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple


class Row(NamedTuple):
    """One record. number: as a spreadsheet counts, the header being row 1."""

    number: int
    cells: list[str]
    fault: str | None = None


class Limits(NamedTuple):
    """What a reader accepts, in characters and bytes."""

    cell: int = 1_000_000
    record: int = 64_000_000
    unpacked: int = 4_000_000_000
    part: int = 2_000_000_000
    ratio: int = 250
    columns: int = 2_000


class TableRefused(ValueError):
    """A file that cannot be read as a table at all.

    code: `empty`, `not_a_table`, `old_excel`, `broken_file`, `unpacked_too_large`,
    `packed_too_tightly`, `too_many_columns`, `json_array`, `no_such_sheet`, `encoding_unknown`.
    detail: a value for the sentence.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Table(ABC):
    """A file opened as a table. `rows` starts from the first row each time it is called.

    columns: unique, cleaned names; heads: the same as the file spells them (empty without a
    header); format: "csv", "xlsx" or "jsonl".
    """

    format: str
    columns: list[str]
    heads: list[str]
    has_header: bool = True
    encoding: str = "utf-8"
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """All rows but the header and blank ones. May raise TableRefused when a packed file turns
        out broken or too large on the way."""

    def sample(self, count: int = 200) -> list[Row]:
        """The first rows."""
        return list(islice(self.rows(), count))


def shortened(cell: str, limit: int) -> str:
    """A cell for a message or an error file: at most limit characters, the cut marked.

    >>> shortened("x" * 10, 4)
    'xxxx… (10)'
    """
    return cell if len(cell) <= limit else f"{cell[:limit]}… ({len(cell)})"
