"""A record with all its parts as they were at a moment, out of the history of rows.

The moment of a change is the beginning of its transaction. Where two transactions changed the same
row, the one that came later to the row counts, as it did in the row itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, models

from orbita.platform.acts.actor import Actor
from orbita.platform.records.hidden import uncovered
from orbita.platform.records.slots import RecordKind, parts_of
from orbita.platform.tracking import EVENT_MODELS

Row = Mapping[str, Any]
"""Values of a row by column, as JSON says them (numbers with a point are exact decimals)."""

INNER = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id")


@dataclass(frozen=True)
class Part:
    """A table whose rows belong to a record, with the foreign key by which they do."""

    model: type[Any]
    key: str

    @property
    def name(self) -> str:
        """How addresses and forms name it."""
        return f"{self.model._meta.label_lower}:{self.key}"

    @property
    def column(self) -> str:
        """The column of the foreign key."""
        return str(self.model._meta.get_field(self.key).column)


@dataclass(frozen=True)
class Snapshot:
    """A record as it was: its row (None where there was none) and the rows of its parts by key."""

    kind: RecordKind
    record: Row | None
    parts: Mapping[Part, Mapping[str, Row]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The business values alone, for comparing: {table: {key of the row: values}}."""
        found: dict[str, Any] = {self.kind.key: _plain(self.record) if self.record else None}
        for part, rows in self.parts.items():
            found[part.name] = {pk: _plain(row) for pk, row in rows.items()}
        return found

    def seen_by(self, actor: Actor) -> "Snapshot":
        """The same without what is hidden from the actor."""
        of = self.kind.key
        record = self.record and uncovered(actor, of, self.kind.model, self.record)
        parts = {
            part: {
                pk: seen
                for pk, row in rows.items()
                if (seen := uncovered(actor, of, part.model, row)) is not None
            }
            for part, rows in self.parts.items()
        }
        return Snapshot(self.kind, record, parts)

    @property
    def mark(self) -> str:
        """What the newest history row of each row is: equal marks are equal states."""
        rows = [("", self.record)] if self.record else []
        rows += [(part.name, row) for part, of in self.parts.items() for row in of.values()]
        return ",".join(sorted(f"{name}{row['pgh_id']}" for name, row in rows))


def tracked_parts(kind: RecordKind) -> list[Part]:
    """The parts of a kind whose history is kept."""
    return [Part(model, key) for model, key in parts_of(kind) if model in EVENT_MODELS]


def as_of_whole(kind: RecordKind, record_id: UUID, moment: datetime | None = None) -> Snapshot:
    """The record and every row of its parts as they were at a moment, None for now. One statement.

    A part belongs to the record to which it belonged then, wherever it has gone since.
    """
    parts = tracked_parts(kind)
    pieces = [_record_piece(kind.model)]
    pieces += [_part_piece(part, place) for place, part in enumerate(parts)]
    with connection.cursor() as cursor:
        sql = " UNION ALL ".join(f"({piece})" for piece in pieces)
        cursor.execute(sql, {"record": record_id, "moment": moment})
        found = [(place, json.loads(row, parse_float=Decimal)) for place, row in cursor.fetchall()]
    rows: dict[Part, dict[str, Row]] = {part: {} for part in parts}
    for place, row in found:
        if place >= 0:
            rows[parts[place]][str(row["pgh_obj_id"])] = row
    record = next((row for place, row in found if place < 0), None)
    return Snapshot(kind, record, rows)


def parts_as_of(
    model: type[models.Model], key: str, record_id: UUID, moment: datetime
) -> list[Any]:
    """Rows of a part as they were at a moment, as unsaved instances by key. One statement."""
    part = Part(model, key)
    events = EVENT_MODELS[model]
    rows = events._default_manager.raw(_part_rows(part), {"record": record_id, "moment": moment})
    known = {column.attname for column in events._meta.concrete_fields}
    names = [f.attname for f in model._meta.concrete_fields if f.attname in known]
    made = [model(**{name: getattr(row, name) for name in names}) for row in rows]
    return sorted(made, key=lambda row: str(row.pk).zfill(40))


def _record_piece(model: type[models.Model]) -> str:
    # Names of tables and columns come from the models, here and below.
    table = EVENT_MODELS[model]._meta.db_table
    return f"""
        SELECT -1, to_jsonb(h)::text FROM (
            SELECT * FROM {table} WHERE pgh_obj_id = %(record)s
              AND pgh_created_at <= coalesce(%(moment)s::timestamptz, 'infinity')
            ORDER BY pgh_id DESC LIMIT 1
        ) h WHERE h.pgh_label <> 'delete'
    """


def _part_piece(part: Part, place: int) -> str:
    return f"SELECT {place}, to_jsonb(h)::text FROM ({_part_rows(part)}) h"


def _part_rows(part: Part) -> str:
    """The last snapshot of each row that ever belonged to the record, if it belonged then."""
    table = EVENT_MODELS[part.model]._meta.db_table
    return f"""
        SELECT l.* FROM (
            SELECT DISTINCT pgh_obj_id FROM {table}
            WHERE "{part.column}" = %(record)s
              AND pgh_created_at <= coalesce(%(moment)s::timestamptz, 'infinity')
        ) o CROSS JOIN LATERAL (
            SELECT * FROM {table} e WHERE e.pgh_obj_id = o.pgh_obj_id
              AND e.pgh_created_at <= coalesce(%(moment)s::timestamptz, 'infinity')
            ORDER BY e.pgh_id DESC LIMIT 1
        ) l WHERE l."{part.column}" = %(record)s AND l.pgh_label <> 'delete'
    """


def _plain(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in INNER}
