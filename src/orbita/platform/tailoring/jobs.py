"""Indexes of own fields are built, and fields leave the bin, in the background."""

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.fields.events import FieldsChanged
from orbita.platform.tailoring.commands import forget_old_fields
from orbita.platform.tailoring.indexes import settle_indexes


def index_fields(event: FieldsChanged) -> None:
    """Give the fields the indexes that they ask for. Safe to run twice."""
    settle_indexes()


@app.periodic(cron="41 3 * * *")
@app.task(name="tailoring.forget", queue="care", queueing_lock="forget fields")
def forget(timestamp: int) -> None:
    """Remove what has lain in the bin for long enough, and what is left of its indexes."""
    forget_old_fields(now=timezone.now(), by=SYSTEM)
    settle_indexes()
