"""Jobs of a module that is switched off end at once; all others run."""

from typing import Any

import pytest
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from orbita.kit.slots import absent
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.events import _after
from orbita.platform.modules.commands import switch_off_module
from orbita.platform.modules.working import LISTENER, skip_absent

pytestmark = pytest.mark.django_db


def run(task: str, **said: Any) -> Any:
    """What comes of a job in the worker: who is absent while it runs, or None."""
    job = Job(id=1, queue="works", lock=None, queueing_lock=None, task_name=task, task_kwargs=said)
    context = JobContext(start_timestamp=0, app=app, job=job, abort_reason=lambda: None)
    return skip_absent(lambda: sorted(absent()), context, None)


@pytest.mark.req("PLT-03")
def test_a_periodic_job_runs_only_while_its_module_is_on() -> None:
    task = next(name for name, one in app.tasks.items() if "sales.leads" in one.func.__module__)
    assert run(task) == []

    switch_off_module("leads", by=SYSTEM)

    assert run(task) is None
    assert run("jobs.forget_old") == ["orbita.sales.leads"]


@pytest.mark.req("PLT-03")
def test_what_listens_to_events_is_skipped_by_the_app_that_listens() -> None:
    listener = next(name for name in _after if "scenarios" in name)
    assert run(LISTENER, listener=listener, event={}) == []

    switch_off_module("rules", by=SYSTEM)

    assert run(LISTENER, listener=listener, event={}) is None
