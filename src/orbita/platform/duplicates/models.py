"""Suspected pairs, what was decided about them, what the last search has learnt."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class SuspectedPair(models.Model):
    """Two records of a kind that seem to be one. Written by searches; the smaller key is first."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    a = models.UUIDField()
    b = models.UUIDField()
    score = models.FloatField(_("likeness"))
    reasons = models.JSONField(default=list)
    """[[field, level, highest level, weight], …], the strongest first."""
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("possible duplicate")
        constraints = [
            models.UniqueConstraint(fields=["kind", "a", "b"], name="suspected_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="suspected_in_order"),
        ]
        indexes = [
            models.Index(fields=["kind", "-score", "id"], name="suspected_queue"),
            models.Index(fields=["a"], name="suspected_a"),
            models.Index(fields=["b"], name="suspected_b"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.a}, {self.b}"


@tracked()
class Distinction(models.Model):
    """Somebody has said that two records are not one. It outlives every search."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    a = models.UUIDField()
    b = models.UUIDField()
    why = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision about duplicates")
        constraints = [
            models.UniqueConstraint(fields=["kind", "a", "b"], name="distinction_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="distinction_in_order"),
        ]
        indexes = [
            models.Index(fields=["b"], name="distinction_b"),
            models.Index(fields=["a"], name="distinction_a"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.a} ≠ {self.b}"


class MatchKey(models.Model):
    """A key by which a record is found when another one like it is typed or imported."""

    kind = models.CharField(max_length=50)
    key = models.BigIntegerField()
    record = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["key", "kind"], name="match_key"),
            models.Index(fields=["record"], name="match_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"


@tracked()
class Automatic(models.Model):
    """Whether records of a kind that are surely one merge by themselves. Off where there is no row."""

    kind = models.CharField(max_length=50, primary_key=True)
    is_on = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.kind


class Learnt(models.Model):
    """What the last search among all records of a kind has learnt: weights, counts, when."""

    kind = models.CharField(max_length=50, primary_key=True)
    weights = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    records = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.kind
