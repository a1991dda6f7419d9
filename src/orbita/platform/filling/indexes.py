"""Indexes of own fields: made and dropped by what the fields say, without stopping who works.

An index is named by its field and a hash of its text, so that a changed field gets a new one.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import connection

from orbita.platform.conditions.formulas.sql import is_indexable, plain_sql
from orbita.platform.conditions.formulas.tree import FormulaFault
from orbita.platform.fields.definitions import Definition
from orbita.platform.fields.models import FieldType
from orbita.platform.fields.queries import own_fields
from orbita.platform.lists.own_formulas import as_expression, whole
from orbita.platform.lists.slots import fields_of
from orbita.platform.records.slots import kinds

PREFIX = "own_"


def settle_indexes(kind: str) -> tuple[int, int]:
    """Make the missing indexes of a kind and drop those that no field asks for any more.

    Gives how many were made and dropped. Outside a transaction nobody waits for it.
    """
    table = kinds[kind].model._meta.db_table
    wanted = dict(_wanted(table))
    gently = "" if connection.in_atomic_block else " CONCURRENTLY"
    made = dropped = 0
    with connection.cursor() as cursor:
        present = _present(cursor, table)
        for name, is_whole in present.items():
            if name not in wanted or not is_whole:
                cursor.execute(f'DROP INDEX{gently} IF EXISTS "{name}"')
                dropped += 1
        for name, text in wanted.items():
            if not present.get(name):
                cursor.execute(f'CREATE INDEX{gently} IF NOT EXISTS "{name}" ON {table} {text}')
                made += 1
    return made, dropped


def is_ready(one: Definition) -> bool:
    """Whether the index of a field is there. One statement."""
    table = kinds[one.kind].model._meta.db_table
    names = {name for name, _text in _of(one, table)}
    with connection.cursor() as cursor:
        present = _present(cursor, table)
    return all(present.get(name) for name in names)


def unready(kind: str) -> set[str]:
    """Keys of the fields of a kind whose index is still being made. One statement."""
    table = kinds[kind].model._meta.db_table
    with connection.cursor() as cursor:
        present = _present(cursor, table)
    return {
        one.key
        for one in own_fields(kind)
        if not all(present.get(name) for name, _text in _of(one, table))
    }


def _present(cursor: Any, table: str) -> dict[str, bool]:
    """Indexes of own fields on a table, with whether they were made to the end."""
    cursor.execute(
        "SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE i.indrelid = %s::regclass AND c.relname LIKE %s",
        [table, PREFIX.replace("_", r"\_") + "%"],
    )
    return dict(cursor.fetchall())


def _wanted(table: str) -> Iterator[tuple[str, str]]:
    """Of all kinds whose records lie in the table."""
    for kind in kinds:
        if kind.model._meta.db_table == table:
            for one in own_fields(kind.key):
                yield from _of(one, table)


def _of(one: Definition, table: str) -> Iterator[tuple[str, str]]:
    text = _text(one) if one.is_filter else ""
    if text:
        digest = hashlib.sha256(f"{table} {text}".encode()).hexdigest()[:10]
        yield f"{PREFIX}{one.key[:40]}_{digest}", text


def _text(one: Definition) -> str:
    """What is indexed; empty where an index can help nothing."""
    key = f"own -> '{one.key}'"
    match one.type:
        case FieldType.TEXT:
            return f"USING gin (upper(own ->> '{one.key}') gin_trgm_ops)"
        case FieldType.CHOICES:
            return f"USING gin (({key}) jsonb_path_ops)"
        case FieldType.FORMULA:
            return _formula(one)
    return f"(({key})) WHERE ({key}) IS NOT NULL"


def _formula(one: Definition) -> str:
    try:
        if not is_indexable(whole(one), fields_of(one.kind)):
            return ""
        return f"(({plain_sql(as_expression(one), kinds[one.kind].model)}))"
    except (FormulaFault, KeyError):
        return ""
