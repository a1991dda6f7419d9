"""Relations between parties, with their history: who works where, who decides, who owns whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.models import Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class RelationKind(models.TextChoices):
    """`source` is … of `target`."""

    WORKS_AT = "works_at", _("works at")
    OWNS = "owns", _("owns")
    PART_OF = "part_of", _("is a part of")
    REFERRED = "referred", _("was recommended by")
    FAMILY = "family", _("is family of")
    PARTNER = "partner", _("works together with")


@tracked()
class Relation(models.Model):
    """One party's tie to another from a day to a day (open while `until` is empty)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(
        Party, models.CASCADE, related_name="relations_out", verbose_name=_("who")
    )
    target = models.ForeignKey(
        Party, models.CASCADE, related_name="relations_in", verbose_name=_("whose")
    )
    kind = models.CharField(_("relation"), max_length=20, choices=RelationKind.choices)
    position = models.CharField(_("position"), max_length=300, blank=True)
    decides = models.BooleanField(_("decides"), default=False)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="relation_with_another"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="relation_ends_after_start",
            ),
            models.UniqueConstraint(
                "source", "target", "kind", "since", name="relation_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
