"""Territories: a tree of places where we sell, the rules that fill it, and who stands where."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Party
from orbita.platform.accounts.models import Team
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class Territory(models.Model):
    """A node of the tree. `path` holds the keys from the root down, as branches of classifiers do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    name = models.CharField(pgettext_lazy("territory", "name"), max_length=200)
    path = models.CharField(max_length=1000, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("territory", "manager"),
    )
    team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("team")
    )

    class Meta:
        verbose_name = _("territory")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint("parent", "name", name="territory_name", nulls_distinct=False)
        ]
        indexes = [
            models.Index(fields=["path"], name="territory_path", opclasses=["text_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class TerritoryRule(models.Model):
    """Whose clients they are: by address, by a condition, or by both. The first that fits counts.

    A list that is filled must hold; of the values of one list any may. Nothing filled fits everybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(default=0)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    regions = models.JSONField(_("regions"), default=list, blank=True)
    cities = models.JSONField(_("cities"), default=list, blank=True)
    postcodes = models.JSONField(_("postcodes begin with"), default=list, blank=True)
    condition = models.TextField(_("condition"), blank=True)
    """JSON of the language of conditions, over clients."""

    class Meta:
        verbose_name = _("territory rule")
        db_table = "territories_rule"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return ", ".join([*self.countries, *self.regions, *self.cities, *self.postcodes])


@tracked()
class PartyTerritory(models.Model):
    """Where a client stands today, since when, and why: by a rule, or by hand with a reason."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="territory")
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="parties")
    since = models.DateField(_("since"))
    rule = models.ForeignKey(
        TerritoryRule, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_hand = models.BooleanField(_("by hand"), default=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("territory of a client")
        constraints = [
            models.CheckConstraint(
                condition=Q(by_hand=False) | ~Q(reason=""), name="territory_by_hand_has_reason"
            )
        ]

    def __str__(self) -> str:
        return str(self.territory)


@tracked()
class PastTerritory(models.Model):
    """Where a client stood before: from the day `since` until the day before `until`."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="past_territories")
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")
    since = models.DateField(_("since"))
    until = models.DateField(pgettext_lazy("territory", "until"))
    by_hand = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("former territory of a client")
        verbose_name_plural = _("former territories of a client")
        indexes = [models.Index(fields=["territory", "since", "until"], name="territory_past")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="territory_past_days")
        ]

    def __str__(self) -> str:
        return f"{self.territory}: {self.since} – {self.until}"


class RecutState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("recut", "Planned")
    APPLIED = "applied", pgettext_lazy("recut", "Carried out")
    CANCELLED = "cancelled", pgettext_lazy("recut", "Cancelled")


@tracked()
class Recut(models.Model):
    """The clients are sorted anew by the rules on a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField(_("from the day"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=RecutState.choices, default=RecutState.PLANNED)
    moved = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("re-cut")
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["day"], condition=Q(state="planned"), name="recut_waiting")]

    def __str__(self) -> str:
        return f"{self.day}"
