"""What a client is to us by figures: classes of any method, temperature and loyalty among them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Form, Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked

TONES = (
    ("red", pgettext_lazy("tone", "red")),
    ("orange", pgettext_lazy("tone", "orange")),
    ("amber", pgettext_lazy("tone", "amber")),
    ("green", pgettext_lazy("tone", "green")),
    ("teal", pgettext_lazy("tone", "teal")),
    ("blue", pgettext_lazy("tone", "blue")),
    ("violet", pgettext_lazy("tone", "violet")),
    ("pink", pgettext_lazy("tone", "pink")),
    ("gray", pgettext_lazy("tone", "gray")),
)
TEMPERATURE, LOYALTY = "temperature", "loyalty"
"""Keys of the two classifications that come with the product; both are edited like any other."""


class Method(models.TextChoices):
    """How clients are told apart."""

    RULES = "rules", _("by rules, the first that fits")
    POINTS = "points", _("by points")
    SHARES = "shares", _("by the share in a figure (ABC)")
    QUANTILES = "quantiles", _("by the place in a figure")
    SIGNALS = "signals", _("by signals that fade")


class Schedule(models.TextChoices):
    """How often classes are computed anew."""

    HOURLY = "hourly", _("every hour")
    DAILY = "daily", _("every night")
    WEEKLY = "weekly", _("every week")
    ASKED = "asked", _("when asked")


@tracked()
class Classification(models.Model):
    """A way of telling clients apart: every client of its form is in one of its grades."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.SlugField(max_length=40, unique=True, editable=False)
    name = models.CharField(pgettext_lazy("classification", "name"), max_length=200)
    method = models.CharField(
        _("method"), max_length=10, choices=Method.choices, default=Method.RULES
    )
    form = models.CharField(_("form"), max_length=20, choices=Form.choices, blank=True)
    """Clients of which form it is for; empty: all."""
    measure = models.CharField(_("figure"), max_length=60, blank=True)
    """The measure whose shares or places decide."""
    half_life = models.FloatField(_("half-life, days"), default=14)
    """After so many days a signal counts half."""
    schedule = models.CharField(
        _("schedule"), max_length=10, choices=Schedule.choices, default=Schedule.DAILY
    )
    is_active = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="classification_has_name"),
            models.CheckConstraint(condition=Q(half_life__gt=0), name="classification_fades"),
            models.UniqueConstraint(fields=["name"], name="classification_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_bounds(self) -> bool:
        """Whether its grades begin at bounds; else each has a condition."""
        return self.method != Method.RULES

    @property
    def is_delivered(self) -> bool:
        return self.key in (TEMPERATURE, LOYALTY)


@tracked()
class Grade(models.Model):
    """A class of a classification. Rules are tried in the order of grades; a bound is the least
    score, or the greatest share in per cent. Who fits none is in the default one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    classification = models.ForeignKey(Classification, models.CASCADE, related_name="grades")
    name = models.CharField(pgettext_lazy("grade", "name"), max_length=100)
    tone = models.CharField(_("colour"), max_length=10, choices=TONES, default="gray")
    position = models.PositiveSmallIntegerField(default=0)
    condition = models.TextField(_("condition"), blank=True)
    bound = models.DecimalField(_("bound"), max_digits=12, decimal_places=2, null=True, blank=True)
    is_default = models.BooleanField(_("for all the others"), default=False)

    class Meta:
        verbose_name = _("grade")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint("classification", "name", name="grade_name_once"),
            models.UniqueConstraint(
                fields=["classification"], condition=Q(is_default=True), name="grade_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class PointRule(models.Model):
    """So many points for whoever fulfils a condition."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    classification = models.ForeignKey(Classification, models.CASCADE, related_name="point_rules")
    name = models.CharField(pgettext_lazy("point rule", "name"), max_length=200)
    condition = models.TextField(_("condition"))
    points = models.SmallIntegerField(_("points"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("rule of points")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


@tracked()
class SignalWeight(models.Model):
    """What a signal counts on the day on which it is given."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    classification = models.ForeignKey(Classification, models.CASCADE, related_name="weights")
    signal = models.CharField(max_length=60)
    weight = models.SmallIntegerField(_("points"))

    class Meta:
        verbose_name = _("weight of a signal")
        constraints = [
            models.UniqueConstraint("classification", "signal", name="signal_weight_once")
        ]

    def __str__(self) -> str:
        return f"{self.signal}: {self.weight}"


@tracked()
class ClassOverride(models.Model):
    """A class given by hand, with a reason and until a day (None: until it is taken back)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.CASCADE, related_name="class_overrides")
    classification = models.ForeignKey(Classification, models.CASCADE, related_name="+")
    grade = models.ForeignKey(Grade, models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    until = models.DateField(_("until"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("class given by hand")
        constraints = [
            models.UniqueConstraint("party", "classification", name="class_override_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="class_override_has_reason"),
        ]
        indexes = [
            models.Index(
                fields=["until"], condition=Q(until__isnull=False), name="class_override_ends"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.grade_id}"


class ClassificationState(models.Model):
    """What the last computation found."""

    classification = models.OneToOneField(
        Classification, models.CASCADE, primary_key=True, related_name="state"
    )
    computed_at = models.DateTimeField(null=True)
    took_ms = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    """How many clients came into another class."""
    sizes = models.JSONField(default=dict)
    """Clients of each grade: {grade: count}."""
    unread = models.JSONField(default=list)
    """Names of grades and rules whose condition cannot be read (any more, or yet)."""

    class Meta:
        verbose_name = _("state of a classification")

    def __str__(self) -> str:
        return f"{self.classification_id}: {self.computed_at}"


class PartyClass(models.Model):
    """A client was in a grade from a moment until another (None: still is).

    The rows are the history themselves, so the audit keeps none of them.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="classes")
    classification = models.ForeignKey(
        Classification, models.CASCADE, related_name="+", db_index=False
    )
    grade = models.ForeignKey(Grade, models.CASCADE, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    value = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    """The score or figure by which it was found, as of the last change."""
    is_by_hand = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("class of a client")
        indexes = [
            models.Index(fields=["grade", "party"], condition=Q(until=None), name="class_of_grade"),
            models.Index(
                fields=["grade"], condition=Q(until__isnull=False), name="class_past_grade"
            ),
            models.Index(
                fields=["classification", "until"],
                condition=Q(until__isnull=False),
                name="class_left",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["classification", "party"],
                condition=Q(until=None),
                name="class_open_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="class_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.grade_id}"

    @property
    def classification_name(self) -> str:
        return self.classification.name

    @property
    def tone(self) -> str:
        return self.grade.tone

    @property
    def label(self) -> str:
        """The class, with the score where the method gives one that people read."""
        if self.classification.method == Method.SIGNALS and self.value is not None:
            return f"{self.grade.name} {self.value:.0f}"
        return self.grade.name


class PartyStanding(models.Model):
    """All present classes of a client in one row, so that a list joins them for the shown page only.

    `ranks` holds for each classification the place of the grade under its key, and the score under
    «key_value».
    """

    party = models.OneToOneField(Party, models.CASCADE, primary_key=True, related_name="standing")
    ranks = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("standing of a client")

    def __str__(self) -> str:
        return str(self.party_id)

    def rank(self, key: str) -> Any:
        """The place of the grade in a classification, or None."""
        return self.ranks.get(key)
