"""What a party is to us: customer, supplier, dealer, contractor, competitor, all at once."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.models import Party
from orbita.platform.tracking import tracked


class Role(models.TextChoices):
    CUSTOMER = "customer", _("Customer")
    SUPPLIER = "supplier", _("Supplier")
    DEALER = "dealer", _("Dealer")
    CONTRACTOR = "contractor", _("Marketing contractor")
    COMPETITOR = "competitor", _("Competitor")


@tracked()
class PartyRole(models.Model):
    """A role of a party with the data of its own: which fields each role has is in `rules`."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="roles", verbose_name=_("client"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateField(_("since"), null=True, blank=True)
    data = models.JSONField(_("data of the role"), default=dict, blank=True)

    KEY_WORDS: ClassVar[dict[str, Any]] = {
        "discount": _("Discount, %"),
        "payment_days": _("Days to pay"),
        "price_level": _("Price level"),
        "category": _("What they supply"),
        "delivery_days": _("Days to deliver"),
        "territory": _("Territory"),
        "dealer_discount": _("Dealer discount, %"),
        "services": _("Services"),
        "rate": _("Rate"),
        "strengths": _("Strengths"),
        "weaknesses": _("Weaknesses"),
        "products": _("Competing products"),
    }
    """What the keys of the data are called: in the form, on the page, in the history."""

    class Meta:
        verbose_name = _("role of a client")
        verbose_name_plural = _("roles of a client")
        constraints = [models.UniqueConstraint("party", "role", name="party_role_once")]

    def __str__(self) -> str:
        return self.get_role_display()
