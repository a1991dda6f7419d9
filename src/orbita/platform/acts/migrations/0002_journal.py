"""The journal is read by command and by person, newest first."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddIndex(
            "act", models.Index(fields=["command", "-id"], name="act_command")
        ),
        migrations.AddIndex("act", models.Index(fields=["by", "-id"], name="act_by")),
    ]
