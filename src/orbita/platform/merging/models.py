"""Which records were merged into which, and what a merge did to tables without a history."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.models import Act
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class MergedRecord(models.Model):
    """A record lies in the bin because another has taken its place: its address leads there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    loser_id = models.UUIDField()
    survivor_id = models.UUIDField()
    act = models.ForeignKey(Act, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("merged record")
        constraints = [
            models.UniqueConstraint("kind", "loser_id", name="merged_once"),
            models.CheckConstraint(
                condition=~Q(loser_id=F("survivor_id")), name="merged_into_another"
            ),
        ]
        indexes = [models.Index(fields=["kind", "survivor_id"], name="merged_survivor")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.loser_id} → {self.survivor_id}"


class RowChange(models.Model):
    """What an act did to a row of a table that keeps no history: undo puts it back from here.

    Written by merges and by their undoing alone; `before` is empty where the row came into being,
    `after` where it went away.
    """

    id = models.BigAutoField(primary_key=True)
    act = models.ForeignKey(Act, models.CASCADE, related_name="+")
    place = models.CharField(max_length=100)
    """The table."""
    key = models.CharField(max_length=50)
    """The row's primary key as text."""
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        verbose_name = _("change of a row")
        indexes = [models.Index(fields=["act", "place", "key"], name="row_change_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.key}"
