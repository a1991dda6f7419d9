"""What is known of the values of records that may become one: set-based, for any number of groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from orbita.platform.merging.choosing import Candidate, Choice, propose
from orbita.platform.merging.slots import Mergeable
from orbita.platform.records.slots import kinds
from orbita.platform.tracking import EVENT_MODELS

RECENT = 60
"""So many entries of a record's history are looked at for the age of its values."""


@dataclass(frozen=True)
class Weights:
    """What speaks for a value, by (record, field)."""

    changed: Mapping[tuple[UUID, str], datetime]
    outside: set[tuple[UUID, str]]

    def candidate(self, mergeable: Mergeable, row: Any, field: str) -> Candidate:
        """The record's value with what speaks for it."""
        return Candidate(
            row.pk,
            getattr(row, attribute(row, field)),
            is_doubtful=field in mergeable.doubted(row),
            is_outside=(row.pk, field) in self.outside,
            changed_at=self.changed.get((row.pk, field)),
        )

    def propose(self, mergeable: Mergeable, rows: Sequence[Any], field: str) -> Choice:
        """The value that a group of records keeps; the survivor comes first."""
        return propose(field, [self.candidate(mergeable, row, field) for row in rows])


def weigh(mergeable: Mergeable, rows: Sequence[Any]) -> Weights:
    """Two statements for any number of records."""
    ids = [row.pk for row in rows]
    return Weights(_changed(mergeable, rows), mergeable.outside(ids))


def attribute(row: Any, field: str) -> str:
    """The attribute that holds a field's value: a foreign key is its id."""
    name: str = row._meta.get_field(field).attname
    return name


def _changed(mergeable: Mergeable, rows: Sequence[Any]) -> dict[tuple[UUID, str], datetime]:
    """When each field got the value that it has."""
    model = kinds[mergeable.kind].model
    columns = {model._meta.get_field(field).column: field for field in mergeable.fields(rows)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT id, key, max(at) FROM (
                SELECT o.id, said.key, h.pgh_created_at AS at,
                       said.value IS DISTINCT FROM lag(said.value) OVER w AS is_new
                FROM unnest(%s::uuid[]) o(id)
                JOIN LATERAL (
                    SELECT * FROM {EVENT_MODELS[model]._meta.db_table} e
                    WHERE e.pgh_obj_id = o.id ORDER BY e.pgh_id DESC LIMIT {RECENT}
                ) h ON true
                CROSS JOIN LATERAL jsonb_each_text(to_jsonb(h)) said
                WHERE said.key = ANY(%s)
                WINDOW w AS (PARTITION BY o.id, said.key ORDER BY h.pgh_id)
            ) told WHERE is_new GROUP BY id, key
            """,
            [[row.pk for row in rows], list(columns)],
        )
        return {(pk, columns[key]): at for pk, key, at in cursor.fetchall()}
