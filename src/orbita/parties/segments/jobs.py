"""Segments kept up to date: every quarter of an hour, and on request with progress."""

from collections.abc import Mapping
from typing import Any

from procrastinate.contrib.django import app

from orbita.parties.segments.commands import recompute_segment
from orbita.parties.segments.queries import to_recompute
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.jobs.progress import Progress


@app.periodic(cron="*/15 * * * *")
@app.task(name="segments.recompute", queue="care", queueing_lock="segments")
def recompute_all(timestamp: int) -> None:
    """Compute every living segment, each in a transaction of its own."""
    for segment_id in to_recompute():
        recompute_segment(segment_id, by=SYSTEM)


def run_recomputing(
    progress: Progress, by: Actor, parameters: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The same as long work, with what came out: how many came and left over all segments."""
    ids = to_recompute()
    progress.begin(len(ids))
    came = left = 0
    for segment_id in ids:
        state = recompute_segment(segment_id, by=SYSTEM)
        came, left = came + state.came, left + state.left
        progress.step()
    return {"segments": len(ids), "came": came, "left": left}
