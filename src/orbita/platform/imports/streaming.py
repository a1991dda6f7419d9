"""A file whose rows stand for themselves, brought in piece by piece.

While the database writes one piece, a second thread reads the next: both processors work. Everything
still happens in the one transaction of the act. Files whose rows depend on each other (several rows of
one record, rows that name other rows) go the long way over one staging table; that some do is found
out here at the latest, and then nothing of the short way stays.
"""

import sys
from array import array
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.utils import translation

from orbita.kit.tables import Table, TableRefused
from orbita.platform.imports.comparing import compare, refuse_taken
from orbita.platform.imports.errors import refused
from orbita.platform.imports.matching import match
from orbita.platform.imports.plans import Plan
from orbita.platform.imports.staging import Staging
from orbita.platform.imports.survey import survey
from orbita.platform.imports.writing import CHUNK, write_piece

T = TypeVar("T")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_KEPT = "n, number, fault, fate, id"


class RowsDepend(Exception):
    """Two rows of the file are about one record."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows: as they stand in the file, and ready for COPY."""

    cells: list[list[str]]
    text: bytes


def may_stream(plan: Plan, earlier: list[UUID]) -> bool:
    """Whether rows can be written before all are read: nothing is looked up across the file, and no
    key is known to come twice."""
    kind = plan.importable
    if earlier or plan.verdicts or kind.prepare or kind.resolve or kind.finish:
        return False
    if any(name in plan.fed for more in kind.more for name in (*more.staged, *_keys(more))):
        return False
    columns = [column for key in plan.keys for column in plan.fed.get(key, ())]
    if not (columns and plan.said.get("keys")):
        return True  # no keys, or proposed ones: those are known to be filled and unique
    try:
        return survey(plan.table(), set(columns)).is_key(columns)
    except TableRefused as error:
        raise refused(error) from None


def _keys(more: Any) -> list[str]:
    return [field.key for field in more.fields()]


def stream(staging: Staging) -> int:
    """Read, compare and write the file piece by piece; gives the number of rows.

    Afterwards the staging table holds what became of each row. Raises RowsDepend, with half the work
    done, when a row turns out to be about the record of another one.
    """
    table = staging.plan.table()
    staging.begin_reading(table)
    staging.make_tables()
    names = ", ".join(f'"{name}"' for name in staging.copied)
    staging.run(
        f"CREATE TEMP TABLE import_done ON COMMIT DROP AS SELECT {_KEPT}, cells FROM import_rows"
    )
    staging.keeps_cells = False
    rows = 0
    for piece in ahead(pieces(staging, table)):
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY import_rows ({names}) FROM STDIN") as copy,
        ):
            copy.write(piece.text)
        _take(staging, rows + 1, piece)
        rows += len(piece.cells)
        staging.tell(len(piece.cells))
    staging.run("DROP TABLE import_rows")
    staging.run("ALTER TABLE import_done RENAME TO import_rows")
    return rows


def _take(staging: Staging, low: int, piece: Piece) -> None:
    """Carry one piece through all the steps of an import."""
    staging.run("ANALYZE import_rows (n)")
    match(staging)
    _refuse_dependence(staging)
    refuse_taken(staging)
    compare(staging)
    staging.people.write_missing()
    write_piece(staging, low, low + len(piece.cells) - 1)
    _keep_cells(staging, low, piece)
    staging.run(f"INSERT INTO import_done SELECT {_KEPT}, cells FROM import_rows ORDER BY n")
    staging.run("TRUNCATE import_rows")


def _keep_cells(staging: Staging, low: int, piece: Piece) -> None:
    """The cells of rejected rows, for the error file. Two statements."""
    rejected = [n for (n,) in staging.ask("SELECT n FROM import_rows WHERE fault IS NOT NULL")]
    if rejected:
        staging.run(
            "UPDATE import_rows s SET cells = c.cells"
            " FROM unnest(%(rows)s::bigint[], %(cells)s::text[]) AS c(n, cells) WHERE c.n = s.n",
            rows=rejected,
            cells=[staging.cells_text(piece.cells[n - low]) for n in rejected],
        )


def _refuse_dependence(staging: Staging) -> None:
    """Stop when a row has found the record of another row. Two statements at most."""
    if not (staging.plan.keys and staging.ask("SELECT EXISTS (SELECT FROM import_matches)")[0][0]):
        return
    depends = staging.ask(
        """
        SELECT EXISTS (SELECT FROM import_rows s JOIN import_done d ON d.id = s.id
                       WHERE s.fate IS NOT NULL)
            OR EXISTS (SELECT FROM import_rows WHERE fate IS NOT NULL GROUP BY id HAVING count(*) > 1)
        """
    )
    if depends[0][0]:
        raise RowsDepend


def pieces(staging: Staging, table: Table) -> Iterator[Piece]:
    """The rows of the file, ready for the database. Raises RowsDepend where a key comes twice: at
    once within a piece, else at the end, when the database has not seen it before."""
    keys = _Keys(staging)
    lines: list[str] = []
    cells: list[list[str]] = []
    try:
        for number, row in enumerate(table.rows(), 1):
            values = staging.staged(number, row)
            keys.add(values)
            lines.append(copy_line(values))
            cells.append(row.cells)
            if len(lines) == CHUNK:
                yield Piece(cells, "".join(lines).encode())
                lines, cells = [], []
                keys.next_piece()
    except TableRefused as error:
        raise refused(error) from None
    if lines:
        yield Piece(cells, "".join(lines).encode())
    keys.check_all()


class _Keys:
    """Fingerprints of the keys that came, eight bytes each: a million rows stay small."""

    def __init__(self, staging: Staging) -> None:
        first = staging.copied.index("k0") if staging.plan.keys else 0
        self._place = slice(first, first + len(staging.plan.keys))
        self._here: set[int] = set()
        self._before = array("q")

    def add(self, values: tuple[Any, ...]) -> None:
        key = values[self._place]
        if not key or key[0] is None:
            return
        found = hash(key)
        if found in self._here:
            raise RowsDepend
        self._here.add(found)

    def next_piece(self) -> None:
        self._before.extend(self._here)
        self._here = set()

    def check_all(self) -> None:
        self.next_piece()
        if any(one == other for one, other in pairwise(sorted(self._before))):
            raise RowsDepend


def copy_line(values: tuple[Any, ...]) -> str:
    r"""A row in the text format of COPY.

    >>> copy_line((1, None, "a\tb", True)), copy_line((1, None, "a"))
    ('1\t\\N\ta\\tb\tTrue\n', '1\t\\N\ta\n')
    """
    texts = [r"\N" if value is None else str(value) for value in values]
    line = "\t".join(texts)
    marks = line.count("\\"), line.count("\t")
    if marks == (values.count(None), len(texts) - 1) and "\n" not in line and "\r" not in line:
        return f"{line}\n"
    escaped = (r"\N" if value is None else str(value).translate(_ESCAPES) for value in values)
    return "\t".join(escaped) + "\n"


def ahead(source: Iterator[T]) -> Iterator[T]:
    """The same items, each made by a second thread while the one before it is in use."""
    language = translation.get_language()

    def take() -> T | None:
        with translation.override(language):  # what it refuses is said in it
            return next(source, None)

    with ThreadPoolExecutor(1, thread_name_prefix="import") as pool, _quick_turns():
        coming = pool.submit(take)
        while (item := coming.result()) is not None:
            coming = pool.submit(take)
            yield item


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Threads change places more often: else the one that gives the database its next statement
    waits for the reading one each time."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 20)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
