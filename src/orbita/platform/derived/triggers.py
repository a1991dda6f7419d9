"""Functions and triggers made from the declarations, after each migration."""

import hashlib
from collections.abc import Iterator

from django.db import connection, transaction

from orbita.platform.derived.slots import Derived, Source, derived

PREFIX = "derived_"


def settle_triggers() -> None:
    """Bring functions and triggers in line with the plugs; what is no longer declared is dropped."""
    wanted = {name: sql for plug in derived for name, sql in _triggers(plug)}
    with transaction.atomic(), connection.cursor() as cursor:
        for plug in derived:
            cursor.execute(_function(plug))
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgname LIKE %s",
            [PREFIX + "%"],
        )
        present = dict(cursor.fetchall())
        for name, table in present.items():
            if name not in wanted:
                cursor.execute(f'DROP TRIGGER "{name}" ON {table}')
        for name, sql in wanted.items():
            if name not in present:
                cursor.execute(sql)


def refresh(name: str) -> str:
    """SQL that calls the recomputation for an array of keys given as a parameter."""
    return f"SELECT {PREFIX}{name}(%s)"


def _function(plug: Derived) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION {PREFIX}{plug.name}(ids uuid[]) RETURNS void LANGUAGE plpgsql AS
        $body$ BEGIN {plug.refresh} END $body$
    """


def _triggers(plug: Derived) -> Iterator[tuple[str, str]]:
    """A trigger function and its trigger for each source and each of insert, update, delete.

    The name holds a hash of the text, so that a changed declaration replaces the old trigger.
    """
    for number, source in enumerate(plug.sources):
        for operation, keys in _keys(source).items():
            text = f"{plug.name}{number}{operation}{keys}"
            name = f"{PREFIX}{plug.name}_{number}_{operation}_{hashlib.sha256(text.encode()).hexdigest()[:8]}"
            yield name, _trigger(plug, source, operation, keys, name)


def _keys(source: Source) -> dict[str, str]:
    """The SQL that lists the touched keys, by operation."""
    differs = (
        f"({', '.join(f'r.{c}' for c in source.columns)}) IS DISTINCT FROM "
        f"({', '.join(f'o.{c}' for c in source.columns)})"
    )
    selected = f"SELECT {source.key} FROM %s r {source.join} WHERE {source.where}"
    changed = f"(SELECT r.* FROM after_rows r JOIN before_rows o ON o.id = r.id WHERE {differs})"
    as_before = f"(SELECT o.* FROM after_rows r JOIN before_rows o ON o.id = r.id WHERE {differs})"
    return {
        "insert": selected % "after_rows",
        "update": f"{selected % changed} UNION {selected % as_before}",
        "delete": selected % "before_rows",
    }


def _trigger(plug: Derived, source: Source, operation: str, keys: str, name: str) -> str:
    tables = {
        "insert": "NEW TABLE AS after_rows",
        "update": "OLD TABLE AS before_rows NEW TABLE AS after_rows",
        "delete": "OLD TABLE AS before_rows",
    }[operation]
    return f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        DECLARE touched uuid[];
        BEGIN
            touched := ARRAY(SELECT DISTINCT key FROM ({keys}) AS keys(key) WHERE key IS NOT NULL);
            IF cardinality(touched) > 0 THEN PERFORM {PREFIX}{plug.name}(touched); END IF;
            RETURN NULL;
        END $body$;
        CREATE TRIGGER "{name}" AFTER {operation.upper()} ON {source.table}
        REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}();
    """
