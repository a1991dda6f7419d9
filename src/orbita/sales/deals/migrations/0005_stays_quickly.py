"""A mass change of deals that moves none of them is not looked through for moves."""

from django.db import migrations

QUICKLY = """
CREATE OR REPLACE FUNCTION deals_keep_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO deals_stagestay (deal_id, stage_id, entered_at)
        SELECT id, stage_id, stage_since FROM after_rows;
        RETURN NULL;
    END IF;
    -- Most changes of deals are no moves. A set operation says so quickly however many rows there are,
    -- where the joins below would compare every row with every other one.
    IF NOT EXISTS (
        SELECT id, stage_id, stage_since FROM after_rows
        EXCEPT SELECT id, stage_id, stage_since FROM before_rows
    ) THEN
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
"""
BEFORE = """
CREATE OR REPLACE FUNCTION deals_keep_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
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
"""


class Migration(migrations.Migration):
    dependencies = [("deals", "0004_own_fields")]
    operations = [migrations.RunSQL(QUICKLY, BEFORE)]
