"""Jobs for administrators, and long work for whoever has started it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.jobs import queries
from orbita.platform.jobs.commands import cancel_job, cancel_work, retry_job
from orbita.platform.jobs.models import Work
from orbita.platform.jobs.slots import work_kinds
from orbita.platform.ui.reply import Reply

PAGE = "jobs/jobs.html"


@gate("jobs.manage", methods="GET")
def show_jobs(request: HttpRequest) -> HttpResponse:
    """Queues, workers, what runs, what has failed, and long work. Five statements."""
    return Reply(request).page(PAGE, _state(request), part="state")


@gate("jobs.manage", methods="POST")
def job_retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Run a failed job again."""
    retry_job(job_id, by=request.actor)  # type: ignore[attr-defined]
    return _changed(request, _("The job is back in its queue"))


@gate("jobs.manage", methods="POST")
def job_cancellation(request: HttpRequest, job_id: int) -> HttpResponse:
    """Take a job out of its queue."""
    cancel_job(job_id, by=request.actor)  # type: ignore[attr-defined]
    return _changed(request, _("The job is taken out"))


@gate(None, methods="GET")
def show_works(request: HttpRequest) -> HttpResponse:
    """The own long work of late; administrators see everybody's."""
    found = queries.works(request.actor)[: queries.SHOWN]  # type: ignore[attr-defined]
    return Reply(request).page("jobs/works.html", {"works": [_drawn(one) for one in found]})


@gate(None, methods="GET")
def show_work(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """How far long work is: a page, or for htmx the piece that fetches itself until it is over."""
    work = queries.work(request.actor, work_id)  # type: ignore[attr-defined]
    return Reply(request).page("jobs/work.html", _drawn(work), part="work")


@gate(None, methods="POST")
def work_cancellation(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """Cancel long work."""
    work = cancel_work(work_id, by=request.actor)  # type: ignore[attr-defined]
    return (
        Reply(request, back=reverse("jobs:work", args=[work_id]))
        .fragment("jobs/work.html#work", _drawn(work))
        .toast(_("Being cancelled: nothing half done will stay"), tone="plain")
    )


def _drawn(work: Work) -> dict[str, object]:
    kind = work_kinds.get(work.kind)
    link = kind.result_link(work) if kind and kind.result_link and work.state == "done" else None
    return {"work": work, "link": link}


def _state(request: HttpRequest) -> dict[str, object]:
    return {
        "queues": queries.queues(),
        "workers": queries.workers(),
        "running": queries.jobs("doing"),
        "failed": queries.jobs("failed"),
        "works": queries.works(request.actor)[:20],  # type: ignore[attr-defined]
    }


def _changed(request: HttpRequest, said: str) -> HttpResponse:
    return (
        Reply(request, back=reverse("jobs:jobs"))
        .fragment(f"{PAGE}#state", _state(request))
        .toast(said)
    )
