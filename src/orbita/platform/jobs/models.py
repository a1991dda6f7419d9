"""Long work with its progress, and what went wrong in jobs. None of it is business: no history."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.keys import uuid7


class State(models.TextChoices):
    """Where long work stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", pgettext_lazy("long work", "Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


OVER = (State.DONE, State.FAILED, State.CANCELLED)


class Work(models.Model):
    """Something that takes a while: an import, a mass change, an export."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=100)
    title = models.CharField(_("name of the work"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    parameters = models.JSONField(default=dict)
    total = models.PositiveBigIntegerField(default=0)
    """How many steps there are; 0 while nobody knows."""
    done = models.PositiveBigIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    wants_cancel = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("long work")
        indexes = [
            models.Index(
                fields=["by"], condition=models.Q(state__in=["queued", "running"]), name="work_open"
            ),
            models.Index(fields=["by", "-created_at"], name="work_by"),
            models.Index(fields=["finished_at"], name="work_finished"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def percent(self) -> int | None:
        """How far it is; None while the number of steps is not known."""
        if self.state == State.DONE:
            return 100
        return min(100, self.done * 100 // self.total) if self.total else None


class JobFault(models.Model):
    """The last error of a job: the queue itself keeps only that it failed."""

    job_id = models.BigIntegerField(primary_key=True)
    text = models.CharField(max_length=500)
    trace = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("job error")

    def __str__(self) -> str:
        return self.text
