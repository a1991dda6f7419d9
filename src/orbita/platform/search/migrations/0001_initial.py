import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

FOLD = """
CREATE OR REPLACE FUNCTION orbita_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT translate(lower(value), 'ё«»"''“”„`’‐‑–—_/\\', 'е                 ') $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION orbita_fold(text)"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("record_id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=50)),
                ("title", models.CharField(max_length=1000)),
                ("subtitle", models.CharField(max_length=1000)),
                ("words", models.TextField()),
                ("digits", models.TextField()),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="search_vector"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="search_words", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["digits"], name="search_digits", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["kind"], name="search_kind"),
                ],
            },
        ),
    ]
