"""The ways of the deals that are there already."""

from django.db import migrations

FILL = """
INSERT INTO funnels_dealway (deal_id, furthest_id, lost_from_id)
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
    ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("funnels", "0001_initial")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
