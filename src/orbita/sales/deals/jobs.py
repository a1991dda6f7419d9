"""Every working morning owners learn which of their open deals have no next step."""

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.sales.deals.commands import alarm_owners

FRIDAY = 5


@app.periodic(cron="30 5 * * *")
@app.task(name="deals.alarm", queue="reminders", queueing_lock="deals alarm")
def alarm(timestamp: int) -> None:
    """Tell the owners, on working days."""
    if timezone.localdate().isoweekday() <= FRIDAY:
        alarm_owners(by=SYSTEM)
