"""What programs do with long work and with jobs."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.jobs import commands
from orbita.platform.jobs.models import Work
from orbita.platform.resources.slots import ApiAct, ApiTable

MANAGE = "jobs.manage"

API = (
    ApiTable(
        "works", _("Long work"), lambda actor: Work.objects.filter(by=actor.id), Work,
        ("kind", "title", "state", "done", "total", "note"),
    ),
    ApiAct("works/{work_id}/cancellation/", commands.cancel_work),
    ApiAct("jobs/{job_id}/retry/", commands.retry_job, permission=MANAGE),
    ApiAct("jobs/{job_id}/cancellation/", commands.cancel_job, permission=MANAGE),
)  # fmt: skip
