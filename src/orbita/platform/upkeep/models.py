"""When backups are made and kept, and how those and the drills have gone."""

from datetime import time

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class BackupPlan(models.Model):
    """When backups are made and how many are kept: one row, and without it what it begins with."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_on = models.BooleanField(_("make a backup every day"), default=True)
    at = models.TimeField(_("at what time"), default=time(2, 30))
    daily = models.PositiveSmallIntegerField(_("days kept"), default=7)
    weekly = models.PositiveSmallIntegerField(_("weeks kept"), default=4)
    monthly = models.PositiveSmallIntegerField(_("months kept"), default=6)
    drills = models.BooleanField(_("try a restore every month"), default=True)

    class Meta:
        verbose_name = _("plan of backups")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="backup_plan_is_one"),
            models.CheckConstraint(condition=Q(daily__gte=1), name="backup_plan_keeps_one"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"


class Kind(models.TextChoices):
    """What was done to keep the data safe."""

    BACKUP = "backup", _("Backup")
    DRILL = "drill", _("Trial restore")


class Upkeep(models.Model):
    """A backup or a drill that was begun, and how it ended. None of it is business: no history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    is_good = models.BooleanField(default=False)
    file = models.CharField(max_length=500, blank=True)
    size = models.BigIntegerField(default=0)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("backup or trial restore")
        indexes = [models.Index(fields=["kind", "-started_at"], name="upkeep_kind_started")]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%d.%m.%Y %H:%M}"

    @property
    def seconds(self) -> float:
        """How long it took; 0 while it runs."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else 0
