"""Everything that points at losers comes to point at survivors: a statement a column, for all groups.

The members of all groups stand in a temporary table, `merging_side`: each id with the survivor of its
group and its place there (the survivor is 0); `merging_source` says from which record a survivor's
field has got another value. Rows that would meet under a unique index are joined
first; tables without a history leave a trace for undo.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from orbita.platform.merging.joining import join_twins
from orbita.platform.merging.references import Pointing, Reference, pointing_at
from orbita.platform.merging.slots import join_rules
from orbita.platform.merging.traces import note_after, note_before
from orbita.platform.records.slots import RecordKind

Group = tuple[UUID, Sequence[UUID]]


def move_all(kind: RecordKind, act_id: UUID) -> None:
    """Move, join and drop whatever points at the losers that were gathered."""
    for pointing in pointing_at(kind):
        if not _is_touched(pointing):
            continue
        if not pointing.is_tracked:
            note_before(pointing, act_id)
        _move(pointing)
        if not pointing.is_tracked:
            note_after(pointing, act_id)


def gather(groups: Sequence[Group]) -> None:
    """Put the members of all groups into `merging_side`."""
    ids, survivors, places = [], [], []
    for survivor, losers in groups:
        for place, member in enumerate((survivor, *losers)):
            ids.append(member)
            survivors.append(survivor)
            places.append(place)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS merging_side (
                id uuid PRIMARY KEY, survivor uuid NOT NULL, place integer NOT NULL
            ) ON COMMIT DROP
            """
        )
        cursor.execute("TRUNCATE merging_side")
        cursor.execute(
            "INSERT INTO merging_side SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::integer[])",
            [ids, survivors, places],
        )
        cursor.execute("ANALYZE merging_side")


def gather_sources(sources: Mapping[UUID, Mapping[str, UUID | None]]) -> None:
    """Put what survivors take from others into `merging_source`."""
    rows = [(pk, name, source) for pk, told in sources.items() for name, source in told.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS merging_source (
                survivor uuid NOT NULL, field text NOT NULL, source uuid,
                PRIMARY KEY (survivor, field)
            ) ON COMMIT DROP
            """
        )
        cursor.execute("TRUNCATE merging_source")
        cursor.execute(
            "INSERT INTO merging_source SELECT * FROM unnest(%s::uuid[], %s::text[], %s::uuid[])",
            [[row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]],
        )


def _is_touched(pointing: Pointing) -> bool:
    """Whether any row points at a loser at all: most tables are done with this question."""
    asked = " OR ".join(
        f"EXISTS (SELECT FROM {pointing.table} t JOIN merging_side s"
        f' ON s.id = t."{one.column}" AND s.place > 0 WHERE {one.when})'
        for one in pointing.references
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return bool(cursor.fetchone()[0])


def _move(pointing: Pointing) -> None:
    rule = join_rules.get(pointing.model._meta.label_lower)
    with connection.cursor() as cursor:
        if rule and rule.before:
            cursor.execute(rule.before)
        join_twins(pointing, rule)
        for one in pointing.references:
            # Triggers keep the plan of their first call; what was planned for a few joined rows
            # would compare thousands of moved ones each with each.
            cursor.execute("DISCARD PLANS")
            cursor.execute(_moved(pointing, one))
        if rule and rule.after:
            cursor.execute(rule.after)


def _moved(pointing: Pointing, one: Reference) -> str:
    return f"""
        UPDATE {pointing.table} t SET "{one.column}" = s.survivor FROM merging_side s
        WHERE t."{one.column}" = s.id AND s.place > 0 AND {one.when}
    """
