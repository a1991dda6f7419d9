from django.db import migrations

SCRUB = r"""
CREATE FUNCTION orbita_scrub(j jsonb, pattern text, gone text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE jsonb_typeof(j)
        WHEN 'string' THEN to_jsonb(regexp_replace(j #>> '{}', pattern, gone, 'gi'))
        WHEN 'number' THEN CASE WHEN j #>> '{}' ~* pattern THEN to_jsonb(gone) ELSE j END
        WHEN 'array' THEN coalesce(
            (SELECT jsonb_agg(orbita_scrub(v, pattern, gone) ORDER BY n)
             FROM jsonb_array_elements(j) WITH ORDINALITY AS a(v, n)), '[]')
        WHEN 'object' THEN coalesce(
            (SELECT jsonb_object_agg(regexp_replace(k, pattern, gone, 'gi'),
                                     orbita_scrub(v, pattern, gone))
             FROM jsonb_each(j) AS e(k, v)), '{}')
        ELSE j END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [
        migrations.RunSQL(SCRUB, "DROP FUNCTION orbita_scrub(jsonb, text, text)"),
    ]
