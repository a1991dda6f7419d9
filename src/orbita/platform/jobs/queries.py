"""Questions about queues, jobs and long work."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.jobs.models import Work

SHOWN = 100
FRESH_SECONDS = 45


@dataclass(frozen=True)
class Queue:
    """How many jobs of a queue wait, run and have failed; since when the oldest one waits."""

    name: str
    waiting: int
    running: int
    failed: int
    oldest_at: datetime | None


@dataclass(frozen=True)
class Job:
    """A job that runs or has failed, with its last error."""

    id: int
    task: str
    queue: str
    status: str
    attempts: int
    at: datetime | None
    scheduled_at: datetime | None
    error: str
    trace: str


@dataclass(frozen=True)
class Worker:
    """A worker with its last heartbeat."""

    id: int
    seen_at: datetime
    is_alive: bool
    running: int


def queues() -> list[Queue]:
    """All queues that have something in them. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT j.queue_name,
                   count(*) FILTER (WHERE j.status = 'todo'),
                   count(*) FILTER (WHERE j.status = 'doing'),
                   count(*) FILTER (WHERE j.status = 'failed'),
                   min(e.at) FILTER (WHERE j.status = 'todo')
            FROM procrastinate_jobs j
            LEFT JOIN LATERAL (
                SELECT at FROM procrastinate_events WHERE job_id = j.id ORDER BY id LIMIT 1
            ) e ON true
            WHERE j.status IN ('todo', 'doing', 'failed')
            GROUP BY 1 ORDER BY 1
            """)
        return [Queue(*row) for row in cursor.fetchall()]


def jobs(status: str) -> list[Job]:
    """The newest hundred jobs in a state: todo, doing or failed. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT j.id, j.task_name, j.queue_name, j.status::text, j.attempts, e.at,
                   j.scheduled_at, coalesce(f.text, ''), coalesce(f.trace, '')
            FROM procrastinate_jobs j
            LEFT JOIN jobs_jobfault f ON f.job_id = j.id
            LEFT JOIN LATERAL (
                SELECT at FROM procrastinate_events WHERE job_id = j.id ORDER BY id DESC LIMIT 1
            ) e ON true
            WHERE j.status = %s::procrastinate_job_status ORDER BY j.id DESC LIMIT %s
            """,
            [status, SHOWN],
        )
        return [Job(*row) for row in cursor.fetchall()]


def workers() -> list[Worker]:
    """The workers that have registered themselves. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT w.id, w.last_heartbeat,
                   w.last_heartbeat > now() - make_interval(secs => %s),
                   (SELECT count(*) FROM procrastinate_jobs j
                    WHERE j.worker_id = w.id AND j.status = 'doing')
            FROM procrastinate_workers w ORDER BY w.last_heartbeat DESC LIMIT 20
            """,
            [FRESH_SECONDS],
        )
        return [Worker(*row) for row in cursor.fetchall()]


def work(actor: Actor, work_id: UUID) -> Work:
    """Long work of the actor's own (for who looks after jobs: anybody's), or NotFound."""
    found = Work.objects.filter(pk=work_id).first()
    if found is None or (found.by_id != actor.id and not actor.may("jobs.manage")):
        raise NotFound
    return found


def works(actor: Actor) -> "QuerySet[Work]":
    """The long work that the actor may see, the newest first."""
    found = Work.objects.select_related("by").order_by("-created_at", "-id")
    return found if actor.may("jobs.manage") else found.filter(by=actor.id)


def running_works(actor: Actor) -> "QuerySet[Work]":
    """The actor's own long work that is not over. One statement."""
    return Work.objects.filter(by=actor.id, state__in=["queued", "running"]).order_by("created_at")
