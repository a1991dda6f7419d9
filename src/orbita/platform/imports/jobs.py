"""The files that were brought in go away by night, a month later: so long an import can be undone."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.imports.commands import forget_drafts
from orbita.platform.imports.keeping import drop_files

KEPT_DAYS = 30


@app.periodic(cron="29 3 * * *")
@app.task(name="imports.forget", queue="care", queueing_lock="forget imports")
def forget(timestamp: int) -> None:
    """Forget what was never carried out, and the files of a month ago."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    drop_files(before=before)
    forget_drafts(before=before, by=SYSTEM)
