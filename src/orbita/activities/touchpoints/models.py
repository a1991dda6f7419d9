"""Touchpoints: places where a client and the company meet, and what they gave."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class TouchpointKind(models.TextChoices):
    """What sort of place it is."""

    SHOP = "shop", pgettext_lazy("touchpoint", "Shop or office")
    SITE = "site", pgettext_lazy("touchpoint", "Site")
    ADVERT = "advert", pgettext_lazy("touchpoint", "Advertisement")
    DEALER = "dealer", pgettext_lazy("touchpoint", "Dealer")
    CALL = "call", pgettext_lazy("touchpoint", "Call")
    COURIER = "courier", pgettext_lazy("touchpoint", "Courier")
    EXHIBITION = "exhibition", pgettext_lazy("touchpoint", "Exhibition")
    MAIL = "mail", pgettext_lazy("touchpoint", "Mail")
    MESSENGER = "messenger", pgettext_lazy("touchpoint", "Messenger")
    OTHER = "other", pgettext_lazy("touchpoint", "Other")


@tracked()
class Touchpoint(models.Model):
    """A place of contact: who answers for its quality, what it costs, whether it is direct."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(pgettext_lazy("touchpoint", "name"), max_length=200)
    kind = models.CharField(
        pgettext_lazy("touchpoint", "sort"), max_length=20, choices=TouchpointKind.choices
    )
    is_direct = models.BooleanField(_("we speak with the client ourselves"), default=True)
    """False: a mailing, a dealer's visit; the client hears of us through something or somebody."""
    is_active = models.BooleanField(_("in use"), default=True)
    default_for = models.CharField(_("kind of contact"), max_length=20, blank=True)
    """Contacts of this kind have met here unless they name another touchpoint."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answers for quality"),
    )
    cost = models.DecimalField(
        _("cost a month"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("touchpoint")
        verbose_name_plural = _("touchpoints")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(models.functions.Lower("name"), name="touchpoint_name"),
            models.UniqueConstraint(
                fields=["default_for"], condition=~Q(default_for=""), name="touchpoint_default"
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0), name="touchpoint_cost_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyTouch(models.Model):
    """Where a client met us first and last: computed with each change of his contacts."""

    party = models.OneToOneField(Party, models.CASCADE, primary_key=True, related_name="touch")
    first = models.ForeignKey(Touchpoint, models.CASCADE, null=True, related_name="+")
    first_at = models.DateTimeField(_("first contact"), null=True)
    last = models.ForeignKey(Touchpoint, models.CASCADE, null=True, related_name="+")
    last_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("attribution")
        indexes = [models.Index(fields=["first_at"], name="party_touch_first")]

    def __str__(self) -> str:
        return f"{self.first} … {self.last}"
