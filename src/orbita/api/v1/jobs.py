"""Kept calls are forgotten by night, a week later: so long a program may repeat itself."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.api.v1.commands import forget_calls
from orbita.platform.acts.actor import SYSTEM

KEPT = timedelta(days=7)


@app.periodic(cron="47 3 * * *")
@app.task(name="api_v1.forget", queue="care", queueing_lock="forget kept calls")
def forget(timestamp: int) -> None:
    """Forget the calls of a week ago."""
    forget_calls(before=timezone.now() - KEPT, by=SYSTEM)
