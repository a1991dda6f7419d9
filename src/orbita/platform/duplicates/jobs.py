"""Searches in the background: nightly, on request with progress, after changes of a few records."""

from collections.abc import Mapping
from typing import Any

from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.duplicates.commands import keep_scan, merge_sure
from orbita.platform.duplicates.scanning import scan
from orbita.platform.duplicates.slots import matchables
from orbita.platform.jobs.progress import Progress


@app.periodic(cron="20 3 * * *")
@app.task(name="duplicates.search", queue="care", queueing_lock="duplicates")
def search_all(timestamp: int) -> None:
    """Search among the records of every kind."""
    for plug in matchables:
        done = scan(plug)
        keep_scan(plug.kind, done, by=SYSTEM)
        merge_sure(plug.kind, done, by=SYSTEM)


@app.task(name="duplicates.search_kind", queue="care", queueing_lock="duplicates_kind")
def search_kind(kind: str) -> None:
    """Search among the records of one kind."""
    keep_scan(kind, scan(matchables[kind]), by=SYSTEM)


def run_search(progress: Progress, by: Actor, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same as long work."""
    plug = matchables[str(parameters["kind"])]
    progress.begin(0)
    done = scan(plug, tell=progress.step)
    return {"records": len(done.profiles), "pairs": keep_scan(plug.kind, done, by=SYSTEM)}
