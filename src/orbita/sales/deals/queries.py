"""Questions about deals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, DecimalField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.utils import timezone

from orbita.kit.periods import period
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import Condition, Test, joined, parse, tests
from orbita.platform.conditions.tree import Group as Branch
from orbita.platform.lists.queries import matching
from orbita.platform.lists.state import ListState
from orbita.platform.records.hidden import masked
from orbita.sales.deals.models import Deal, LossReason, Outcome, Pipeline, Stage, StageMove
from orbita.sales.planning.queries import plan_of


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


def open_stages(*, pipeline_id: UUID | None = None) -> list[Stage]:
    """The stages that open deals stand on, of the pipelines in use. One statement."""
    found = stages(pipeline_id=pipeline_id)
    return [row for row in found if row.outcome == Outcome.OPEN and row.pipeline.is_active]


def ways_of(deal: Deal) -> list[tuple[Stage, bool]]:
    """The stages of the deal's pipeline, and whether the deal may go there from where it is.
    Two statements."""
    allowed = set(StageMove.objects.filter(stage=deal.stage_id).values_list("to", flat=True))
    return [
        (stage, not allowed or stage.pk in allowed or stage.pk == deal.stage_id)
        for stage in stages(pipeline_id=deal.stage.pipeline_id)
    ]


def reason_tree() -> list[tuple[LossReason, list[LossReason]]]:
    """Groups of reasons in use with their reasons; a reason without a group is its own group.
    One statement."""
    found = list(LossReason.objects.filter(is_active=True))
    below: dict[UUID | None, list[LossReason]] = {}
    for reason in found:
        below.setdefault(reason.parent_id, []).append(reason)
    return [(top, below.get(top.pk, [])) for top in below.get(None, [])]


def pipelines(*, active: bool = False) -> list[Pipeline]:
    """All pipelines, or those in use, in order. One statement."""
    found = Pipeline.objects.all()
    return list(found.filter(is_active=True) if active else found)


@dataclass(frozen=True)
class Strip:
    """The sentence above the board: sums of the deals that match, in the deals' currency, and the
    addresses of the lists of exactly these deals."""

    open_sum: Decimal
    forecast: Decimal
    won_sum: Decimal
    month: date
    open_url: str
    won_url: str
    plan: Decimal | None
    likely: Decimal
    """The part of the forecast that is expected until the end of the month."""
    likely_url: str

    @property
    def whole(self) -> Decimal:
        """What the bar is measured by: the plan, or what won and likely exceed it with."""
        return max(self.won_sum + self.likely, self.plan or Decimal(0))

    @property
    def share_won(self) -> int:
        """Won, per cent of the bar."""
        return int(self.won_sum * 100 / self.whole) if self.whole else 0

    @property
    def share_likely(self) -> int:
        """Likely, per cent of the bar."""
        return int(self.likely * 100 / self.whole) if self.whole else 0

    @property
    def missing(self) -> Decimal:
        """What the plan lacks after what is won and what is likely."""
        return max((self.plan or Decimal(0)) - self.won_sum - self.likely, Decimal(0))


ON_BOARD = parse(
    '["or",["postponed_until","empty",null],["postponed_until","within","past"],'
    '["postponed_until","within","today"]]'
)
"""What is not put off until a day that is yet to come, as the lists ask it."""
WON_THIS_MONTH = parse('["and",["outcome","in",["won"]],["closed_on","within","this_month"]]')


def strip(state: ListState, columns: Sequence[Mapping[str, Any]], actor: Actor) -> dict[str, Any]:
    """Sums of the deals on the board, and of what was won this month in the same pipeline under the
    same filter.

    Forecast: amount × probability of the stage. The plan is that of the actor's people. Four
    statements.
    """
    stages = [column["group"].key for column in columns]
    here = Test("pipeline", "in", [state.shelf])
    asked = [part for part in _parts(state.where) if not _speaks_of_being_open(part)]
    won = replace(state, where=joined(WON_THIS_MONTH, here, *asked), mode="table", shelf="")
    on_board = joined(state.where, Test("stage", "in", stages))
    start, end = period("this_month", timezone.localdate())
    assert start and end
    until = Test("expected_on", "before", str(end - timedelta(days=1)))
    likely = replace(state, where=joined(on_board, until), mode="table", shelf="")
    weighted = ExpressionWrapper(
        F("amount") * F("stage__probability") / 100, DecimalField(max_digits=20, decimal_places=2)
    )
    return {
        "strip": Strip(
            open_sum=sum((column["sum"] for column in columns), Decimal(0)),
            forecast=sum((column["forecast"] for column in columns), Decimal(0)),
            won_sum=matching(won, actor).aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
            month=start,
            open_url=state.url(where=on_board, mode="table", shelf=""),
            won_url=won.url(),
            plan=plan_of(actor, start),
            likely=matching(likely, actor).aggregate(sum=Sum(weighted))["sum"] or Decimal(0),
            likely_url=likely.url(),
        )
    }


def _parts(where: Condition) -> Sequence[Condition]:
    return where.parts if isinstance(where, Branch) and where.joint == "and" else [where]


def _speaks_of_being_open(part: Condition) -> bool:
    """What holds for open deals only is not asked of those that were won."""
    fields = {"outcome", "stage", "postponed_until", "next_step_at", "closed_on"}
    return bool(fields & {test.field for test in tests(part)})


@dataclass(frozen=True)
class OpenDeals:
    """How many open deals a client has, and their sum."""

    count: int
    amount: Decimal | None


def open_deals_of(actor: Actor, party_id: UUID) -> OpenDeals:
    """The client's open deals within the actor's sight; without a sum for whoever does not see
    amounts. One statement."""
    found = (
        Deal.objects.visible_to(actor)
        .filter(party=party_id, stage__outcome=Outcome.OPEN)
        .aggregate(count=Count("pk"), amount=Sum("amount"))
    )
    amount = found["amount"] or Decimal(0)
    return OpenDeals(found["count"], amount if actor.sees("deal", "amount") else None)


def won_of(actor: Actor, party_id: UUID, since: date) -> Decimal:
    """What was won with the client since a day; nothing for whoever does not see amounts. One
    statement."""
    if not actor.sees("deal", "amount"):
        return Decimal(0)
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
    dearest = (
        F("amount").desc(nulls_last=True)
        if actor.sees("deal", "amount")
        else F("stage_since").asc()
    )
    rows = found.select_related("stage", "party").order_by(dearest)[:limit]
    return [masked(actor, deal) for deal in rows]


def deals_of(actor: Actor, party_id: UUID, *, limit: int = 8) -> Sequence[Deal]:
    """A client's deals, open ones first, the newest first. One statement."""
    found: QuerySet[Deal] = Deal.objects.visible_to(actor).filter(party=party_id)
    is_open = Q(stage__outcome=Outcome.OPEN)
    rows = found.select_related("stage").annotate(is_now=Count("pk", filter=is_open))
    return [masked(actor, deal) for deal in rows.order_by("-is_now", "-stage_since")[:limit]]
