"""Staged rows become records: a few statements for each ten thousand rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models.fields.json import JSONField

from orbita.platform.imports.comparing import items_of, missing_items, parameters
from orbita.platform.imports.slots import Collection
from orbita.platform.imports.staging import Staging
from orbita.platform.records.models import Record

CHUNK = 10_000


def write(staging: Staging, rows: int) -> None:
    """Insert, update and revive the records with their parts.

    Parts of new records go in first (foreign keys are checked at the end): so the search entry of a
    record is computed once, when the record itself arrives.
    """
    writer = _Writer(staging)
    for low in range(1, rows + 1, CHUNK):
        writer.write_chunk(low, low + CHUNK - 1)
        staging.tell(min(CHUNK, rows - low + 1))


def write_piece(staging: Staging, low: int, high: int) -> None:
    """The same for the rows low … high when no others are staged."""
    _Writer(staging).write_chunk(low, high)


class _Writer:
    def __init__(self, staging: Staging) -> None:
        self.staging = staging
        self.model = staging.importable.model
        self.table = self.model._meta.db_table
        self.values = parameters(staging)
        fates = staging.ask(
            "SELECT DISTINCT coalesce(fate, '') FROM import_rows WHERE fault IS NULL"
        )
        self.fates = {row[0] for row in fates}
        self.insert = dict(self._insert())
        names = [one.name for one in staging.columns]
        names += [one.name for one in staging.collections]
        counts = ", ".join(f'count("{name}")' for name in names)
        [filled] = staging.ask(f"SELECT {counts} FROM import_rows")
        self.filled = {name for name, count in zip(names, filled, strict=True) if count}

    def write_chunk(self, low: int, high: int) -> None:
        """Write rows low … high."""
        here = f"s.n BETWEEN {low} AND {high} AND s.fault IS NULL"
        collections = [one for one in self.staging.collections if one.name in self.filled]
        if "revived" in self.fates:
            for one in self.staging.collections:
                self._run(
                    f'DELETE FROM {one.table} x USING import_rows s WHERE x."{one.parent}" = s.id'
                    f" AND s.fate = 'revived' AND {here}"
                )
            for one in collections:
                self._add_all(one, f"s.fate = 'revived' AND {here}")
            self._revive(here)
        if "updated" in self.fates:
            for one in collections:
                self._add_missing(one, f"s.fate = 'updated' AND {here}")
            self._update(f"s.fate = 'updated' AND {here}")
        if "" in self.fates:
            for one in collections:
                self._add_all(one, f"s.fate IS NULL AND {here}")
            self._create(f"s.fate IS NULL AND {here}")

    def _run(self, sql: str) -> None:
        self.staging.run(sql, **self.values)

    def _create(self, where: str) -> None:
        names = ", ".join(f'"{name}"' for name in self.insert)
        values = ", ".join(self.insert.values())
        self._run(
            f"INSERT INTO {self.table} (id, {names}) SELECT s.id, {values} FROM import_rows s"
            f" WHERE {where} ORDER BY s.n"
        )

    def _revive(self, here: str) -> None:
        """All values as if it was new; it leaves the bin."""
        kept = {"created_at", "created_by_id"}
        sets = ", ".join(f'"{n}" = {v}' for n, v in self.insert.items() if n not in kept)
        self._run(
            f"UPDATE {self.table} t SET {sets} FROM import_rows s"
            f" WHERE t.id = s.id AND s.fate = 'revived' AND {here}"
        )

    def _update(self, where: str) -> None:
        sets = [
            f'"{column.name}" = {column.new_value}'
            for column in self.staging.columns
            if column.name in self.filled and not column.name.startswith("_")
        ]
        sets.append("details = t.details || coalesce(s.details, '{}')")
        if self.staging.plan.has_own:
            sets.append("own = t.own || coalesce(s.own, '{}')")
        self._run(
            f"UPDATE {self.table} t SET {', '.join(sets)} FROM import_rows s"
            f" WHERE t.id = s.id AND {where}"
        )

    def _add_all(self, one: Collection, where: str) -> None:
        names = [*one.columns]
        self._run(
            f"""INSERT INTO {one.table} ("{one.parent}", {self._names(names)})
                SELECT s.id, {self._names(names, "x.")}
                FROM import_rows s CROSS JOIN LATERAL {items_of(one)}
                WHERE s."{one.name}" IS NOT NULL AND {where}"""
        )

    def _add_missing(self, one: Collection, where: str) -> None:
        names = [*one.columns]
        values = [one.added.get(name, f'x."{name}"') for name in names]
        self._run(
            f"""INSERT INTO {one.table} ("{one.parent}", {self._names(names)})
                SELECT s.id, {", ".join(values)}
                FROM import_rows s CROSS JOIN LATERAL {items_of(one)}
                WHERE s."{one.name}" IS NOT NULL AND {where} AND {missing_items(one)}"""
        )

    @staticmethod
    def _names(names: list[str], prefix: str = "") -> str:
        return ", ".join(f'{prefix}"{name}"' for name in names)

    def _insert(self) -> Iterator[tuple[str, str]]:
        """Every column of the table with the SQL of a new record's value."""
        staged = {column.name: column for column in self.staging.columns}
        for field in self.model._meta.concrete_fields:
            name = str(field.column)
            if field.primary_key or isinstance(field, models.GeneratedField):
                continue
            if name in staged:
                yield name, f'coalesce(s."{name}", {staged[name].default})'
            elif name == "details":
                yield name, "coalesce(s.details, '{}')"
            elif name == "own" and self.staging.plan.has_own:
                yield name, "coalesce(s.own, '{}')"
            elif issubclass(self.model, Record) and name in _OF_RECORDS:
                yield name, _OF_RECORDS[name]
            else:
                yield name, _default(field)


_OF_RECORDS = {
    "owner_id": "%(owner)s::uuid",
    "created_at": "now()",
    "created_by_id": "%(by)s::uuid",
    "deleted_at": "NULL::timestamptz",
}


def new_rows(model: type[models.Model], values: Mapping[str, str], rows: str) -> str:
    """SQL that inserts rows of a model: SQL by column, defaults for the rest, `rows` after FROM."""
    every = {
        str(field.column): values.get(str(field.column))
        or (_OF_RECORDS.get(str(field.column)) if issubclass(model, Record) else None)
        or _default(field)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.GeneratedField)
        and (field.column in values or not field.primary_key)
    }
    names = ", ".join(f'"{name}"' for name in every)
    return f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(every.values())} FROM {rows}"


def _default(field: Any) -> str:
    """A model field's own default as SQL."""
    if isinstance(field, models.DateTimeField) and not field.null:
        return "now()"
    if field.null and not field.has_default():
        return "NULL"
    value = field.get_default()
    if isinstance(field, JSONField):
        return "'[]'::jsonb" if isinstance(value, list) else "'{}'::jsonb"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return "'" + str(value or "").replace("'", "''").replace("%", "%%") + "'"
