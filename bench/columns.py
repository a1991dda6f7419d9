"""COPY of rows into a model's table: some columns given, the others with their defaults."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models


def copy(model: type[models.Model], names: Sequence[str], lines: Iterable[str]) -> None:
    """Bring in lines of tab-parted values for these columns; the model's defaults fill the rest."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    rest = [
        field
        for column, field in fields.items()
        if column not in names and not field.generated and not isinstance(field, models.AutoField)
    ]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, _indexes_later(model._meta.db_table):
        for field in rest:
            if (value := _default(field)) is not None:
                cursor.execute(f"ALTER TABLE {table} ALTER {field.column} SET DEFAULT {value}")
        with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as writer:
            for part in _parts(lines):
                writer.write(part)
        for field in rest:
            cursor.execute(f"ALTER TABLE {table} ALTER {field.column} DROP DEFAULT")


@contextmanager
def _indexes_later(table: str) -> Iterator[None]:
    """Drop the indexes that no constraint needs and make them anew at the end: a tree is built from
    sorted keys several times as fast as by single rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE i.indrelid = %s::regclass AND NOT EXISTS"
            " (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
            [table],
        )
        found = cursor.fetchall()
        for name, _definition in found:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for _name, definition in found:
            cursor.execute(definition)
        cursor.execute("RESET maintenance_work_mem")


def _default(field: Any) -> str | None:
    """The model's default as SQL; None where the column stays empty."""
    if field.null or field.is_relation or field.primary_key:
        return None
    if isinstance(field, models.DateTimeField):
        return "now()"
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return f"'{json.dumps(value)}'"
    if isinstance(value, bool | int):
        return str(value)
    return "'" + str(value or "").replace("'", "''") + "'"


def _parts(lines: Iterable[str]) -> Iterable[str]:
    """Lines in bigger pieces: fewer calls."""
    gathered: list[str] = []
    for line in lines:
        gathered.append(line)
        if len(gathered) == 2000:
            yield "\n".join(gathered) + "\n"
            gathered.clear()
    if gathered:
        yield "\n".join(gathered) + "\n"
