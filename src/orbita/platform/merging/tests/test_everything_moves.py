"""Whatever points at a client moves with it: found from the database itself, in every app."""

import pytest
from django.apps import apps
from django.db import connection

from orbita.parties.directory.models import Party
from orbita.platform.merging.references import (
    declaration,
    is_computed,
    kind_of_column,
    own_models,
    pointing_at,
)
from orbita.platform.merging.slots import join_rules
from orbita.platform.merging.tests.factories import merge, same
from orbita.platform.merging.tests.rows import pointing_row
from orbita.platform.records.slots import kinds
from orbita.platform.tracking import EVENT_MODELS

pytestmark = pytest.mark.django_db


def _columns(sql: str) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return set(cursor.fetchall())


def _known_tables() -> dict[str, type]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def _is_history(table: str) -> bool:
    return _known_tables().get(table) in EVENT_MODELS.values()


def _moving() -> set[tuple[str, str]]:
    return {
        (pointing.table, one.column)
        for pointing in pointing_at(kinds["party"])
        for one in pointing.references
    }


@pytest.mark.req("PAR-25")
def test_every_foreign_key_of_the_database_to_clients_moves_or_is_computed() -> None:
    in_database = _columns(
        """
        SELECT con.conrelid::regclass::text, a.attname::text FROM pg_constraint con
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = ANY(con.conkey)
        WHERE con.contype = 'f' AND con.confrelid = 'directory_party'::regclass
        """
    )
    tables = _known_tables()

    stays = {
        (table, column)
        for table, column in in_database
        if _is_history(table) or is_computed(tables[table])
    }

    assert in_database - stays <= _moving()


@pytest.mark.req("PAR-25")
def test_every_uuid_of_the_database_is_a_key_or_says_of_what_kind_it_is() -> None:
    in_database = _columns(
        """
        SELECT c.relname::text, a.attname::text FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
          AND format_type(a.atttypid, NULL) IN ('uuid', 'uuid[]')
        """
    )
    explained = {
        (model._meta.db_table, field.column)
        for model in own_models()
        for field in model._meta.local_concrete_fields
        if field.primary_key
        or field.is_relation
        or declaration(model, field) is not None
        or kind_of_column(model, field, None)
    }

    unexplained = {
        f"{table}.{column}"
        for table, column in in_database - explained
        if not _is_history(table) and not table.startswith("pghistory_")
    }

    # A new column with ids of records: call it «…_id» beside «…_kind», or plug a RecordColumn.
    assert unexplained == set()


@pytest.mark.req("PAR-25")
def test_tables_with_exclusion_constraints_have_a_rule_of_their_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'x'")
        excluding = {table for (table,) in cursor.fetchall()}

    without = [
        pointing.table
        for pointing in pointing_at(kinds["party"])
        if pointing.table in excluding
        and not getattr(join_rules.get(pointing.model._meta.label_lower), "before", "")
    ]

    assert without == []


@pytest.mark.req("PAR-25")
@pytest.mark.parametrize(("table", "column"), sorted(_moving()))
def test_a_row_that_points_at_a_loser_points_at_the_survivor(table: str, column: str) -> None:
    survivor, loser, _other = same(3)
    pointing = next(one for one in pointing_at(kinds["party"]) if one.table == table)
    # The origin of a value moves with the value, and the survivor has no city of its own.
    Party.objects.filter(pk=loser.pk).update(city="Тула")
    row = pointing_row(pointing, "party", column, loser.pk)

    merge(survivor, loser)

    field = next(one for one in row._meta.local_concrete_fields if one.column == column)
    moved = type(row)._base_manager.get(pk=row.pk)
    assert getattr(moved, field.attname) == survivor.pk
    assert not Party.objects.alive().filter(pk=loser.pk).exists()
