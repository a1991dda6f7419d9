"""Single records that are given to people beyond the circles of their roles."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class Level(models.TextChoices):
    """What the receiver may do with the record."""

    VIEW = "view", pgettext_lazy("share", "see")
    EDIT = "edit", pgettext_lazy("share", "see and change")


TARGETS = ("user", "department", "team", "role")
"""Columns of whom a record may be shared with; a share fills exactly one."""


class ShareQuerySet(models.QuerySet["Share"]):
    """Adjectives of shares."""

    def holding(self) -> "ShareQuerySet":
        """Whose term has not ended."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()))

    def of(self, kind: str, record_id: Any) -> "ShareQuerySet":
        """Of one record."""
        return self.filter(kind=kind, record_id=record_id)


@tracked()
class Share(models.Model):
    """A record that is given to an employee, a department with those below, a team or a role."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    record_id = models.UUIDField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("employee"),
    )
    department = models.ForeignKey(
        "accounts.Department",
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("department"),
    )
    team = models.ForeignKey(
        "accounts.Team", models.CASCADE, null=True, related_name="+", verbose_name=_("team")
    )
    role = models.ForeignKey(
        "accounts.Role", models.CASCADE, null=True, related_name="+", verbose_name=_("role")
    )
    level = models.CharField(
        pgettext_lazy("share", "may"), max_length=10, choices=Level.choices, default=Level.VIEW
    )
    until = models.DateTimeField(pgettext_lazy("share", "until"), null=True, blank=True)
    """The term; without one until it is taken back."""
    reason = models.CharField(_("what for"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("shared by"),
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("access to a record")
        constraints = [
            models.UniqueConstraint(
                "kind",
                "record_id",
                "user",
                "department",
                "team",
                "role",
                name="share_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, department=None, team=None, role=None)
                | Q(user=None, department__isnull=False, team=None, role=None)
                | Q(user=None, department=None, team__isnull=False, role=None)
                | Q(user=None, department=None, team=None, role__isnull=False),
                name="share_to_one",
            ),
            models.CheckConstraint(condition=Q(level__in=["view", "edit"]), name="share_level"),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.get_level_display()}"

    @property
    def target(self) -> Any:
        """With whom: the employee, department, team or role."""
        return next(found for name in TARGETS if (found := getattr(self, name)) is not None)

    @property
    def target_kind(self) -> str:
        """Which of the four it is shared with."""
        return next(name for name in TARGETS if getattr(self, f"{name}_id") is not None)
