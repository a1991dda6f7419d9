"""The declaration from which the database computes how far each deal has come."""

from orbita.platform.derived.slots import Derived, Source

COMPUTED = """
    SELECT d.id,
        CASE WHEN s.outcome = 'won' THEN s.id ELSE coalesce(far.id, first.id) END,
        CASE WHEN s.outcome = 'lost' THEN coalesce(last.id, first.id) END
    FROM deals_deal d
    JOIN deals_stage s ON s.id = d.stage_id
    LEFT JOIN LATERAL (
        SELECT o.id FROM deals_stagestay y JOIN deals_stage o ON o.id = y.stage_id
        WHERE y.deal_id = d.id AND o.pipeline_id = s.pipeline_id AND o.outcome = 'open'
        ORDER BY o.position DESC LIMIT 1
    ) far ON true
    LEFT JOIN LATERAL (
        SELECT o.id FROM deals_stagestay y JOIN deals_stage o ON o.id = y.stage_id
        WHERE y.deal_id = d.id AND o.pipeline_id = s.pipeline_id AND o.outcome = 'open'
        ORDER BY y.entered_at DESC, y.id DESC LIMIT 1
    ) last ON true
    JOIN LATERAL (
        SELECT o.id FROM deals_stage o WHERE o.pipeline_id = s.pipeline_id
        ORDER BY o.position LIMIT 1
    ) first ON true
"""
"""A deal without a known stay (it came from a file as it was) has reached the first stage."""

REFRESH = f"""
    INSERT INTO funnels_dealway (deal_id, furthest_id, lost_from_id)
    {COMPUTED}
    WHERE d.id = ANY(ids)
    ON CONFLICT (deal_id) DO UPDATE
    SET furthest_id = excluded.furthest_id, lost_from_id = excluded.lost_from_id
    WHERE (funnels_dealway.furthest_id, funnels_dealway.lost_from_id)
        IS DISTINCT FROM (excluded.furthest_id, excluded.lost_from_id);
"""
WAYS = Derived(
    "deal_way",
    refresh=REFRESH,
    sources=(
        Source("deals_stagestay", "r.deal_id", ("deal_id", "stage_id", "entered_at")),
        Source(
            "deals_stage",
            "d.id",
            ("position", "pipeline_id"),
            join="JOIN deals_stage beside ON beside.pipeline_id = r.pipeline_id"
            " JOIN deals_deal d ON d.stage_id = beside.id",
        ),
    ),
)
