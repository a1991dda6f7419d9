"""Who was erased, how long data is kept, and who answers for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.consent.models.requests import SubjectRequest
from orbita.parties.directory.models import Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class Erasure(models.Model):
    """That a person was made nameless: the paper of destruction (152-FZ art. 21 part 7).

    It holds no data of the person: what was erased stands here as numbers by place.
    """

    number = models.BigAutoField(primary_key=True)
    party = models.OneToOneField(Party, models.PROTECT, related_name="erasure")
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    reason = models.CharField(_("reason"), max_length=500)
    request = models.ForeignKey(
        SubjectRequest, models.SET_NULL, null=True, related_name="+", verbose_name=_("request")
    )
    places = models.JSONField(_("erased"), default=dict)
    """{model: rows}"""
    kept = models.JSONField(_("kept by law"), default=dict)
    """{key of KeptByLaw: rows}"""

    class Meta:
        verbose_name = _("erasure")
        indexes = [models.Index(fields=["-at"], name="erasure_at")]

    def __str__(self) -> str:
        return f"№ {self.number}"


class What(models.TextChoices):
    ANONYMISE = "anonymise", pgettext_lazy("retention", "Make nameless")
    REMIND = "remind", pgettext_lazy("retention", "Remind the responsible")


class Since(models.TextChoices):
    TOUCH = "touch", pgettext_lazy("retention", "last change of the record")
    CREATED = "created", pgettext_lazy("retention", "the day it was added")
    WITHDRAWN = "withdrawn", pgettext_lazy("retention", "the last consent was withdrawn or ran out")


@tracked()
class Keeping(models.Model):
    """How long people are kept: a condition, a term, and what follows (152-FZ art. 5 part 7)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(pgettext_lazy("rule", "name"), max_length=200)
    condition = models.TextField(_("for whom"), blank=True)
    """A condition on clients in its JSON; empty: all people."""
    since = models.CharField(
        _("counted from"), max_length=20, choices=Since.choices, default=Since.TOUCH
    )
    months = models.PositiveSmallIntegerField(_("term, months"), default=36)
    what = models.CharField(
        _("what follows"), max_length=20, choices=What.choices, default=What.REMIND
    )
    is_active = models.BooleanField(_("in use"), default=False)

    class Meta:
        verbose_name = _("rule of retention")
        ordering = ["name", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="keeping_has_name")]

    def __str__(self) -> str:
        return self.name


class KeepingRun(models.Model):
    """A night of a rule: how many it found, made nameless and could not. No history: it is a log."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    keeping = models.ForeignKey(Keeping, models.CASCADE, related_name="runs")
    at = models.DateTimeField(default=timezone.now)
    found = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("run of a rule of retention")
        indexes = [models.Index(fields=["keeping", "-at"], name="keeping_run_at")]

    def __str__(self) -> str:
        return f"{self.keeping_id} {self.at:%Y-%m-%d}"


@tracked()
class Privacy(models.Model):
    """Who answers for personal data in the company (152-FZ art. 22.1, GDPR art. 37). One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible for personal data"),
    )  # fmt: skip
    contact = models.CharField(_("where people write to"), max_length=300, blank=True)
    notice = models.CharField(
        _("number in the register of controllers"), max_length=100, blank=True
    )

    class Meta:
        verbose_name = _("settings of personal data")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="privacy_is_one")]

    def __str__(self) -> str:
        return str(self.responsible or "")
