"""What acts did to tables without a history: written before and after, put back by undo.

A merge moves rows of such tables too (who was in a segment when, notices, runs of rules). Their rows
are noted before and after the act; undo compares and puts back, and notes its own changes likewise, so
that it can be undone itself.
"""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from orbita.platform.merging.models import RowChange
from orbita.platform.merging.references import Pointing, columns_of


def note_before(pointing: Pointing, act_id: UUID) -> None:
    """Keep every row that points at a member of the groups, as it is now."""
    ours = "\nUNION ".join(
        f'SELECT t."{pointing.key}" AS id FROM {pointing.table} t'
        f' JOIN merging_side s ON s.id = t."{one.column}" WHERE {one.when}'
        for one in pointing.references
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO merging_rowchange (act_id, place, key, before)
            SELECT %s, %s, t."{pointing.key}"::text, to_jsonb(t) FROM {pointing.table} t
            WHERE t."{pointing.key}" IN ({ours})
            """,
            [act_id, pointing.table],
        )


def note_after(pointing: Pointing, act_id: UUID) -> None:
    """Add how each of these rows is now, and forget those that did not change."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE merging_rowchange c SET after = to_jsonb(t) FROM {pointing.table} t
            WHERE c.act_id = %s AND c.place = %s AND t."{pointing.key}"::text = c.key
            """,
            [act_id, pointing.table],
        )
        cursor.execute(
            "DELETE FROM merging_rowchange WHERE act_id = %s AND place = %s AND before = after",
            [act_id, pointing.table],
        )


def put_back(act_id: UUID, undo_id: UUID) -> int:
    """Undo what an act did to such rows, except values changed since; how many rows came back."""
    places = RowChange.objects.filter(act=act_id).values_list("place", flat=True).distinct()
    models_by_table = {model._meta.db_table: model for model in apps.get_models(True)}
    return sum(
        _put_back(models_by_table[place], act_id, undo_id)
        for place in sorted(places)
        if place in models_by_table
    )


def _put_back(model: type[models.Model], act_id: UUID, undo_id: UUID) -> int:
    table = model._meta.db_table
    assert model._meta.pk is not None
    said: dict[str, Any] = {"act": act_id, "undo": undo_id, "place": table}
    changed = 0
    for sql in (_removed(model), _reset(model), _returned(model)):
        with connection.cursor() as cursor:
            cursor.execute(sql, said)
            changed += cursor.rowcount
    return changed


def _columns(model: type[models.Model]) -> list[str]:
    return [
        field.column for field in columns_of(model) if not isinstance(field, models.GeneratedField)
    ]


_NOTE = "INSERT INTO merging_rowchange (act_id, place, key, before, after)"


def _removed(model: type[models.Model]) -> str:
    """Rows that the act had put back go away again, unless they were changed."""
    table, key = model._meta.db_table, model._meta.pk.column
    return f"""
        WITH gone AS (
            DELETE FROM {table} t USING merging_rowchange c
            WHERE c.act_id = %(act)s AND c.place = %(place)s AND c.before IS NULL
              AND t."{key}"::text = c.key AND to_jsonb(t) = c.after
            RETURNING t."{key}"::text AS key, c.after AS row
        )
        {_NOTE} SELECT %(undo)s, %(place)s, key, row, NULL FROM gone
    """


def _reset(model: type[models.Model]) -> str:
    """Changed columns get their old values where nobody has changed them since."""
    table, key = model._meta.db_table, model._meta.pk.column
    settings = ", ".join(
        f"\"{c}\" = CASE WHEN c.before->'{c}' IS DISTINCT FROM c.after->'{c}'"
        f' THEN old."{c}" ELSE t."{c}" END'
        for c in _columns(model)
        if c != key
    )
    return f"""
        WITH reset AS (
            UPDATE {table} t SET {settings}
            FROM merging_rowchange c, {table} now, jsonb_populate_record(NULL::{table}, c.before) old
            WHERE c.act_id = %(act)s AND c.place = %(place)s
              AND c.before IS NOT NULL AND c.after IS NOT NULL
              AND t."{key}"::text = c.key AND now."{key}" = t."{key}"
              AND NOT EXISTS (
                SELECT FROM jsonb_each(c.before) was
                WHERE was.value IS DISTINCT FROM c.after->was.key
                  AND to_jsonb(now)->was.key IS DISTINCT FROM c.after->was.key
              )
            RETURNING t."{key}"::text AS key, to_jsonb(now) AS earlier, to_jsonb(t) AS later
        )
        {_NOTE} SELECT %(undo)s, %(place)s, key, earlier, later FROM reset
    """


def _returned(model: type[models.Model]) -> str:
    """Rows that the act had dropped come back, where nothing has taken their place."""
    table, key = model._meta.db_table, model._meta.pk.column
    columns = ", ".join(f'"{c}"' for c in _columns(model))
    values = ", ".join(f'old."{c}"' for c in _columns(model))
    return f"""
        WITH returned AS (
            INSERT INTO {table} AS t ({columns}) OVERRIDING SYSTEM VALUE
            SELECT {values} FROM merging_rowchange c,
                jsonb_populate_record(NULL::{table}, c.before) old
            WHERE c.act_id = %(act)s AND c.place = %(place)s AND c.after IS NULL
            ON CONFLICT DO NOTHING
            RETURNING t."{key}"::text AS key, to_jsonb(t) AS row
        )
        {_NOTE} SELECT %(undo)s, %(place)s, key, NULL, row FROM returned
    """
