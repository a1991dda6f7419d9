"""How far each deal has come: computed by the database with each move."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orbita.sales.deals.models import Deal, Stage


class DealWay(models.Model):
    """The furthest stage that a deal has reached in its pipeline, and where a lost one was lost.

    A won deal has reached the won stage, and so all before it, whichever it jumped over.
    """

    deal = models.OneToOneField(Deal, models.CASCADE, primary_key=True, related_name="way")
    furthest = models.ForeignKey(
        Stage, models.CASCADE, related_name="+", verbose_name=_("furthest stage")
    )
    lost_from = models.ForeignKey(
        Stage, models.CASCADE, null=True, related_name="+", verbose_name=_("lost from")
    )

    class Meta:
        verbose_name = _("way of a deal")

    def __str__(self) -> str:
        return str(self.furthest)
