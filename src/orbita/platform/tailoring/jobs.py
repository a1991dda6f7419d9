"""Fields leave the bin in the background."""

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.filling.jobs import settle_all_indexes
from orbita.platform.tailoring.commands import forget_old_fields


@app.periodic(cron="41 3 * * *")
@app.task(name="tailoring.forget", queue="care", queueing_lock="forget fields")
def forget(timestamp: int) -> None:
    """Remove what has lain in the bin for long enough, and what is left of its indexes."""
    if forget_old_fields(now=timezone.now(), by=SYSTEM):
        settle_all_indexes()
