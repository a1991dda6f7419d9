"""What belongs to a deal: its lines, its team, its competitors, its way through the stages."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.models import Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked
from orbita.sales.deals.models.deals import Deal
from orbita.sales.deals.models.pipelines import Stage

_WHOLE = models.Value(Decimal(100))


@tracked(exclude=("amount",))
class DealLine(models.Model):
    """What is planned to be sold, by the piece. The deal's amount and margin are sums of its lines."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deal = models.ForeignKey(Deal, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("product or service"), max_length=500)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, default=1)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    price = models.DecimalField(_("price"), max_digits=16, decimal_places=2, default=0)
    discount = models.DecimalField(_("discount, %"), max_digits=5, decimal_places=2, default=0)
    cost = models.DecimalField(
        _("cost of one"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    needed_on = models.DateField(_("needed on"), null=True, blank=True)
    amount = models.GeneratedField(
        expression=Round(
            F("quantity") * F("price") * (_WHOLE - F("discount")) / _WHOLE, precision=2
        ),
        output_field=models.DecimalField(_("sum"), max_digits=18, decimal_places=2),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("line of a deal")
        verbose_name_plural = _("lines of a deal")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="deal_line_title"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="deal_line_quantity"),
            models.CheckConstraint(condition=Q(price__gte=0), name="deal_line_price"),
            models.CheckConstraint(
                condition=Q(discount__gte=0, discount__lte=100), name="deal_line_discount"
            ),
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__gte=0), name="deal_line_cost"),
        ]
        indexes = [models.Index(fields=["needed_on"], name="deal_line_needed")]

    def __str__(self) -> str:
        return self.title


class MemberRole(models.TextChoices):
    """What somebody does for a deal besides its owner."""

    SELLER = "seller", _("Second seller")
    EXPERT = "expert", _("Expert")
    ENGINEER = "engineer", _("Engineer")
    LAWYER = "lawyer", _("Lawyer")
    SPONSOR = "sponsor", _("Sponsor in management")
    PARTNER = "partner", _("Partner manager")


@tracked()
class DealMember(models.Model):
    """A colleague in a deal's team, with his share of what it brings. The rest is the owner's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deal = models.ForeignKey(Deal, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(
        _("role"), max_length=20, choices=MemberRole.choices, default=MemberRole.SELLER
    )
    share = models.PositiveSmallIntegerField(_("share, %"), default=0)

    class Meta:
        verbose_name = _("member of a deal's team")
        verbose_name_plural = _("members of a deal's team")
        ordering = ["-share"]
        constraints = [
            models.UniqueConstraint("deal", "user", name="deal_member_once"),
            models.CheckConstraint(condition=Q(share__lte=100), name="deal_member_share"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


@tracked()
class DealCompetitor(models.Model):
    """A competitor who wants the same deal, and what he is strong in here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deal = models.ForeignKey(Deal, models.CASCADE, related_name="competitors")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("competitor"))
    price = models.DecimalField(
        _("his price"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    strengths = models.TextField(_("strong in"), blank=True)
    weaknesses = models.TextField(_("weak in"), blank=True)

    class Meta:
        verbose_name = _("competitor in a deal")
        verbose_name_plural = _("competitors in a deal")
        constraints = [models.UniqueConstraint("deal", "party", name="deal_competitor_once")]

    def __str__(self) -> str:
        return str(self.party)


class StageStay(models.Model):
    """A deal stood on a stage from then to then: written by the database with each move.

    An undone move leaves nothing behind. The stay on a won or lost stage has no end.
    """

    id = models.BigAutoField(primary_key=True)
    deal = models.ForeignKey(Deal, models.CASCADE, related_name="stays")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="+")
    entered_at = models.DateTimeField(_("came"))
    left_at = models.DateTimeField(_("went"), null=True)

    class Meta:
        verbose_name = _("stay on a stage")
        constraints = [
            models.UniqueConstraint(
                fields=["deal"], condition=Q(left_at=None), name="deal_stay_one_now"
            ),
        ]
        indexes = [
            models.Index(fields=["deal", "entered_at"], name="deal_stay"),
            models.Index(fields=["stage", "entered_at"], name="deal_stay_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.entered_at:%Y-%m-%d}"
