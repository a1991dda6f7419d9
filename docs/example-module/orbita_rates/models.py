"""In which currency a client pays, at which rate."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.models import Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class Currency(models.TextChoices):
    """What clients pay in besides roubles."""

    CNY = "CNY", _("yuan")
    USD = "USD", _("dollar")
    EUR = "EUR", _("euro")
    KZT = "KZT", _("tenge")


@tracked()
class ClientRate(models.Model):
    """The currency of one client and how many roubles one unit of it costs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.OneToOneField(
        Party, models.CASCADE, related_name="currency_rate", verbose_name=_("client")
    )
    currency = models.CharField(_("currency of the client"), max_length=3, choices=Currency.choices)
    rate = models.DecimalField(
        _("roubles for one"), max_digits=12, decimal_places=4, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = _("rate of a client")
        verbose_name_plural = _("rates of clients")
        constraints = [
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="client_rate_is_positive")
        ]

    def __str__(self) -> str:
        return f"{self.rate.normalize():f} ₽ / {self.currency}"
