"""First and last touchpoint of each client: computed by the database with his contacts."""

from orbita.platform.derived.slots import Derived, Source

_MET = """SELECT own.touchpoint_id, own.done_at FROM (
    SELECT i.id, i.touchpoint_id, i.done_at FROM timeline_interaction i
    WHERE i.party_id = subject.id AND i.touchpoint_id IS NOT NULL
      AND i.done_at IS NOT NULL AND i.deleted_at IS NULL OFFSET 0) own"""
"""OFFSET 0: a client's own contacts are sorted, not all contacts looked through by their days."""

ATTRIBUTION = Derived(
    "party_touch",
    f"""
    INSERT INTO touchpoints_partytouch AS known (party_id, first_id, first_at, last_id, last_at)
    SELECT subject.id, early.touchpoint_id, early.done_at, late.touchpoint_id, late.done_at
    FROM directory_party subject
    LEFT JOIN LATERAL ({_MET} ORDER BY own.done_at, own.id LIMIT 1) early ON true
    LEFT JOIN LATERAL ({_MET} ORDER BY own.done_at DESC, own.id DESC LIMIT 1) late ON true
    WHERE subject.id = ANY(ids)
    ON CONFLICT (party_id) DO UPDATE SET first_id = EXCLUDED.first_id,
        first_at = EXCLUDED.first_at, last_id = EXCLUDED.last_id, last_at = EXCLUDED.last_at
    WHERE (known.first_id, known.first_at, known.last_id, known.last_at) IS DISTINCT FROM
        (EXCLUDED.first_id, EXCLUDED.first_at, EXCLUDED.last_id, EXCLUDED.last_at);
    """,
    [
        Source(
            "timeline_interaction",
            "r.party_id",
            ("party_id", "touchpoint_id", "done_at", "deleted_at"),
            "r.touchpoint_id IS NOT NULL",
        )
    ],
)
