"""Classes kept up to date: every hour those whose time has come, and on request with progress."""

from collections.abc import Mapping
from typing import Any

from procrastinate.contrib.django import app

from orbita.parties.standing.commands import reclassify
from orbita.parties.standing.queries import due, in_use
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.jobs.progress import Progress


@app.periodic(cron="23 * * * *")
@app.task(name="standing.reclassify", queue="care", queueing_lock="standing")
def reclassify_due(timestamp: int) -> None:
    """Compute each classification whose time has come, in a transaction of its own."""
    for classification_id in due():
        reclassify(classification_id, by=SYSTEM)


def run_reclassifying(
    progress: Progress, by: Actor, parameters: Mapping[str, Any]
) -> Mapping[str, Any]:
    """All classifications as long work, with how many clients came into another class."""
    ids = in_use()
    progress.begin(len(ids))
    changed = 0
    for classification_id in ids:
        changed += reclassify(classification_id, by=SYSTEM)
        progress.step()
    return {"classifications": len(ids), "changed": changed}
