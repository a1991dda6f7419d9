"""When the company and its employees work: hours of the week, special days, absences."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orbita.kit.worktime import format_periods
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class WorkingHours(models.Model):
    """The working week of the company (no `user`) or of one employee."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="working_hours",
        verbose_name=_("employee"),
    )
    week = models.JSONField(_("working week"))
    """Monday … Sunday: lists of [from, until] in minutes since midnight."""

    class Meta:
        verbose_name = _("working hours")
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(user=None), name="working_hours_of_company_once"
            )
        ]

    def __str__(self) -> str:
        return "; ".join(format_periods(day) or "—" for day in self.week)


@tracked()
class SpecialDay(models.Model):
    """A holiday, or a day with other hours than its day of the week has."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    periods = models.JSONField(_("hours"), default=list, blank=True)
    """Empty: nobody works."""

    class Meta:
        verbose_name = _("special day")
        ordering = ["day"]

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> str:
        """Its periods as people write them."""
        return format_periods(self.periods)


@tracked()
class Absence(models.Model):
    """An employee is away from one day to another, both included; somebody stands in for him."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="absences",
        verbose_name=_("employee"),
    )
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("substitute"),
    )

    class Meta:
        verbose_name = _("absence")
        ordering = ["first_on", "last_on"]
        indexes = [models.Index(fields=["last_on", "first_on"], name="absence_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="absence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(substitute=F("user")),
                name="absence_substitute_is_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.first_on:%d.%m}–{self.last_on:%d.%m}"
