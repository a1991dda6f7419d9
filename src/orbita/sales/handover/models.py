"""Hand-overs: a client or a whole book goes to colleagues, for good or until a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class Split(models.TextChoices):
    """How a book is divided among several colleagues."""

    EVENLY = "evenly", _("Evenly")
    TERRITORY = "territory", _("By the managers of territories")


class HandoverState(models.TextChoices):
    GIVEN = "given", pgettext_lazy("handover", "Handed over")
    RETURNED = "returned", pgettext_lazy("handover", "Given back")


@tracked()
class Handover(models.Model):
    """Who handed over, why, and until when; what went to whom stands in its items."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from whom"),
    )
    """Whose book it is; empty when chosen records of several owners go."""
    note = models.TextField(_("note"), blank=True)
    until = models.DateField(_("comes back on"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=HandoverState.choices, default=HandoverState.GIVEN
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("hand-over")
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(
                fields=["until"],
                condition=Q(state="given", until__isnull=False),
                name="handover_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver or ''} {self.made_at:%d.%m.%Y}".strip()


@tracked()
class HandoverItem(models.Model):
    """A record that went from one colleague to another."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=50)
    record_id = models.UUIDField()
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="+")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("handed-over record")
        constraints = [
            models.UniqueConstraint("handover", "kind", "record_id", name="handover_item_once")
        ]
        indexes = [models.Index(fields=["receiver", "handover"], name="handover_receiver")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
