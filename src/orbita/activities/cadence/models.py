"""Cadence: how often clients of a class are to be touched, and when each of them is due."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.classifier.models import Branch
from orbita.parties.directory.models import Party, Status
from orbita.parties.roles.models import Role
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class CadenceRule(models.Model):
    """For which clients, and after how many days without a touch they are due.

    The first rule that fits a client is his. Without days no touch is asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(pgettext_lazy("cadence", "name"), max_length=200, unique=True)
    branch = models.ForeignKey(
        Branch,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("classifier"),
    )
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    is_direct = models.BooleanField(_("only direct contacts count"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("cadence rule")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(days=None) | Q(days__gt=0), name="cadence_days")
        ]

    def __str__(self) -> str:
        return self.name


class PartyCadence(models.Model):
    """When a client is to be touched next, by his rule: computed by the database."""

    party = models.OneToOneField(Party, models.CASCADE, primary_key=True, related_name="cadence")
    rule = models.ForeignKey(
        CadenceRule, models.DO_NOTHING, null=True, related_name="standings", db_constraint=False
    )
    last_at = models.DateTimeField(_("last touch"), null=True)
    due_at = models.DateTimeField(_("touch due"), null=True)

    class Meta:
        verbose_name = _("cadence")
        indexes = [models.Index(fields=["due_at"], name="cadence_due")]

    def __str__(self) -> str:
        return f"{self.last_at} → {self.due_at}"
