"""Reminders go out by the minute; old notices go away by the night."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.notifications.commands import BATCH, forget_notices, send_due_reminders

KEPT_DAYS = 180


@app.periodic(cron="* * * * *")
@app.task(name="notifications.remind", queue="reminders", queueing_lock="remind")
def remind(timestamp: int) -> None:
    """Send the reminders whose time has come; what a stop has delayed goes out at once."""
    while send_due_reminders(by=SYSTEM) == BATCH:
        pass


@app.periodic(cron="41 3 * * *")
@app.task(name="notifications.forget", queue="care", queueing_lock="forget notices")
def forget(timestamp: int) -> None:
    """Forget notices read half a year ago."""
    forget_notices(before=timezone.now() - timedelta(days=KEPT_DAYS), by=SYSTEM)
