"""Administrators see what the queues do, and jobs of dead workers come back."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app

from orbita.platform.accounts.tests.factories import actor, admin, alice, signed_in
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.jobs import jobs
from orbita.platform.jobs.commands import cancel_job, retry_job
from orbita.platform.jobs.errors import JobIsNotFailed, JobIsNotWaiting
from orbita.platform.jobs.faults import keep_fault, remember_faults

CARETAKER: Any = SimpleNamespace(job=SimpleNamespace(id=-1))


def job(
    status: str = "todo", *, worker: int | None = None, queueing_lock: str | None = None
) -> int:
    deferrer = app.configure_task("jobs.run_work", queue="works", queueing_lock=queueing_lock)
    job_id: int = deferrer.defer(work_id="01910000-0000-7000-8000-000000000000")
    if status != "todo":
        run(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            worker,
            job_id,
        )
    if status == "failed":
        run("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", job_id)
    return job_id


def worker(seconds_ago: int) -> int:
    sql = (
        "INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - make_interval(secs => %s)) RETURNING id"
    )
    return int(run(sql, seconds_ago))


def status(job_id: int) -> Any:
    return run("SELECT status::text FROM procrastinate_jobs WHERE id = %s", job_id)


def run(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


@pytest.mark.django_db
def test_a_job_of_a_dead_worker_goes_back_to_its_queue_and_one_of_a_live_worker_does_not() -> None:
    dead, alive = job("doing", worker=worker(300)), job("doing", worker=worker(1))
    orphan = job("doing", worker=None)

    jobs.recover_stalled(CARETAKER, 0)

    assert (status(dead), status(orphan), status(alive)) == ("todo", "todo", "doing")


@pytest.mark.django_db(transaction=True)
def test_a_stalled_job_whose_follower_waits_already_is_dropped() -> None:
    lock = str(uuid4())
    stalled = job("doing", worker=worker(300), queueing_lock=lock)
    follower = job(queueing_lock=lock)

    jobs.recover_stalled(CARETAKER, 0)

    assert (status(stalled), status(follower)) == (None, "todo")


@pytest.mark.django_db
def test_a_failed_job_is_run_again_by_an_administrator_only() -> None:
    failed = job("failed")

    with pytest.raises(NotAllowed):
        retry_job(failed, by=actor(alice()))
    retry_job(failed, by=actor(admin()))

    assert status(failed) == "todo"
    with pytest.raises(JobIsNotFailed):
        retry_job(failed, by=actor(admin()))


@pytest.mark.django_db
def test_a_waiting_job_is_cancelled_and_a_running_one_is_not() -> None:
    waiting, running = job(), job("doing", worker=worker(1))

    cancel_job(waiting, by=actor(admin()))

    assert status(waiting) == "cancelled"
    with pytest.raises(JobIsNotWaiting):
        cancel_job(running, by=actor(admin()))


@pytest.mark.django_db
def test_the_page_shows_queues_workers_and_the_last_line_of_an_error(client: Client) -> None:
    worker(2)
    failed = job("failed")
    keep_fault(failed, ValueError("line one\nthe address is not known"))

    page = signed_in(client, admin()).get("/jobs/").content.decode()

    assert "ValueError: the address is not known" in page
    assert "works" in page
    assert f"/jobs/{failed}/retry/" in page


@pytest.mark.django_db
def test_a_seller_does_not_see_the_jobs(client: Client) -> None:
    assert signed_in(client, alice()).get("/jobs/").status_code == 403


@pytest.mark.django_db
def test_the_worker_keeps_the_error_of_a_job() -> None:
    def fail() -> None:
        raise LookupError("no such box")

    with pytest.raises(LookupError):
        remember_faults(fail, SimpleNamespace(job=SimpleNamespace(id=5)), None)  # type: ignore[arg-type]

    assert run("SELECT text FROM jobs_jobfault WHERE job_id = 5") == "LookupError: no such box"


@pytest.mark.django_db
def test_old_jobs_and_errors_are_forgotten() -> None:
    keep_fault(987_654, ValueError("gone"))
    old = job()
    cancel_job(old, by=actor(admin()))
    run("UPDATE procrastinate_events SET at = now() - interval '40 days' WHERE job_id = %s", old)

    jobs.forget_old(0)

    assert status(old) is None
    assert run("SELECT count(*) FROM jobs_jobfault") == 0
