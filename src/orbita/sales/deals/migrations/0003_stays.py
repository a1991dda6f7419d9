"""The way of a deal through the stages is written by the database: whoever moves a deal is seen."""

from django.db import migrations

KEEP = """
CREATE FUNCTION deals_keep_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO deals_stagestay (deal_id, stage_id, entered_at)
        SELECT id, stage_id, stage_since FROM after_rows;
        RETURN NULL;
    END IF;
    -- An undone move: what came after the moment that holds again has not been.
    DELETE FROM deals_stagestay s
    USING after_rows r JOIN before_rows o USING (id)
    WHERE (r.stage_id, r.stage_since) IS DISTINCT FROM (o.stage_id, o.stage_since)
        AND s.deal_id = r.id AND s.entered_at > r.stage_since;
    UPDATE deals_stagestay s SET left_at = r.stage_since
    FROM after_rows r JOIN before_rows o USING (id)
    WHERE (r.stage_id, r.stage_since) IS DISTINCT FROM (o.stage_id, o.stage_since)
        AND s.deal_id = r.id AND s.left_at IS NULL
        AND (s.stage_id, s.entered_at) IS DISTINCT FROM (r.stage_id, r.stage_since);
    UPDATE deals_stagestay s SET left_at = NULL
    FROM after_rows r JOIN before_rows o USING (id)
    WHERE (r.stage_id, r.stage_since) IS DISTINCT FROM (o.stage_id, o.stage_since)
        AND s.deal_id = r.id AND s.stage_id = r.stage_id AND s.entered_at = r.stage_since;
    INSERT INTO deals_stagestay (deal_id, stage_id, entered_at)
    SELECT r.id, r.stage_id, r.stage_since
    FROM after_rows r JOIN before_rows o USING (id)
    WHERE (r.stage_id, r.stage_since) IS DISTINCT FROM (o.stage_id, o.stage_since)
        AND NOT EXISTS (
            SELECT FROM deals_stagestay s WHERE s.deal_id = r.id AND s.left_at IS NULL
        );
    RETURN NULL;
END $body$;
CREATE TRIGGER deals_stays_insert AFTER INSERT ON deals_deal
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION deals_keep_stays();
CREATE TRIGGER deals_stays_update AFTER UPDATE ON deals_deal
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION deals_keep_stays();
INSERT INTO deals_stagestay (deal_id, stage_id, entered_at)
    SELECT id, stage_id, stage_since FROM deals_deal;
"""
DROP = """
DROP TRIGGER deals_stays_insert ON deals_deal;
DROP TRIGGER deals_stays_update ON deals_deal;
DROP FUNCTION deals_keep_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("deals", "0002_pipelines_in_full")]
    operations = [migrations.RunSQL(KEEP, DROP)]
