"""How memberships meet when clients become one: he was in when any of them was."""

from orbita.parties.segments.models import Membership
from orbita.platform.merging.slots import JoinRule

JOINED_MEMBERSHIPS = JoinRule(
    Membership,
    before="""
        DROP TABLE IF EXISTS merging_stays;
        CREATE TEMPORARY TABLE merging_stays ON COMMIT DROP AS
        SELECT id, first_value(id) OVER w AS stays, min(since) OVER w AS since,
               nullif(max(until) OVER w, 'infinity') AS until
        FROM (
            SELECT *, count(*) FILTER (WHERE reach IS NULL OR since > reach)
                      OVER (PARTITION BY survivor, segment_id ORDER BY since, id) AS island
            FROM (
                SELECT t.id, s.survivor, t.segment_id, t.since,
                       coalesce(t.until, 'infinity') AS until,
                       max(coalesce(t.until, 'infinity')) OVER (
                           PARTITION BY s.survivor, t.segment_id ORDER BY t.since, t.id
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                       ) AS reach
                FROM segments_membership t JOIN merging_side s ON s.id = t.party_id
            ) reaching
        ) islands
        WINDOW w AS (
            PARTITION BY survivor, segment_id, island ORDER BY id
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        );
        DELETE FROM segments_membership t USING merging_stays m
        WHERE t.id = m.id AND m.id <> m.stays;
        UPDATE segments_membership t SET since = m.since, until = m.until FROM merging_stays m
        WHERE t.id = m.id AND (t.since, t.until) IS DISTINCT FROM (m.since, m.until)
    """,
)
