"""The job behind long work, and the ones that look after all others."""

from datetime import timedelta
from uuid import UUID

from asgiref.sync import async_to_sync
from django.utils import timezone, translation
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.jobs.commands import begin_work, finish_work
from orbita.platform.jobs.faults import keep_fault
from orbita.platform.jobs.models import JobFault, State, Work
from orbita.platform.jobs.progress import Cancelled, Interrupted, Progress
from orbita.platform.jobs.slots import work_kinds

STALLED_SECONDS = 45
KEPT_DAYS = 30


@app.task(
    name="jobs.run_work",
    queue="works",
    pass_context=True,
    retry=RetryStrategy(max_attempts=20, wait=1, retry_exceptions=[Interrupted]),
)
def run_work(context: JobContext, work_id: str) -> None:
    """Do long work and write down how it ended. Safe to run again after a crash."""
    work = begin_work(UUID(work_id), by=SYSTEM)
    if work is None:
        return
    by = actor_of(work.by) if work.by else SYSTEM
    language = work.by.language if work.by and work.by.language else translation.get_language()
    with translation.override(language):
        _carry_out(work, by, context)


def _carry_out(work: Work, by: Actor, context: JobContext) -> None:
    try:
        with Progress(work.pk) as progress:
            result = work_kinds[work.kind].run(progress, by, work.parameters)
    except Cancelled:
        finish_work(work.pk, state=State.CANCELLED, by=SYSTEM)
    except Interrupted:
        finish_work(work.pk, state=State.QUEUED, by=SYSTEM)
        raise
    except Refusal as refusal:
        finish_work(work.pk, state=State.FAILED, note=str(refusal), by=SYSTEM)
    except Exception as error:
        # The user reads that it failed; why is in the job's error, for administrators.
        finish_work(work.pk, state=State.FAILED, by=SYSTEM)
        keep_fault(context.job.id or 0, error)
        raise
    else:
        finish_work(work.pk, state=State.DONE, result=result, note=progress.note, by=SYSTEM)


@app.periodic(cron="* * * * * */30")
@app.task(name="jobs.recover_stalled", queue="care", queueing_lock="recover", pass_context=True)
def recover_stalled(context: JobContext, timestamp: int) -> None:
    """Give jobs of workers that died back to their queues."""
    stalled = async_to_sync(app.job_manager.get_stalled_jobs)(
        seconds_since_heartbeat=STALLED_SECONDS
    )
    for job in stalled:
        if job.id is not None and job.id != context.job.id:
            _give_back(job.id)


def _give_back(job_id: int) -> None:
    try:
        app.job_manager.retry_job_by_id(job_id, retry_at=timezone.now())
    except ConnectorException:
        # The next of its kind waits already (queueing lock): this one has nothing left to do.
        async_to_sync(app.job_manager.finish_job_by_id_async)(
            job_id=job_id, status=Status.ABORTED, delete_job=True
        )


@app.periodic(cron="17 3 * * *")
@app.task(name="jobs.forget_old", queue="care", queueing_lock="forget")
def forget_old(timestamp: int) -> None:
    """Forget long work, cancelled jobs and errors of more than a month ago."""
    Work.objects.filter(finished_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=KEPT_DAYS * 24, include_cancelled=True, include_aborted=True
    )
    JobFault.objects.exclude(
        job_id__in=ProcrastinateJob.objects.filter(status__in=["failed", "todo", "doing"]).values(
            "id"
        )
    ).delete()
