"""What was handed over until a day comes back on it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.sales.handover.commands import hand_back
from orbita.sales.handover.queries import due_back


@app.periodic(cron="11 * * * *")
@app.task(name="handover.back", queue="care", queueing_lock="hand back")
def back(timestamp: int) -> None:
    """Give back what is due; what a stop of the worker has delayed follows at once."""
    for handover_id in due_back(timezone.localdate()):
        hand_back(handover_id, by=SYSTEM)
