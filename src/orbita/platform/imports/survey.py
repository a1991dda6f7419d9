"""Which columns are filled in every row and hold no value twice: what keys are proposed from."""

from array import array
from collections.abc import Sequence

from orbita.kit.tables import Table


class Survey:
    """Fingerprints of the cells of some columns, eight bytes each: a million rows stay small."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._seen: dict[str, array[int]] = {column: array("q") for column in columns}
        self._gaps: set[str] = set()

    def add(self, column: str, cell: str) -> None:
        """Look at a cell."""
        text = cell.strip()
        if not text:
            self._gaps.add(column)
        self._seen[column].append(hash(text.lower()))

    def is_key(self, columns: Sequence[str]) -> bool:
        """Whether the first of these is always filled, and all together never come twice."""
        if not columns or any(column not in self._seen for column in columns):
            return False
        if columns[0] in self._gaps or not self._seen[columns[0]]:
            return False
        if len(columns) == 1:
            values = self._seen[columns[0]]
            return len(set(values)) == len(values)
        rows = list(zip(*(self._seen[column] for column in columns), strict=True))
        return len(set(rows)) == len(rows)


def survey(table: Table, columns: set[str]) -> Survey:
    """Read the file once and look at these columns. Rows with faults don't count."""
    places = [(at, column) for at, column in enumerate(table.columns) if column in columns]
    found = Survey([column for _at, column in places])
    if places:
        for row in table.rows():
            if row.fault is None:
                for at, column in places:
                    found.add(column, row.cells[at])
    return found
