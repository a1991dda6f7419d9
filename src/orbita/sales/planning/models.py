"""What employees and departments are to sell, and how much they are to do for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.accounts.models import Department, Role
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class SalesPlan(models.Model):
    """What an employee or a department is to win in a month."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("employee"),
    )
    department = models.ForeignKey(
        Department,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department"),
    )
    month = models.DateField(_("month"))
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    count = models.PositiveIntegerField(_("number of deals"), null=True, blank=True)

    class Meta:
        verbose_name = _("sales plan")
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, department__isnull=False)
                | Q(user__isnull=False, department=None),
                name="sales_plan_of_one",
            ),
            models.UniqueConstraint(
                fields=["month", "user"], condition=Q(department=None), name="sales_plan_user_once"
            ),
            models.UniqueConstraint(
                fields=["month", "department"],
                condition=Q(user=None),
                name="sales_plan_department_once",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="sales_plan_month"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="sales_plan_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.department} {self.month:%Y-%m}"


class Step(models.TextChoices):
    """The steps of work with clients for which norms are set."""

    CALL = "call", pgettext_lazy("norm", "Calls")
    TALK = "talk", pgettext_lazy("norm", "Talks")
    MEETING = "meeting", pgettext_lazy("norm", "Meetings")
    OFFER = "offer", pgettext_lazy("norm", "Offers")
    DEAL = "deal", pgettext_lazy("norm", "Deals opened")


class Per(models.TextChoices):
    """The time for which a norm is set."""

    DAY = "day", _("a day")
    WEEK = "week", _("a week")


@tracked()
class ActivityNorm(models.Model):
    """How often an employee, or everybody with a role, is to take a step."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("employee"),
    )
    role = models.ForeignKey(
        Role, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("role")
    )
    step = models.CharField(_("step"), max_length=20, choices=Step.choices)
    amount = models.PositiveSmallIntegerField(_("how many"))
    per = models.CharField(_("per"), max_length=10, choices=Per.choices, default=Per.DAY)

    class Meta:
        verbose_name = _("norm of activity")
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, role__isnull=False) | Q(user__isnull=False, role=None),
                name="activity_norm_of_one",
            ),
            models.UniqueConstraint(
                fields=["user", "step"], condition=Q(role=None), name="activity_norm_user_once"
            ),
            models.UniqueConstraint(
                fields=["role", "step"], condition=Q(user=None), name="activity_norm_role_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="activity_norm_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.role}: {self.get_step_display()} {self.amount}"
