"""The job behind every `after` listener."""

from typing import Any

from django.db import connection, transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from orbita.platform.acts.events import call_listener, is_whole


@app.task(
    name="acts.run_listener",
    queue="events",
    retry=RetryStrategy(max_attempts=8, exponential_wait=3),
    pass_context=True,
)
def run_listener(
    context: JobContext, listener: str, event: dict[str, Any], is_heard: bool = False
) -> None:
    """Run one listener with one event; a failure is retried without its neighbours.

    `is_heard` is the mark of a listener that must not run twice: it has run, and its worker died
    before it could say so.
    """
    if not is_whole(listener):
        call_listener(listener, event)
        return
    with transaction.atomic():
        if not is_heard and _hear(context.job.id):
            call_listener(listener, event)


def _hear(job_id: int | None) -> bool:
    """Mark the job; False when it was marked already. The row stays locked until all is written."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE procrastinate_jobs SET args = args || '{"is_heard": true}'
            WHERE id = %s AND NOT args ? 'is_heard'
            """,
            [job_id],
        )
        return bool(cursor.rowcount == 1)
