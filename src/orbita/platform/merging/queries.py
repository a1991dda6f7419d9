"""Questions about merges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from orbita.platform.merging.models import MergedRecord
from orbita.platform.merging.references import pointing_at
from orbita.platform.records.queries import titles
from orbita.platform.records.slots import kinds


def survivors_of(kind: str, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Where merged records have gone, through any number of merges; others are left out.

    One statement. Programs that keep ids from outside ask this for what they do not find.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE way (id, stands, step) AS (
                SELECT m.loser_id, m.survivor_id, 1 FROM merging_mergedrecord m
                WHERE m.kind = %(kind)s AND m.loser_id = ANY(%(ids)s)
                UNION ALL
                SELECT w.id, m.survivor_id, w.step + 1 FROM way w
                JOIN merging_mergedrecord m ON m.kind = %(kind)s AND m.loser_id = w.stands
                WHERE w.step < 100
            )
            SELECT DISTINCT ON (id) id, stands FROM way ORDER BY id, step DESC
            """,
            {"kind": kind, "ids": list(ids)},
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Merge:
    """One act that merged records into this one."""

    act_id: UUID
    at: datetime
    by_id: UUID | None
    titles: tuple[str, ...]


def merges_into(kind: str, record_id: UUID) -> list[Merge]:
    """What was merged into a record, the newest act first. Two statements."""
    rows = (
        MergedRecord.objects.filter(kind=kind, survivor_id=record_id)
        .select_related("act")
        .order_by("-act__at", "-act_id", "loser_id")
    )
    named = titles(kind, [row.loser_id for row in rows]) if rows else {}
    found: dict[UUID, Merge] = {}
    for row in rows:
        known = found.get(row.act_id)
        more = (*(known.titles if known else ()), str(named.get(row.loser_id, "")))
        found[row.act_id] = Merge(row.act_id, row.act.at, row.act.by_id, more)
    return list(found.values())


def what_moves(kind: str, ids: Sequence[UUID]) -> dict[str, int]:
    """How many rows of each table point at these records: {table: count}. One statement."""
    asked = []
    for pointing in pointing_at(kinds[kind]):
        where = " OR ".join(
            f'(t."{one.column}" = ANY(%(ids)s) AND {one.when})' for one in pointing.references
        )
        name = pointing.model._meta.label_lower
        asked.append(f"SELECT '{name}', count(*) FROM {pointing.table} t WHERE {where}")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), {"ids": list(ids)})
        return {name: count for name, count in cursor.fetchall() if count}
