"""Likeness is looked for in folded titles instead of in all words."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_fold_quickly")]
    operations = [
        migrations.RemoveIndex("searchentry", "search_words"),
        migrations.RemoveField("searchentry", "words"),
        migrations.AddField(
            "searchentry",
            "folded",
            models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE search_searchentry SET folded = left(orbita_fold(title), 200)",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            "searchentry",
            django.contrib.postgres.indexes.GinIndex(
                fields=["folded"], name="search_folded", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
