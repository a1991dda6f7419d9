"""Indexes of own fields: one of its own for each field that lists filter and sort by quickly.

They are built in the background without locking the table, and dropped with the field. What is wished
for stands in the fields themselves, what there is in the catalog of PostgreSQL: the job makes the
second equal to the first, so that it may stop anywhere and be begun again.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.db import connection

from orbita.platform.conditions.formulas import (
    FormulaFault,
    expression,
    is_indexable,
    plain_sql,
)
from orbita.platform.fields.definitions import Definition
from orbita.platform.fields.models import OwnField
from orbita.platform.lists.own_formulas import whole
from orbita.platform.records.slots import kinds
from orbita.platform.tailoring.formulas import formula_fields

PREFIX = "own_ix_"


class IndexState(Enum):
    """How far the index of a field is."""

    NONE = "none"
    BUILDING = "building"
    READY = "ready"


@dataclass(frozen=True)
class Wished:
    """An index that there should be."""

    name: str
    table: str
    sql: str


def wished(kind: str) -> dict[str, Wished]:
    """The indexes that the fields of a kind ask for, by the key of the field."""
    rows = OwnField.objects.filter(kind=kind, deleted_at=None, is_filter=True)
    found = {}
    for one in map(Definition.of, rows):
        sql = _indexed(one)
        if sql:
            table = kinds[kind].model._meta.db_table
            found[one.key] = Wished(_name(table, one.key, sql), table, sql)
    return found


def _indexed(one: Definition) -> str:
    """What the index of a field holds; nothing where an index would not help."""
    if one.type in ("choices", "file"):
        return ""
    if not one.is_computed:
        return f"(own -> '{one.key}')"
    try:
        tree, fields = whole(one), formula_fields(one.kind)
        if not is_indexable(tree, fields):
            return ""
        return f"({plain_sql(expression(tree, fields), kinds[one.kind].model)})"
    except (FormulaFault, KeyError):
        return ""


def _name(table: str, key: str, sql: str) -> str:
    """A name that changes with what the index holds."""
    mark = hashlib.sha256(f"{table} {key} {sql}".encode()).hexdigest()[:12]
    return f"{PREFIX}{mark}"


def _present(tables: Iterable[str]) -> dict[str, bool]:
    """The indexes of own fields that there are, and whether they are ready. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " JOIN pg_class t ON t.oid = i.indrelid"
            " WHERE t.relname = ANY (%s) AND starts_with(c.relname, %s)",
            [list(tables), PREFIX],
        )
        return dict(cursor.fetchall())


def index_states(kind: str) -> dict[str, IndexState]:
    """How far the index of each field is; fields without one are left out. Two statements."""
    asked = wished(kind)
    if not asked:
        return {}
    there = _present({one.table for one in asked.values()})
    return {
        key: IndexState.READY if there.get(one.name) else IndexState.BUILDING
        for key, one in asked.items()
    }


def settle_indexes() -> list[str]:
    """Build the indexes that are missing and drop those that nobody asks for; the names of the built
    ones. Outside a transaction: the tables stay open for writing meanwhile."""
    tables = {kind.model._meta.db_table for kind in kinds if kind.change is not None}
    asked = [one for kind in kinds if kind.change for one in wished(kind.key).values()]
    there = _present(tables)
    names = {one.name for one in asked}
    with connection.cursor() as cursor:
        for name, is_ready in there.items():
            if name not in names or not is_ready:
                cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        missing = [one for one in asked if not there.get(one.name)]
        for one in missing:
            cursor.execute(
                f'CREATE INDEX CONCURRENTLY {one.name} ON "{one.table}" ({one.sql})'
                " WHERE deleted_at IS NULL"
            )
    return [one.name for one in missing]
