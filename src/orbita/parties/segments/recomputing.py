"""Membership brought up to date in one statement: only the difference is written."""

import time
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.segments.models import Membership, Segment, SegmentState
from orbita.parties.segments.queries import computing, matching
from orbita.platform.conditions.tree import ConditionFault, parse

_NOBODY = "SELECT NULL::uuid AS id WHERE false"
_SETTLE = """
WITH matching (id) AS MATERIALIZED ({matching}),
inside AS (
    SELECT party_id FROM {table} WHERE segment_id = %s AND until IS NULL
),
gone AS (
    UPDATE {table} m SET until = %s
    WHERE m.segment_id = %s AND m.until IS NULL
      AND NOT EXISTS (SELECT FROM matching x WHERE x.id = m.party_id)
    RETURNING 1
),
come AS (
    INSERT INTO {table} (segment_id, party_id, since)
    SELECT %s, x.id, %s FROM matching x
    WHERE NOT EXISTS (SELECT FROM inside i WHERE i.party_id = x.id)
    RETURNING 1
)
SELECT (SELECT count(*) FROM matching), (SELECT count(*) FROM come), (SELECT count(*) FROM gone)
"""


def settle(segment: Segment) -> SegmentState:
    """Compute who is in the segment now, and write who came and who left. Five statements.

    A condition that cannot be read any more leaves the members as they are and says so in the state.
    """
    started = time.monotonic()
    state = SegmentState.objects.select_for_update().get(pk=segment.pk)
    try:
        sql, params = _matching(segment)
    except ConditionFault:
        state.is_readable = False
        state.save(update_fields=["is_readable"])
        return state
    now, key = timezone.now(), segment.pk
    statement = _SETTLE.format(matching=sql, table=Membership._meta.db_table)
    with connection.cursor() as cursor:
        # Until the end of the transaction: joins of whole tables in memory, without compiling first.
        cursor.execute(
            "SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)"
        )
        cursor.execute(statement, [*params, key, now, key, key, now])
        state.size, state.came, state.left = cursor.fetchone()
    state.computed_at, state.is_readable = now, True
    state.took_ms = round((time.monotonic() - started) * 1000)
    state.save()
    return state


def _matching(segment: Segment) -> tuple[str, tuple[Any, ...]]:
    """The keys of those who belong in, as SQL."""
    if segment.is_dynamic:
        rows = matching(parse(segment.condition), computing(segment))
    else:
        rows = Party.objects.alive().filter(pk__in=segment.picks.values("party"))
    try:
        sql, params = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return _NOBODY, ()
    return sql, params


def picked(segment_id: UUID, sql: str, params: tuple[Any, ...]) -> int:
    """Put the clients of a query into a segment by hand; how many are new. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO segments_pick (segment_id, party_id) SELECT %s, id FROM ({sql}) AS p (id)"
            " ON CONFLICT DO NOTHING",
            [segment_id, *params],
        )
        return int(cursor.rowcount)
