from django.db import migrations

UNDONE = """
CREATE FUNCTION orbita_keys_undone(before jsonb, after jsonb, now jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof(now) <> 'object' OR before IS NOT DISTINCT FROM after THEN now
    ELSE coalesce(
        (
            SELECT jsonb_object_agg(key, value) FROM (
                SELECT key, CASE WHEN before -> key IS DISTINCT FROM after -> key
                    THEN before -> key ELSE now -> key END AS value
                FROM (
                    SELECT jsonb_object_keys(coalesce(before, '{}'))
                    UNION SELECT jsonb_object_keys(now)
                ) AS known (key)
            ) AS told WHERE value IS NOT NULL
        ),
        '{}'
    ) END
$$
"""
CONFLICT = """
CREATE FUNCTION orbita_keys_conflict(before jsonb, after jsonb, now jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT before IS DISTINCT FROM after AND EXISTS (
        SELECT FROM (
            SELECT jsonb_object_keys(coalesce(before, '{}'))
            UNION SELECT jsonb_object_keys(coalesce(after, '{}'))
        ) AS known (key)
        WHERE before -> key IS DISTINCT FROM after -> key
            AND now -> key IS DISTINCT FROM after -> key
    )
$$
"""
TYPES = "(jsonb, jsonb, jsonb)"


class Migration(migrations.Migration):
    """Undo of JSON objects key by key: see `audit.undo`."""

    dependencies = [("fields", "0001_initial")]

    operations = [
        migrations.RunSQL(UNDONE, f"DROP FUNCTION orbita_keys_undone{TYPES}"),
        migrations.RunSQL(CONFLICT, f"DROP FUNCTION orbita_keys_conflict{TYPES}"),
    ]
