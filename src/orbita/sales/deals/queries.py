"""Questions about deals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from orbita.kit.periods import period
from orbita.platform.acts.actor import Actor
from orbita.sales.deals.models import Deal, LossReason, Outcome, Pipeline, Stage


def deal(actor: Actor, deal_id: UUID) -> Deal:
    """A deal with what its page shows. One statement."""
    found: Deal = (
        Deal.objects.visible_to(actor)
        .select_related("stage__pipeline", "party", "owner", "loss_reason", "pulse__next_step")
        .one(deal_id)
    )
    return found


def stages(*, pipeline_id: UUID | None = None) -> list[Stage]:
    """Stages in order, of one pipeline or of all. One statement."""
    found = Stage.objects.select_related("pipeline").order_by("pipeline__position", "position")
    return list(found.filter(pipeline=pipeline_id) if pipeline_id else found)


def open_stages() -> list[Stage]:
    """The stages that open deals stand on. One statement."""
    return [stage for stage in stages() if stage.outcome == Outcome.OPEN]


def loss_reasons() -> list[LossReason]:
    """Why deals are lost, in order. One statement."""
    return list(LossReason.objects.all())


def pipelines() -> list[Pipeline]:
    """All pipelines, in order. One statement."""
    return list(Pipeline.objects.all())


@dataclass(frozen=True)
class Strip:
    """The sentence above the board: sums of the deals that match, in the deals' currency."""

    open_sum: Decimal
    forecast: Decimal
    won_sum: Decimal
    month: date

    @property
    def share_won(self) -> int:
        """Won as a share of won and forecast together, per cent."""
        whole = self.won_sum + self.forecast
        return int(self.won_sum * 100 / whole) if whole else 0

    @property
    def share_open(self) -> int:
        """The rest, per cent."""
        return 100 - self.share_won if self.forecast else 0


def strip(columns: Sequence[Mapping[str, Any]], actor: Actor) -> dict[str, Any]:
    """Sums of the deals on the board, and of what was won this month within the actor's sight.

    Forecast: amount × probability of the stage. One statement.
    """
    start, end = period("this_month", timezone.localdate())
    won = Deal.objects.visible_to(actor).filter(
        stage__outcome=Outcome.WON, closed_on__gte=start, closed_on__lt=end
    )
    return {
        "strip": Strip(
            open_sum=sum((column["sum"] for column in columns), Decimal(0)),
            forecast=sum((column["forecast"] for column in columns), Decimal(0)),
            won_sum=won.aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
            month=start or timezone.localdate(),
        )
    }


@dataclass(frozen=True)
class OpenDeals:
    """How many open deals a client has, and their sum."""

    count: int
    amount: Decimal


def open_deals_of(actor: Actor, party_id: UUID) -> OpenDeals:
    """The client's open deals within the actor's sight. One statement."""
    found = (
        Deal.objects.visible_to(actor)
        .filter(party=party_id, stage__outcome=Outcome.OPEN)
        .aggregate(count=Count("pk"), amount=Sum("amount"))
    )
    return OpenDeals(found["count"], found["amount"] or Decimal(0))


def won_of(actor: Actor, party_id: UUID, since: date) -> Decimal:
    """What was won with the client since a day. One statement."""
    found = Deal.objects.visible_to(actor).filter(
        party=party_id, stage__outcome=Outcome.WON, closed_on__gte=since
    )
    total: Decimal | None = found.aggregate(sum=Sum("amount"))["sum"]
    return total or Decimal(0)


def without_step(actor: Actor, *, limit: int = 10) -> Sequence[Deal]:
    """The actor's own open deals for which nothing is planned, the dearest first. One statement."""
    found: QuerySet[Deal] = Deal.objects.visible_to(actor).filter(
        owner=actor.id, stage__outcome=Outcome.OPEN, pulse__next_step_at=None
    )
    dearest = F("amount").desc(nulls_last=True)
    return list(found.select_related("stage", "party").order_by(dearest)[:limit])


def deals_of(actor: Actor, party_id: UUID, *, limit: int = 8) -> Sequence[Deal]:
    """A client's deals, open ones first, the newest first. One statement."""
    found: QuerySet[Deal] = Deal.objects.visible_to(actor).filter(party=party_id)
    is_open = Q(stage__outcome=Outcome.OPEN)
    return list(
        found.select_related("stage")
        .annotate(is_now=Count("pk", filter=is_open))
        .order_by("-is_now", "-stage_since")[:limit]
    )
