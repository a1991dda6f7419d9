"""What privacy does by night: terms that are over, archives that nobody needs any more."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.parties.consent.commands.keeping import run_keeping
from orbita.parties.consent.queries import active_keepings
from orbita.parties.consent.works import KEPT_DAYS
from orbita.platform.acts.actor import SYSTEM


@app.periodic(cron="41 2 * * *")
@app.task(name="consent.keep", queue="care", queueing_lock="keep personal data")
def keep(timestamp: int) -> None:
    """Carry out the rules of retention that are in use; drop archives whose link has run out."""
    for keeping_id in active_keepings():
        run_keeping(keeping_id, by=SYSTEM)
    drop_archives()


def drop_archives() -> int:
    """Delete archives of more than a week ago; gives how many went."""
    edge = (timezone.now() - timedelta(KEPT_DAYS)).timestamp()
    root = Path(settings.DATA) / "privacy"
    old = [path for path in root.glob("*") if path.stat().st_mtime < edge]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
