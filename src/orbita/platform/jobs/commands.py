"""Acts on long work and on the queues."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from procrastinate.contrib.django import app

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.events import announce, send_poke
from orbita.platform.acts.frame import command
from orbita.platform.jobs.errors import JobIsNotFailed, JobIsNotWaiting, WorkIsOver
from orbita.platform.jobs.events import WorkFinished
from orbita.platform.jobs.models import OVER, JobFault, State, Work
from orbita.platform.jobs.slots import work_kinds


@command
def start_work(
    kind: str, *, title: str | Promise, parameters: Mapping[str, Any], by: Actor
) -> Work:
    """Put long work into the queue; it begins when this act is committed.

    `parameters` are plain values for the kind's `run`.
    """
    from orbita.platform.jobs.jobs import run_work

    work = Work.objects.create(
        kind=work_kinds[kind].key,
        title=str(title)[:300],
        by_id=by.id,
        parameters=dict(parameters),
    )
    run_work.defer(work_id=str(work.pk))
    _tell(work)
    return work


@command
def cancel_work(work_id: UUID, *, by: Actor) -> Work:
    """Cancel long work of one's own (administrators: anybody's).

    What runs ends at its next step and leaves nothing half done. Refuses what is over.
    """
    work = Work.objects.select_for_update().filter(pk=work_id).first()
    if work is None:
        raise NotFound
    if work.by_id != by.id and not by.may("jobs.manage"):
        raise NotAllowed
    if work.is_over:
        raise WorkIsOver
    work.wants_cancel = True
    fields = ["wants_cancel"]
    if work.state == State.QUEUED:
        work.state, work.finished_at = State.CANCELLED, timezone.now()
        fields += ["state", "finished_at"]
    work.save(update_fields=fields)
    _tell(work)
    return work


@command
def begin_work(work_id: UUID, *, by: Actor) -> Work | None:
    """Take long work out of the queue (failed work too: a second try); None when it is over."""
    work = Work.objects.select_for_update().filter(pk=work_id).first()
    if work is None or work.state in (State.DONE, State.CANCELLED):
        return None
    work.state, work.started_at, work.finished_at = State.RUNNING, timezone.now(), None
    work.done = 0
    work.save(update_fields=["state", "started_at", "finished_at", "done"])
    _tell(work)
    return work


@command
def finish_work(
    work_id: UUID,
    *,
    state: str,
    note: str = "",
    result: Mapping[str, Any] | None = None,
    by: Actor,
) -> None:
    """Write down how long work has ended, or give it back to the queue (state «queued»)."""
    work = Work.objects.select_for_update().get(pk=work_id)
    work.state, work.note = state, note[:500]
    work.finished_at = timezone.now() if state in OVER else None
    work.result = dict(result or {})
    if state == State.DONE and work.total:
        work.done = work.total
    work.save(update_fields=["state", "note", "finished_at", "result", "done"])
    _tell(work)
    if state in OVER:
        announce(WorkFinished(work_id=work.pk, title=work.title, by=work.by_id, state=state))


def _tell(work: Work) -> None:
    send_poke([("work", work.pk)])


@command
def retry_job(job_id: int, *, by: Actor) -> None:
    """Run a failed job again, at once."""
    require(by, "jobs.manage")
    if _status(job_id) not in ("failed", "aborted"):
        raise JobIsNotFailed
    app.job_manager.retry_job_by_id(job_id, retry_at=timezone.now())
    send_poke([("job", str(job_id))])


@command
def cancel_job(job_id: int, *, by: Actor) -> None:
    """Take a waiting job out of its queue, or strike a failed one off the list."""
    require(by, "jobs.manage")
    status = _status(job_id)
    if status == "todo":
        app.job_manager.cancel_job_by_id(job_id)
    elif status in ("failed", "aborted"):
        # The queue has no such step of its own: the job was tried and is given up.
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
        JobFault.objects.filter(job_id=job_id).delete()
    else:
        raise JobIsNotWaiting
    send_poke([("job", str(job_id))])


def _status(job_id: int) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text FROM procrastinate_jobs WHERE id = %s FOR UPDATE", [job_id]
        )
        row = cursor.fetchone()
    return row[0] if row else None
