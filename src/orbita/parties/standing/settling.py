"""Classes brought up to date set-based: only the difference is written."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from orbita.parties.standing.models import Classification, ClassificationState
from orbita.parties.standing.recipes import recipe_of
from orbita.parties.standing.reckoning import Only, reckon

_MOVED = """
CREATE TEMP TABLE standing_moved ON COMMIT DROP AS
SELECT coalesce(w.party_id, m.party_id) AS party_id, m.id AS open_id, w.grade_id, w.value,
    w.is_by_hand, w.reason, (m.grade_id, m.is_by_hand) IS DISTINCT FROM (w.grade_id, w.is_by_hand)
    AS is_other
FROM standing_wanted w FULL JOIN (
    SELECT * FROM standing_partyclass
    WHERE classification_id = %(key)s AND until IS NULL {only}
) m ON m.party_id = w.party_id
WHERE NOT (m.id IS NULL AND w.grade_id IS NULL)
  AND (w.grade_id, w.value, w.is_by_hand, w.reason)
    IS DISTINCT FROM (m.grade_id, m.value, m.is_by_hand, m.reason)
"""
_ENDED = """
UPDATE standing_partyclass m SET until = %(now)s FROM standing_moved x
WHERE m.id = x.open_id AND x.is_other
"""
_VALUED = """
UPDATE standing_partyclass m SET value = x.value, reason = x.reason FROM standing_moved x
WHERE m.id = x.open_id AND NOT x.is_other
"""
_COME = """
INSERT INTO standing_partyclass
    (party_id, classification_id, grade_id, since, value, is_by_hand, reason)
SELECT x.party_id, %(key)s, x.grade_id, %(now)s, x.value, x.is_by_hand, x.reason
FROM standing_moved x WHERE x.is_other AND x.grade_id IS NOT NULL
"""
_GATHERED = """
INSERT INTO standing_partystanding (party_id, ranks)
SELECT w.party_id, jsonb_strip_nulls(jsonb_build_object(
    %(name)s::text, g.position, %(value)s::text, w.value))
FROM {source} w JOIN standing_grade g ON g.id = w.grade_id
ON CONFLICT (party_id) DO UPDATE
    SET ranks = (standing_partystanding.ranks - %(value)s::text) || excluded.ranks
"""
_EMPTIED = """
UPDATE standing_partystanding s SET ranks = s.ranks - ARRAY[%(name)s, %(value)s]::text[]
FROM standing_moved x WHERE x.party_id = s.party_id AND x.grade_id IS NULL
"""


def settle(
    found: Classification, only: Sequence[UUID] | None = None, *, is_reshaped: bool = False
) -> int:
    """Compute the classes of all clients, or of some; how many came into another class.

    The same number of statements however many clients there are. `is_reshaped` says that grades may
    have other places now. A rule that cannot be read is left out and named in the state.
    """
    started, now = time.monotonic(), timezone.now()
    reckoned = reckon(recipe_of(found), found.pk, only)
    values: dict[str, Any] = {"key": found.pk, "now": now}
    values |= {"name": found.key, "value": f"{found.key}_value"}
    values |= {"only": list(only)} if only is not None else {}
    with connection.cursor() as cursor:
        _prepare(cursor, found)
        cursor.execute(
            f"CREATE TEMP TABLE standing_wanted ON COMMIT DROP AS {reckoned.query.sql}",
            reckoned.query.params,
        )
        if only is None:
            cursor.execute("ANALYZE standing_wanted (party_id)")
        cursor.execute(_MOVED.format(only=_only(only)), values)
        changed = _written(cursor, values)
        source = "standing_wanted" if is_reshaped else "standing_moved"
        cursor.execute(_GATHERED.format(source=source), values)
        cursor.execute(_EMPTIED, values)
        if only is None:
            _note(cursor, found, reckoned.unread, now, changed, started)
        cursor.execute("DROP TABLE standing_wanted, standing_moved")
    return changed


def _prepare(cursor: Any, found: Classification) -> None:
    """One computation of a classification at a time: the next one starts from what it wrote."""
    # Until the end of the transaction: joins of whole tables in memory, without compiling first.
    cursor.execute("SELECT set_config('work_mem', '128MB', true), set_config('jit', 'off', true)")
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(found.pk)])
    cursor.execute("DROP TABLE IF EXISTS standing_wanted, standing_moved")


def _written(cursor: Any, values: dict[str, Any]) -> int:
    """The difference as rows of the history; how many clients came or left."""
    cursor.execute(_ENDED, values)
    gone = int(cursor.rowcount)
    cursor.execute(_VALUED, values)
    cursor.execute(_COME, values)
    return max(gone, int(cursor.rowcount))


def _only(only: Only) -> str:
    return "" if only is None else "AND party_id = ANY(%(only)s)"


def _note(
    cursor: Any,
    found: Classification,
    unread: tuple[str, ...],
    now: datetime,
    changed: int,
    started: float,
) -> None:
    """What a whole computation found, with the size of each grade."""
    cursor.execute(
        "SELECT grade_id, count(*) FROM standing_wanted WHERE grade_id IS NOT NULL GROUP BY 1"
    )
    sizes = {str(grade): count for grade, count in cursor.fetchall()}
    ClassificationState.objects.update_or_create(
        classification=found,
        defaults={
            "computed_at": now,
            "changed": changed,
            "sizes": sizes,
            "unread": list(unread),
            "took_ms": round((time.monotonic() - started) * 1000),
        },
    )


def withdraw(found: Classification) -> None:
    """Forget the classes of a classification that is no longer in use; the past is kept."""
    values: dict[str, Any] = {"key": found.pk, "now": timezone.now(), "name": found.key}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE standing_partyclass SET until = %(now)s"
            " WHERE classification_id = %(key)s AND until IS NULL",
            values,
        )
        cursor.execute(
            "UPDATE standing_partystanding SET ranks = ranks - ARRAY[%(name)s, %(name)s || '_value']"
            " WHERE ranks ? %(name)s",
            values,
        )
