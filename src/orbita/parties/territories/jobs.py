"""Re-cuts whose day has come are carried out in the night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.parties.territories.commands import apply_recut
from orbita.parties.territories.queries import due_recuts
from orbita.platform.acts.actor import SYSTEM


@app.periodic(cron="7 * * * *")
@app.task(name="territories.recut", queue="care", queueing_lock="recut")
def recut(timestamp: int) -> None:
    """Carry out what is due; what a stop of the worker has delayed follows at once."""
    for recut_id in due_recuts(timezone.localdate()):
        apply_recut(recut_id, by=SYSTEM)
