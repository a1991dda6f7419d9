"""Clients come to territories: by the rules, set-based, or by hand with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.territories.errors import ReasonIsMissing
from orbita.parties.territories.events import PartiesMoved
from orbita.parties.territories.models import PartyTerritory
from orbita.parties.territories.queries import moving, territory_named
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import lock_rows

MANAGE = "territories.manage"
MOST_NAMED = 500
"""Bigger moves name nobody: open pages then fetch themselves again by the kind."""


@command
def assign_territories(*, by: Actor) -> int:
    """Sort all clients by the rules from today; how many have moved. Six statements."""
    require(by, MANAGE)
    return move_by_rules(Party.objects.alive(), timezone.localdate(), by)


@command
def settle_parties(ids: Sequence[UUID] | QuerySet[Any], *, by: Actor) -> int:
    """Let clients who are new or have changed follow the rules, as a part of the act that did it.

    No right is asked: whoever may write a client down lets the rules place him.
    """
    return move_by_rules(Party.objects.alive().filter(pk__in=ids), timezone.localdate(), by)


@command
def place_by_hand(ids: Sequence[UUID], territory_id: UUID, *, reason: str, by: Actor) -> None:
    """Put clients into a territory whatever the rules say, with the reason. They stay there until
    they are given back to the rules. The number of statements does not grow."""
    rows = lock_rows(Party, ids, "edit", by=by)
    target = territory_named(territory_id)
    if not reason.strip():
        raise ReasonIsMissing
    keys = [row.pk for row in rows]
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_MOVES)
        cursor.execute(
            "INSERT INTO territory_moves SELECT key, %s, NULL, true, %s FROM unnest(%s::uuid[]) key",
            [target.pk, reason.strip(), keys],
        )
        _carry_out(cursor, today)
    announce(PartiesMoved(party_ids=tuple(keys[:MOST_NAMED]), count=len(keys), by=by.id))


@command
def follow_rules(ids: Sequence[UUID], *, by: Actor) -> int:
    """Give clients who were placed by hand back to the rules; how many have moved by that."""
    rows = lock_rows(Party, ids, "edit", by=by)
    placed = PartyTerritory.objects.filter(party__in=rows, by_hand=True)
    placed.update(by_hand=False, reason="")
    return move_by_rules(
        Party.objects.filter(pk__in=[row.pk for row in rows]), timezone.localdate(), by
    )


def move_by_rules(parties: QuerySet[Party], day: date, by: Actor) -> int:
    """Carry out what the rules say of these parties from a day on."""
    planned, parameters = moving(parties)
    with connection.cursor() as cursor:
        cursor.execute(_MOVES)
        cursor.execute(
            "INSERT INTO territory_moves SELECT party_id, target_id, rule_id, false, ''"
            f" FROM ({planned}) moving",
            parameters,
        )
        count: int = cursor.rowcount
        if count:
            _carry_out(cursor, day)
        cursor.execute("SELECT party_id FROM territory_moves LIMIT %s", [MOST_NAMED + 1])
        named = [row[0] for row in cursor.fetchall()]
    if count:
        few = tuple(named) if count <= MOST_NAMED else ()
        announce(PartiesMoved(party_ids=few, count=count, by=by.id))
    return count


_MOVES = """
DROP TABLE IF EXISTS pg_temp.territory_moves;
CREATE TEMP TABLE territory_moves (
    party_id uuid, territory_id uuid, rule_id uuid, by_hand boolean, reason text
) ON COMMIT DROP
"""


def _carry_out(cursor: CursorWrapper, day: date) -> None:
    """Past stays are closed, new ones begin, in three statements for any number of clients.

    A stay that began on the same day leaves no trace in the past: it has lasted no day.
    """
    cursor.execute(
        """
        INSERT INTO territories_pastterritory (party_id, territory_id, since, until, by_hand, reason)
        SELECT now.party_id, now.territory_id, now.since, %(day)s, now.by_hand, now.reason
        FROM territories_partyterritory now JOIN territory_moves USING (party_id)
        WHERE now.since < %(day)s
          AND now.territory_id IS DISTINCT FROM territory_moves.territory_id
        """,
        {"day": day},
    )
    cursor.execute(
        "DELETE FROM territories_partyterritory now USING territory_moves moved"
        " WHERE moved.party_id = now.party_id AND moved.territory_id IS NULL"
    )
    cursor.execute(
        """
        INSERT INTO territories_partyterritory AS now
            (party_id, territory_id, since, rule_id, by_hand, reason)
        SELECT party_id, territory_id, %(day)s, rule_id, by_hand, reason FROM territory_moves
        WHERE territory_id IS NOT NULL
        ON CONFLICT (party_id) DO UPDATE SET
            territory_id = EXCLUDED.territory_id, rule_id = EXCLUDED.rule_id,
            by_hand = EXCLUDED.by_hand, reason = EXCLUDED.reason,
            since = CASE WHEN now.territory_id = EXCLUDED.territory_id THEN now.since
                    ELSE EXCLUDED.since END
        """,
        {"day": day},
    )
