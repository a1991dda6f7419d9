"""The due day of each client, computed by the database: last touch and days of his first rule.

A direct contact is a call, a meeting, a letter, a chat or a visit of ours; through a touchpoint that
is not direct (a mailing, a dealer) it is an indirect one, and the rule says whether that counts.
A client for whom no rule speaks has no row.
"""

from orbita.activities.timeline.pulse import TOUCHES
from orbita.platform.derived.slots import Derived, Source

_RULE = """
    SELECT r.id, r.days, r.is_direct FROM cadence_cadencerule r
    WHERE (r.status = '' OR r.status = subject.status)
      AND (r.role = '' OR EXISTS (
          SELECT FROM roles_partyrole held
          WHERE held.party_id = subject.id AND held.role = r.role))
      AND (r.branch_id IS NULL OR EXISTS (
          SELECT FROM classifier_placement place
          JOIN classifier_branch b ON b.id = place.branch_id
          JOIN classifier_branch top ON top.id = r.branch_id
          WHERE place.party_id = subject.id AND starts_with(b.path, top.path)))
    ORDER BY r.position, r.id LIMIT 1"""
_TOUCH = f"""
    SELECT max(own.done_at) AS at FROM (
        SELECT i.done_at FROM timeline_interaction i
        LEFT JOIN touchpoints_touchpoint point ON point.id = i.touchpoint_id
        WHERE i.party_id = subject.id AND i.deleted_at IS NULL AND i.kind IN {TOUCHES}
          AND (NOT rule.is_direct OR coalesce(point.is_direct, true)) OFFSET 0) own"""

DUE = Derived(
    "party_cadence",
    f"""
    WITH fresh AS (
        SELECT subject.id, rule.id AS rule_id, touch.at,
               coalesce(touch.at, subject.created_at) + make_interval(days => rule.days) AS due_at
        FROM directory_party subject
        LEFT JOIN LATERAL ({_RULE}) rule ON true
        LEFT JOIN LATERAL ({_TOUCH}) touch ON rule.id IS NOT NULL
        WHERE subject.id = ANY(ids)
    ), gone AS (
        DELETE FROM cadence_partycadence known USING fresh
        WHERE known.party_id = fresh.id AND fresh.rule_id IS NULL
    )
    INSERT INTO cadence_partycadence AS known (party_id, rule_id, last_at, due_at)
    SELECT id, rule_id, at, due_at FROM fresh WHERE rule_id IS NOT NULL
    ON CONFLICT (party_id) DO UPDATE SET rule_id = EXCLUDED.rule_id,
        last_at = EXCLUDED.last_at, due_at = EXCLUDED.due_at
    WHERE (known.rule_id, known.last_at, known.due_at)
        IS DISTINCT FROM (EXCLUDED.rule_id, EXCLUDED.last_at, EXCLUDED.due_at);
    """,
    [
        Source("directory_party", "r.id", ("status", "created_at")),
        Source(
            "timeline_interaction",
            "r.party_id",
            ("party_id", "done_at", "deleted_at", "kind", "touchpoint_id"),
            f"r.done_at IS NOT NULL AND r.kind IN {TOUCHES}",
        ),
        Source("roles_partyrole", "r.party_id", ("party_id", "role")),
        Source("classifier_placement", "r.party_id", ("party_id", "branch_id")),
        Source(
            "classifier_branch",
            "place.party_id",
            ("path",),
            join="JOIN classifier_placement place ON place.branch_id = r.id",
        ),
        Source(
            "touchpoints_touchpoint",
            "i.party_id",
            ("is_direct",),
            join="JOIN timeline_interaction i ON i.touchpoint_id = r.id",
        ),
        Source(
            "cadence_cadencerule",
            "client.id",
            ("branch_id", "status", "role", "days", "is_direct", "position"),
            join="CROSS JOIN directory_party client",
        ),
    ],
)
