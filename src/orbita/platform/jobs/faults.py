"""Remembers why a job failed."""

import logging
import traceback
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.exceptions import JobAborted

from orbita.platform.jobs.models import JobFault

log = logging.getLogger(__name__)


def remember_faults(call_next: Callable[[], Any], context: JobContext, worker: Any) -> Any:
    """A middleware of the worker around every job: keeps the error of a job that fails."""
    try:
        return call_next()
    except JobAborted:
        raise
    except Exception as error:
        keep_fault(context.job.id or 0, error)
        raise


def keep_fault(job_id: int, error: BaseException) -> None:
    """Write the error down; one row a job, the newest counts."""
    lines = str(error).strip().splitlines()
    text = f"{type(error).__name__}: {lines[-1] if lines else ''}"[:500]
    try:
        JobFault.objects.update_or_create(
            job_id=job_id,
            defaults={
                "text": text,
                "trace": "".join(traceback.format_exception(error)),
                "at": timezone.now(),
            },
        )
    except DatabaseError:
        # The job's own error is what matters; it is raised on and logged by the worker.
        log.exception("The error of job %s could not be kept", job_id)
