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

_ENDED = """
UPDATE standing_partyclass m SET until = %(now)s
WHERE m.classification_id = %(key)s AND m.until IS NULL {only}
  AND NOT EXISTS (
    SELECT FROM standing_wanted w WHERE w.party_id = m.party_id AND w.grade_id = m.grade_id
      AND w.is_by_hand = m.is_by_hand)
"""
_VALUED = """
UPDATE standing_partyclass m SET value = w.value, reason = w.reason FROM standing_wanted w
WHERE m.classification_id = %(key)s AND m.until IS NULL AND w.party_id = m.party_id
  AND (m.value IS DISTINCT FROM w.value OR m.reason <> w.reason)
"""
_COME = """
INSERT INTO standing_partyclass
    (party_id, classification_id, grade_id, since, value, is_by_hand, reason)
SELECT w.party_id, %(key)s, w.grade_id, %(now)s, w.value, w.is_by_hand, w.reason
FROM standing_wanted w WHERE w.grade_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM standing_partyclass m WHERE m.classification_id = %(key)s AND m.until IS NULL
      AND m.party_id = w.party_id)
"""
_GATHERED = """
INSERT INTO standing_partystanding (party_id, ranks)
SELECT n.party_id, n.ranks FROM (
    SELECT w.party_id, jsonb_strip_nulls(jsonb_build_object(
        %(name)s::text, g.position, %(value)s::text, w.value)) AS ranks
    FROM standing_wanted w JOIN standing_grade g ON g.id = w.grade_id
) n LEFT JOIN standing_partystanding s ON s.party_id = n.party_id
WHERE s.party_id IS NULL OR NOT s.ranks @> n.ranks
ON CONFLICT (party_id) DO UPDATE SET ranks = standing_partystanding.ranks || excluded.ranks
"""
_EMPTIED = """
UPDATE standing_partystanding s SET ranks = s.ranks - ARRAY[%(name)s, %(value)s]::text[]
WHERE s.ranks ? %(name)s {only}
  AND NOT EXISTS (
    SELECT FROM standing_wanted w WHERE w.party_id = s.party_id AND w.grade_id IS NOT NULL)
"""


def settle(found: Classification, only: Sequence[UUID] | None = None) -> int:
    """Compute the classes of all clients, or of some; how many came into another class.

    The same number of statements however many clients there are. A rule that cannot be read is left
    out and named in the state.
    """
    started, now = time.monotonic(), timezone.now()
    reckoned = reckon(recipe_of(found), found.pk, only)
    values = {"key": found.pk, "now": now, "name": found.key, "value": f"{found.key}_value"}
    values |= {"only": list(only)} if only is not None else {}
    with connection.cursor() as cursor:
        # Until the end of the transaction: joins of whole tables in memory, without compiling first.
        cursor.execute(
            "SELECT set_config('work_mem', '128MB', true), set_config('jit', 'off', true)"
        )
        # One computation of a classification at a time: the next one starts from what it wrote.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(found.pk)])
        cursor.execute("DROP TABLE IF EXISTS standing_wanted")
        cursor.execute(
            f"CREATE TEMP TABLE standing_wanted ON COMMIT DROP AS {reckoned.query.sql}",
            reckoned.query.params,
        )
        if only is None:
            cursor.execute("ANALYZE standing_wanted")
        cursor.execute(_ENDED.format(only=_only("m", only)), values)
        gone = cursor.rowcount
        cursor.execute(_VALUED, values)
        cursor.execute(_COME, values)
        changed = max(gone, cursor.rowcount)
        cursor.execute(_GATHERED, values)
        cursor.execute(_EMPTIED.format(only=_only("s", only)), values)
        if only is None:
            _note(cursor, found, reckoned.unread, now, changed, started)
        cursor.execute("DROP TABLE standing_wanted")
    return changed


def _only(alias: str, only: Only) -> str:
    return "" if only is None else f"AND {alias}.party_id = ANY(%(only)s)"


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
    values = {"key": found.pk, "now": timezone.now(), "name": found.key}
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
