"""Whether the database is as the code says: tables, columns, constraints, indexes, triggers."""

from collections.abc import Container, Iterator
from typing import Any

import pgtrigger.registry
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.models import CheckConstraint, Model
from django.db.models.constraints import BaseConstraint


def differences() -> list[str]:
    """What the database lacks or holds otherwise than the models say. Four statements."""
    found = [*_columns(), *_names(), *_triggers()]
    return sorted(found)


def _models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and not model._meta.swapped and model._meta.managed
    ]


def _columns() -> Iterator[str]:
    there = {
        (table, column): (kind, is_nullable)
        for table, column, kind, is_nullable in _rows(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull"
            " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND a.attnum > 0 AND NOT a.attisdropped"
        )
    }
    tables = {table for table, _column in there}
    for model in _models():
        table = model._meta.db_table
        if table not in tables:
            yield f"table {table} is missing"
            continue
        for field in model._meta.local_concrete_fields:
            held = there.get((table, field.column))
            if held is None:
                yield f"column {table}.{field.column} is missing"
            elif (wanted := _type(field)) and wanted != _plain(held[0]):
                yield f"column {table}.{field.column} is {held[0]}, not {wanted}"
            elif not field.generated and held[1] != (field.null and not field.primary_key):
                yield f"column {table}.{field.column} {'may' if held[1] else 'may not'} be empty"


def _type(field: Any) -> str:
    return _plain(str(field.db_type(connection) or ""))


SHORT = {
    "character varying": "varchar",
    "timestamp with time zone": "timestamptz",
    "time without time zone": "time",
    "double precision": "float8",
    "boolean": "bool",
}


def _plain(kind: str) -> str:
    """One spelling for the server's words and for Django's."""
    for long, short in SHORT.items():
        kind = kind.replace(long, short)
    return kind.replace(", ", ",").replace("numeric", "decimal").partition(" GENERATED")[0]


def _names() -> Iterator[str]:
    """Constraints and indexes that the models name, and those that are not whole."""
    constraints = {
        name for (name,) in _rows("SELECT conname FROM pg_constraint WHERE convalidated")
    }
    indexes = {
        name: (is_valid, method)
        for name, is_valid, method in _rows(
            "SELECT c.relname, i.indisvalid, m.amname FROM pg_index i"
            " JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam"
            " WHERE c.relnamespace = 'public'::regnamespace"
        )
    }
    for model in _models():
        table = model._meta.db_table
        for constraint in model._meta.constraints:
            if not _stands(constraint, constraints, indexes):
                yield f"constraint {constraint.name} of {table} is missing"
        for index in model._meta.indexes:
            if index.name not in indexes:
                yield f"index {index.name} of {table} is missing"
            elif indexes[index.name][1] != (wanted := METHODS.get(index.suffix, index.suffix)):
                yield f"index {index.name} of {table} is no {wanted} index"
    yield from (f"index {name} is not whole" for name, one in indexes.items() if not one[0])


METHODS = {"idx": "btree"}
"""Django's plain index is a tree; the others are called by their method."""


def _stands(one: BaseConstraint, constraints: set[str], indexes: Container[str]) -> bool:
    if isinstance(one, CheckConstraint):
        return one.name in constraints
    return one.name in constraints or one.name in indexes


def _triggers() -> Iterator[str]:
    there = {
        (table, name): (digest, enabled)
        for table, name, digest, enabled in _rows(
            "SELECT c.relname, t.tgname, obj_description(t.oid), t.tgenabled <> 'D'"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
    }
    for model, trigger in pgtrigger.registry.registered():
        try:
            digest = trigger.compile(model).hash
        except FieldDoesNotExist:
            continue
        table, name = model._meta.db_table, trigger.get_pgid(model)
        found = there.get((table, name))
        if found is None:
            yield f"trigger {name} of {table} is missing"
        elif found != (digest, True):
            yield f"trigger {name} of {table} is not the one of the code, or switched off"


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
