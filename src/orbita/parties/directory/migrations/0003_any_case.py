"""City, source and industry are asked for in any case."""

from django.db import migrations, models
from django.db.models.functions import Upper

ASKED = ("city", "source", "industry")


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_party_by_city")]
    operations = [
        operation
        for field in ASKED
        for operation in (
            migrations.RemoveIndex("party", f"party_{field}"),
            migrations.AddIndex("party", models.Index(Upper(field), name=f"party_{field}")),
        )
    ]
