"""History of a record: who changed what and when, field by field; and the record as it was once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.audit.reading import (
    Change,
    FieldChange,
    HistoryRow,
    Reading,
    authors_of,
    read_rows,
)
from orbita.platform.audit.snapshots import as_of_whole, parts_as_of
from orbita.platform.audit.then import records_as_of, rows_as_of, versions_as_of
from orbita.platform.audit.values import Words
from orbita.platform.records.hidden import uncovered
from orbita.platform.records.slots import RecordKind, parts_of
from orbita.platform.tracking import EVENT_MODELS

__all__ = [
    "Change",
    "FieldChange",
    "as_of",
    "as_of_whole",
    "history",
    "parts_as_of",
    "records_as_of",
    "rows_as_of",
    "value_before",
    "versions_as_of",
]


def history(
    kind: RecordKind,
    record_id: UUID,
    *,
    before: datetime | None = None,
    limit: int = 200,
    actor: Actor = SYSTEM,
) -> list[Change]:
    """The newest changes of a record and its parts, at most about `limit` rows, acts kept whole.

    A statement a tracked table, and three for names. `before` leaves out what is as new as that, and
    what is hidden from the `actor` is left out, too.
    """
    rows: list[HistoryRow] = []
    for model, column in _tables(kind):
        newest = before is None and column == "pgh_obj_id"
        found = (
            _newest_of_one(model, record_id, limit)
            if newest
            else _changes(model, column, record_id, before, limit)
        )
        rows += _seen(found, kind, actor)
    rows.sort(key=lambda row: (row[1]["pgh_created_at"], row[1]["pgh_id"]), reverse=True)
    rows = _whole_acts(rows, limit)
    authors = authors_of(row[1]["pgh_context_id"] for row in rows)
    parents = frozenset(_part_columns(kind))
    reading = Reading(Words(rows), authors, str(record_id), parents, kind.model)
    return [change for row in rows if (change := reading.change(*row)) is not None]


def _seen(rows: list[HistoryRow], kind: RecordKind, actor: Actor) -> list[HistoryRow]:
    """The rows without the columns that the actor does not see."""
    if not actor.hidden.get(kind.key):
        return rows
    found = []
    for model, now, before in rows:
        if (seen := uncovered(actor, kind.key, model, now)) is not None:
            found.append((model, seen, before and uncovered(actor, kind.key, model, before)))
    return found


def value_before(kind: RecordKind, record_id: UUID, entry: int, field: str) -> Any:
    """What a field held before an entry of the record's history; LookupError when unknown."""
    described = kind.model._meta.get_field(field)
    rows = EVENT_MODELS[kind.model]._default_manager.filter(pgh_obj=record_id, pgh_id__lt=entry)
    values = list(rows.order_by("-pgh_id").values_list(described.attname, flat=True)[:1])
    if not values:
        raise LookupError(field)
    return values[0]


def as_of(kind: RecordKind, record_id: UUID, moment: datetime) -> Any | None:
    """The record as it was at a moment, unsaved, or None where there was none. One statement."""
    events = EVENT_MODELS[kind.model]
    rows = events._default_manager.filter(pgh_obj=record_id, pgh_created_at__lte=moment)
    row: Any = rows.order_by("-pgh_id").first()
    if row is None or row.pgh_label == "delete":
        return None
    known = {field.attname for field in events._meta.concrete_fields}
    names = [f.attname for f in kind.model._meta.concrete_fields if f.attname in known]
    return kind.model(pk=record_id, **{name: getattr(row, name) for name in names if name != "id"})


def _tables(kind: RecordKind) -> list[tuple[type[models.Model], str]]:
    found = [(kind.model, "pgh_obj_id"), *_part_columns(kind)]
    return [(model, column) for model, column in found if model in EVENT_MODELS]


def _part_columns(kind: RecordKind) -> list[tuple[type[models.Model], str]]:
    """Tables of parts, each with a column by which its rows belong to a record."""
    parts: list[tuple[Any, str]] = list(parts_of(kind))
    return [(part, part._meta.get_field(key).column) for part, key in parts]


def _changes(
    model: type[models.Model], column: str, record_id: UUID, before: datetime | None, limit: int
) -> list[HistoryRow]:
    """History rows with the snapshot before each. One statement."""
    table = EVENT_MODELS[model]._meta.db_table
    # Names of tables and columns come from the models.
    sql = f"""
        SELECT to_jsonb(h)::text, to_jsonb(b)::text, h.pgh_created_at FROM {table} h
        LEFT JOIN LATERAL (
            SELECT * FROM {table} e WHERE e.pgh_obj_id = h.pgh_obj_id AND e.pgh_id < h.pgh_id
            ORDER BY e.pgh_id DESC LIMIT 1
        ) b ON true
        WHERE h.{column} = %(record)s
          AND h.pgh_created_at < coalesce(%(before)s::timestamptz, 'infinity')
        ORDER BY h.pgh_id DESC LIMIT %(limit)s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"record": record_id, "before": before, "limit": limit + 1})
        return read_rows(cursor, model)


def _newest_of_one(model: type[models.Model], record_id: UUID, limit: int) -> list[HistoryRow]:
    """The same for the newest rows of the record itself: the snapshot before a row is the next row,
    so that each is read once. One statement."""
    table = EVENT_MODELS[model]._meta.db_table
    # Names of tables come from the models.
    sql = f"""
        SELECT now, lead(now) OVER (ORDER BY pgh_id DESC), pgh_created_at FROM (
            SELECT to_jsonb(h)::text AS now, h.pgh_id, h.pgh_created_at FROM {table} h
            WHERE h.pgh_obj_id = %(record)s ORDER BY h.pgh_id DESC LIMIT %(limit)s
        ) newest ORDER BY pgh_id DESC
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"record": record_id, "limit": limit + 2})
        return read_rows(cursor, model)[: limit + 1]


def _whole_acts(rows: list[HistoryRow], limit: int) -> list[HistoryRow]:
    """The first rows, without the tail of an act that the limit has cut in two."""
    if len(rows) <= limit:
        return rows
    cut = rows[limit][1]["pgh_created_at"]
    return [row for row in rows[:limit] if row[1]["pgh_created_at"] != cut] or rows[:limit]
