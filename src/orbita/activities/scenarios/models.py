"""Rules that act by themselves, and the log of what they did."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.models import Act
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked(exclude=("turn",))
class Rule(models.Model):
    """When this happens, and if the record fulfils the condition, do these things."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    name = models.CharField(pgettext_lazy("rule", "name"), max_length=200)
    shelf = models.CharField(max_length=40, blank=True)
    """The board (a pipeline) that it is for, by its key; empty for all."""
    trigger = models.CharField(_("trigger"), max_length=50)
    said = models.JSONField(default=dict)
    """The trigger's parameters."""
    condition = models.TextField(_("condition"), blank=True)
    actions = models.JSONField(_("actions"), default=list)
    """In order: [key, parameters]."""
    is_on = models.BooleanField(_("switched on"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    turn = models.PositiveIntegerField(default=0, db_default=0)
    """How many records were given out in turn."""

    class Meta:
        verbose_name = _("rule")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="rule_has_name"),
            models.CheckConstraint(condition=~Q(actions=[]), name="rule_does_something"),
        ]
        indexes = [
            models.Index(fields=["kind", "position"], name="rule_kind"),
            models.Index(fields=["trigger"], condition=Q(is_on=True), name="rule_trigger"),
        ]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """How it ended with one record."""

    WAITING = "waiting", pgettext_lazy("rule", "Waiting")
    DONE = "done", pgettext_lazy("rule", "Done")
    SKIPPED = "skipped", _("Left out")
    FAILED = "failed", pgettext_lazy("rule", "Failed")


class RuleRun(models.Model):
    """A rule was called for a record: the queue before it acts, the log afterwards.

    A rule acts once for a record and an occurrence: the act that started it, with all that followed
    from it, or the stay of the record that a trigger of time has found.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    rule = models.ForeignKey(Rule, models.CASCADE, related_name="runs", db_index=False)
    record_kind = models.CharField(max_length=50)
    record_id = models.UUIDField()
    occurrence = models.CharField(max_length=120)
    depth = models.PositiveSmallIntegerField(default=0)
    """How many rules stand between a human's act and this one."""
    by_hand = models.BooleanField(default=False)
    """Somebody asked for it: it acts though the rule is switched off."""
    called_at = models.DateTimeField(default=timezone.now)
    ran_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    effects = models.JSONField(default=list)
    act = models.ForeignKey(Act, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("run of a rule")
        constraints = [
            models.UniqueConstraint("rule", "record_id", "occurrence", name="rule_run_once"),
        ]
        indexes = [
            models.Index(fields=["rule", "-called_at", "-id"], name="rule_run_log"),
            models.Index(fields=["record_kind", "record_id", "-called_at"], name="rule_run_record"),
            models.Index(
                fields=["rule", "called_at", "id"],
                condition=Q(outcome="waiting"),
                name="rule_run_waiting",
            ),
            models.Index(fields=["called_at"], name="rule_run_old"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}: {self.record_id} {self.outcome}"
