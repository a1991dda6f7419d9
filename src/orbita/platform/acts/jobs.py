"""The job behind every `after` listener."""

from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from orbita.platform.acts.events import call_listener


@app.task(
    name="acts.run_listener",
    queue="events",
    retry=RetryStrategy(max_attempts=8, exponential_wait=3),
)
def run_listener(listener: str, event: dict[str, Any]) -> None:
    """Run one listener with one event; a failure is retried without its neighbours."""
    call_listener(listener, event)
