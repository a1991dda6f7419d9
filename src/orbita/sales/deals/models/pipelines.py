"""Pipelines: ways of selling, their stages, and what each stage asks for."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.activities.timeline.models import Kind
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class Outcome(models.TextChoices):
    """Where a deal ends, or that it has not ended."""

    OPEN = "open", pgettext_lazy("deals", "Open")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


@tracked()
class Pipeline(models.Model):
    """A way of selling with its own stages."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    needs_step = models.BooleanField(_("no open deal without a next step"), default=True)

    class Meta:
        verbose_name = _("pipeline")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Stage(models.Model):
    """A step of a pipeline. Each pipeline has one won and one lost stage at its end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pipeline = models.ForeignKey(Pipeline, models.PROTECT, related_name="stages")
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField()
    probability = models.PositiveSmallIntegerField(_("probability, %"))
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    tone = models.CharField(max_length=10, default="blue")
    rot_days = models.PositiveSmallIntegerField(_("stands too long after, days"), default=10)
    required = ArrayField(models.CharField(max_length=40), verbose_name=_("asks for"), default=list)
    """Keys of what must be known before a deal comes here: see `requirements`."""

    class Meta:
        verbose_name = _("stage")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("pipeline", "name", name="stage_name"),
            models.UniqueConstraint(
                fields=["pipeline", "outcome"], condition=~Q(outcome="open"), name="stage_one_end"
            ),
            models.CheckConstraint(condition=Q(probability__lte=100), name="stage_probability"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class StageMove(models.Model):
    """From this stage a deal may go to that one. A stage without such rows lets go to any."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="moves")
    to = models.ForeignKey(Stage, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("allowed move")
        constraints = [models.UniqueConstraint("stage", "to", name="stage_move_once")]

    def __str__(self) -> str:
        return f"{self.stage} → {self.to}"


@tracked()
class StageTask(models.Model):
    """A step that is planned by itself when a deal comes to a stage."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="tasks")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.TASK)
    subject = models.CharField(_("what is to be done"), max_length=300)
    after_days = models.PositiveSmallIntegerField(_("in days"), default=1)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("task of a stage")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.subject


@tracked()
class LossReason(models.Model):
    """Why deals are lost: a tree, of which the leaves are chosen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    name = models.CharField(_("name"), max_length=200, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    needs_comment = models.BooleanField(_("asks for a comment"), default=False)
    needs_competitor = models.BooleanField(_("asks for the competitor"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("reason of loss")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
