"""The staging tables of a running import: the file goes in by COPY, and SQL does the rest."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from orbita.kit.exact_json import ExactEncoder
from orbita.kit.tables import Row, Table, TableRefused
from orbita.platform.fields.definitions import PREFIX
from orbita.platform.fields.queries import is_own
from orbita.platform.imports.cells import reader
from orbita.platform.imports.drafts import Draft, Line, RowFault, Unreadable
from orbita.platform.imports.errors import FAULTS, refused
from orbita.platform.imports.people import People
from orbita.platform.imports.plans import Plan, samples_of
from orbita.platform.imports.slots import NOTE, ImportField

LOW = (1 << 32) - 1
encode = json.JSONEncoder(ensure_ascii=False).encode
"""One encoder for all rows: making one costs as much as a row."""
encode_own = ExactEncoder(ensure_ascii=False).encode


def numbered(seed: UUID, n: int) -> UUID:
    """The key of the record that row n of an import makes: a UUIDv7 of the import's own time.

    The same file imported again finds its records by these keys.
    """
    return UUID(int=(seed.int & ~LOW) | n)


class Staging:
    """Rows of a file on their way into the database, in one transaction."""

    def __init__(
        self, plan: Plan, seed: UUID, earlier: list[UUID], tell: Callable[[int], None]
    ) -> None:
        self.plan = plan
        self.importable = plan.importable
        self.seed = seed
        self.earlier = earlier
        self.tell = tell
        self.people = People(make="employees" in plan.makes)
        self.made: dict[str, int] = {}
        """What else is or would be made, by choice."""
        self.before: list[Callable[[], object]] = []
        """What is to be written before the records."""
        self.keeps_cells = True
        """Whether every row keeps its cells, or only those with faults."""
        self.recalled: dict[int, UUID | None] = {}
        """Rows about which a decision still holds: the record that each is, or None for a new one."""
        self.memory: dict[str, Any] = {}
        """A place for what the kind's own functions remember between rows and steps."""
        self.new_id = (
            "uuidv7()"
            if connection.connection.info.server_version >= 180_000
            else "gen_random_uuid()"
        )
        self.columns = plan.importable.all_columns()
        self.collections = list(plan.importable.collections)
        self.texts = [name for more in plan.importable.more for name in more.staged]

    # SQL

    def run(self, sql: str, **values: Any) -> int:
        """Run a statement; gives how many rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return max(int(cursor.rowcount), 0)

    def ask(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """The rows that a statement gives."""
        with connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return list(cursor.fetchall())

    def note(self, key: str, where: str, **values: Any) -> int:
        """Keep the text of a staged column as a note where this is true of row `s`, and clear it."""
        return self.run(
            f"""UPDATE import_rows s SET "{key}" = NULL,
                    details = coalesce(s.details, '{{}}') || jsonb_build_object(%(head)s::text, s."{key}")
                WHERE s.fault IS NULL AND ({where})""",
            head=self.plan.head_of(key),
            **values,
        )

    def reject(self, where: str, reason: str, **values: Any) -> int:
        """Reject the staged rows `s` of which this is true. The reason may name columns: %(n)s."""
        return self.run(
            f"UPDATE import_rows s SET fault = %(reason)s WHERE s.fault IS NULL AND ({where})",
            reason=reason,
            **values,
        )

    # The file goes in

    def make_tables(self) -> None:
        """The table of rows; it goes with the transaction, or with the next import in the same one."""
        old = self.ask(
            "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()"
            " AND relkind = 'r' AND relname LIKE 'import\\_%'"
        )
        if old:
            names = ", ".join(f'pg_temp."{name}"' for (name,) in old)
            self.run(f"DROP TABLE {names}")
        parts = [
            "n bigint", "number bigint", "fault text", "cells text", "id uuid", "old_ids uuid[]",
            "fate text", "more boolean", "details jsonb", "own jsonb",
            *(f"k{at} text" for at, _key in enumerate(self.plan.keys)),
            *(f'"{column.name}" {column.type}' for column in self.columns),
            *(f'"{name}" text' for name in self.texts),
            *(f'"{one.name}" jsonb' for one in self.collections),
        ]  # fmt: skip
        self.run(f"CREATE TEMP TABLE import_rows ({', '.join(parts)}) ON COMMIT DROP")

    @property
    def copied(self) -> list[str]:
        """The columns that COPY fills, in its order."""
        return [
            "n", "number", "fault", "cells", "id", "old_ids", "details", "own",
            *(f"k{at}" for at, _key in enumerate(self.plan.keys)),
            *(column.name for column in self.columns),
            *self.texts,
            *(one.name for one in self.collections),
        ]  # fmt: skip

    def copy_in(self, rows: Iterator[tuple[Any, ...]], *, table: str = "import_rows") -> int:
        """COPY ready rows into a staging table."""
        count = 0
        names = ", ".join(f'"{name}"' for name in self.copied)
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
                count += 1
                if count % 500 == 0:
                    self.tell(500)
        self.tell(count % 500)
        return count

    def read_file(self) -> int:
        """Read the whole file into the staging table; gives the number of rows."""
        table = self.plan.table()
        self.begin_reading(table)
        self.make_tables()
        if self.importable.prepare:
            self.importable.prepare(self)
        try:
            count = self.copy_in(
                self.staged(number, row) for number, row in enumerate(table.rows(), 1)
            )
        except TableRefused as error:
            raise refused(error) from None
        self.run("CREATE UNIQUE INDEX import_rows_n ON import_rows (n)")
        self.run("ANALYZE import_rows")
        return count

    def begin_reading(self, table: Table) -> None:
        """Make the readers of the columns."""
        samples = samples_of(table)
        self.heads = list(table.columns)
        self._steps: list[tuple[int, str, ImportField | None, Callable[[str], Any] | None]] = []
        for at, column in enumerate(table.columns):
            key = self.plan.columns.get(column, NOTE)
            field = self.plan.fields.get(key)
            read = reader(field, samples[column], self.people) if field else None
            self._steps.append((at, column, field, read))

    def staged(self, n: int, row: Row) -> tuple[Any, ...]:
        """A row of the file in the order of the staging table, a faulty one with its reason."""
        verdict = self.plan.verdicts.get(n)
        if verdict is not None and verdict.is_about(row.cells):
            self.recalled[n] = verdict.record_id
        try:
            if row.fault:
                raise RowFault(str(FAULTS.get(row.fault, row.fault)))
            line = self.line(row.number, row.cells)
            draft = self.importable.draft(line, self)
            return self.packed(n, row.number, row.cells if self.keeps_cells else None, line, draft)
        except RowFault as fault:
            rest = len(self.copied) - 4
            return (n, row.number, str(fault), self.cells_text(row.cells), *([None] * rest))

    @staticmethod
    def cells_text(cells: list[str]) -> str:
        """The cells of a row as the database can keep them."""
        return encode(cells).replace("\\u0000", "␀")

    def line(self, number: int, cells: list[str]) -> Line:
        """Read the cells of a row. Refuses the row for a cell that must not be wrong."""
        values: dict[str, Any] = {}
        notes: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for at, head, field, read in self._steps:
            cell = cells[at]
            if not cell or cell.isspace():
                continue
            if field is None or read is None:
                notes[head] = cell.strip()
                continue
            try:
                value = read(cell)
            except Unreadable as fault:
                if not (field.lenient or fault.is_code or _says_nothing(cell)):
                    raise RowFault(
                        _("column “%(head)s”: %(why)s") % {"head": head, "why": fault}
                    ) from None
                notes[head] = cell.strip()
                continue
            if is_own(field.key):
                own[field.key.removeprefix(PREFIX)] = value
                continue
            self._put(values, notes, field, head, value, cell)
        return Line(number, values, notes, own)

    def _put(
        self,
        values: dict[str, Any],
        notes: dict[str, Any],
        field: ImportField,
        head: str,
        value: Any,
        cell: str,
    ) -> None:
        if isinstance(value, list):
            values.setdefault(field.key, []).extend(value)
        elif field.key not in values:
            values[field.key] = value
        elif field.type == "long":
            values[field.key] = f"{values[field.key]}\n{head}: {value}"
        elif values[field.key] != value:
            notes[head] = cell.strip()

    def packed(
        self, n: int, number: int, cells: list[str] | None, line: Line, draft: Draft
    ) -> tuple[Any, ...]:
        """A draft in the order of the staging table."""
        columns, collections = draft.columns, draft.collections
        keys = [self._key(key, line, draft) for key in self.plan.keys]
        if keys and keys[0]:
            keys = [key or "" for key in keys]
        elif keys:
            keys = [None] * len(keys)
        old = (
            "{" + ",".join(str(numbered(seed, n)) for seed in self.earlier) + "}"
            if self.earlier
            else None
        )
        return (
            n,
            number,
            None,
            encode(cells) if cells is not None else None,
            numbered(self.seed, n),
            old,
            encode(line.notes) if line.notes else None,
            encode_own(line.own) if line.own else None,
            *keys,
            *[columns.get(column.name) for column in self.columns],
            *[line.values.get(name) for name in self.texts],
            *[
                encode(collections[one.name]) if collections.get(one.name) else None
                for one in self.collections
            ],
        )

    def _key(self, key: str, line: Line, draft: Draft) -> str | None:
        if key in draft.keys:
            return draft.keys[key] or None
        value = line.values.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        return self.plan.fields[key].fold(str(value)) or None if value is not None else None


def _says_nothing(cell: str) -> bool:
    from orbita.platform.imports.cells import NOTHING

    return cell.strip().lower() in NOTHING
