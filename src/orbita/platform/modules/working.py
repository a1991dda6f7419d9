"""Jobs of modules that are switched off do not run."""

from collections.abc import Callable
from typing import Any

from procrastinate import JobContext

from orbita.kit.slots import absence, is_absent
from orbita.platform.acts.events import owner_of_listener
from orbita.platform.modules.queries import absent_apps, switched_off

LISTENER = "acts.run_listener"


def skip_absent(call_next: Callable[[], Any], context: JobContext, worker: Any) -> Any:
    """A middleware of the worker around every job: a job of an absent module ends at once, and the
    others see the plugs of the modules that are there. One statement a job."""
    with absence(absent_apps(switched_off())):
        return None if is_absent(_owner(context)) else call_next()


def _owner(context: JobContext) -> str:
    """The app that the job works for: of a listener the one that listens."""
    if context.job.task_name == LISTENER:
        return owner_of_listener(str(context.job.task_kwargs.get("listener", "")))
    return context.task.func.__module__ if context.task else ""
