"""A deal: what we are selling, how far it has come, and what is next."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.indexes import index_of_texts
from orbita.platform.records.models import Record, RecordQuerySet
from orbita.platform.tracking import tracked
from orbita.sales.deals.models.pipelines import LossReason, Outcome, Stage


class DealQuerySet(RecordQuerySet):
    """Adjectives of deals."""

    def open(self) -> Self:
        """Neither won nor lost."""
        return self.filter(stage__outcome=Outcome.OPEN)

    def on_board(self) -> Self:
        """Open, and not put off until a day that is yet to come."""
        return self.open().filter(
            Q(postponed_until=None) | Q(postponed_until__lte=timezone.localdate())
        )


@tracked()
class Deal(Record):
    """Something that may be sold to a client (who may not be known yet)."""

    permissions: ClassVar[str] = "deals"
    objects: ClassVar[Any] = DealQuerySet.as_manager()

    title = models.CharField(_("title"), max_length=500)
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="deals", verbose_name=_("client")
    )
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="deals", verbose_name=_("stage"))
    stage_since = models.DateTimeField(_("on the stage since"), default=timezone.now)
    amount = models.DecimalField(
        _("amount"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="RUB")
    product = models.CharField(_("product"), max_length=500, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    loss_reason = models.ForeignKey(
        LossReason,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reason of loss"),
    )
    loss_comment = models.TextField(_("comment on the loss"), blank=True)
    lost_to = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lost to"),
    )
    margin = models.DecimalField(
        _("margin"), max_digits=18, decimal_places=2, null=True, blank=True, editable=False
    )
    """Computed by the database from the lines, where a line knows its cost."""
    postponed_until = models.DateField(_("put off until"), null=True, blank=True)
    postponed_why = models.CharField(_("why it was put off"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    external_system = models.CharField(_("outside system"), max_length=100, blank=True)
    external_id = models.CharField(_("key there"), max_length=200, blank=True)
    details = models.JSONField(_("other details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="deal_has_title"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="deal_amount_not_negative"
            ),
            models.UniqueConstraint(
                fields=["external_system", "external_id"],
                condition=~Q(external_id=""),
                name="deal_external_id_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["stage", "-stage_since", "id"],
                condition=Q(deleted_at=None),
                name="deal_board",
            ),
            models.Index(fields=["owner", "stage"], name="deal_owner"),
            models.Index(fields=["expected_on", "id"], name="deal_expected"),
            models.Index(fields=["closed_on"], name="deal_closed"),
            models.Index(fields=["opened_on"], name="deal_opened"),
            models.Index(fields=["amount", "id"], name="deal_amount"),
            models.Index(
                F("amount").desc(nulls_last=True), F("id").desc(), name="deal_amount_down"
            ),
            models.Index(
                fields=["-stage_since", "-id"], condition=Q(deleted_at=None), name="deal_since"
            ),
            models.Index(fields=["title", "id"], name="deal_title"),
            models.Index(
                fields=["-created_at", "id"], condition=Q(deleted_at=None), name="deal_created"
            ),
            models.Index(fields=["product"], name="deal_product"),
            models.Index(fields=["source"], name="deal_source"),
            models.Index(fields=["margin", "id"], name="deal_margin"),
            models.Index(
                fields=["stage", "owner"],
                include=["id", "amount", "expected_on", "closed_on", "postponed_until"],
                condition=Q(deleted_at=None),
                name="deal_sums",
            ),
            index_of_texts("deal_texts", "title", "product", "source", "external_id"),
            models.Index(
                fields=["postponed_until", "id"],
                condition=Q(postponed_until__isnull=False),
                name="deal_postponed",
            ),
            models.Index(
                fields=["-deleted_at"], condition=Q(deleted_at__isnull=False), name="deal_bin"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.stage.outcome == Outcome.OPEN

    @classmethod
    def assigned_to(cls, actor: Actor) -> Q:
        """Deals that are the actor's besides those he owns: he is in their team."""
        return Q(
            pk__in=models.Subquery(
                cls._meta.apps.get_model("deals", "DealMember")
                ._default_manager.filter(user=actor.id)
                .values("deal")
            )
        )


class DealPulse(models.Model):
    """Last touch and next step of a deal: computed with each change of the timeline."""

    deal = models.OneToOneField(Deal, models.CASCADE, primary_key=True, related_name="pulse")
    last_touch_at = models.DateTimeField(_("last touch"), null=True)
    next_step_at = models.DateTimeField(_("next step at"), null=True)
    next_step = models.ForeignKey(Interaction, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("pulse")
        indexes = [
            models.Index(fields=["next_step_at"], name="deal_pulse_next"),
            models.Index(fields=["last_touch_at"], name="deal_pulse_touch"),
        ]

    def __str__(self) -> str:
        return f"{self.last_touch_at} / {self.next_step_at}"
