"""Closing deals and taking them up again."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.sales.deals.commands.locking import lock_deal, lock_open_deal
from orbita.sales.deals.commands.moving import refuse_against_rules
from orbita.sales.deals.errors import (
    CompetitorIsUnknown,
    DealIsOpen,
    ReasonIsAGroup,
    ReasonIsUnknown,
    ReasonNeedsComment,
    ReasonNeedsCompetitor,
)
from orbita.sales.deals.events import DealLost, DealReopened, DealWon
from orbita.sales.deals.models import Deal, LossReason, Outcome, Stage
from orbita.sales.deals.part_queries import nameable

CLOSED = ["stage", "stage_since", "closed_on", "postponed_until", "postponed_why"]
LOSS = ["loss_reason", "loss_comment", "lost_to"]


@command
def win_deal(deal_id: UUID, *, won_on: date | None = None, by: Actor) -> Deal:
    """Close an open deal as won. Refuses a deal that is closed already or that lacks what the won
    stage asks for."""
    deal = lock_open_deal(deal_id, by)
    day = won_on or timezone.localdate()
    _close(deal, Outcome.WON, day)
    refuse_against_rules([deal.pk], deal.stage)
    deal.save(update_fields=CLOSED)
    announce(
        DealWon(
            deal_id=deal.pk,
            party_id=deal.party_id,
            amount=deal.amount,
            won_on=day,
            by=by.id,
        )
    )
    return deal


@command
def lose_deal(
    deal_id: UUID,
    *,
    reason_id: UUID | None,
    comment: str = "",
    competitor_id: UUID | None = None,
    lost_on: date | None = None,
    by: Actor,
) -> Deal:
    """Close an open deal as lost: why, in which words, to whom.

    Refuses without a reason that is a leaf of the tree, without the comment or the competitor that
    the reason asks for.
    """
    deal = lock_open_deal(deal_id, by)
    reason = LossReason.objects.filter(pk=reason_id, is_active=True).first() if reason_id else None
    if reason is None:
        raise ReasonIsUnknown
    if LossReason.objects.filter(parent=reason, is_active=True).exists():
        raise ReasonIsAGroup(reason=reason.name)
    if reason.needs_comment and not comment.strip():
        raise ReasonNeedsComment(reason=reason.name)
    if reason.needs_competitor and competitor_id is None:
        raise ReasonNeedsCompetitor(reason=reason.name)
    if competitor_id and not nameable(by).filter(pk=competitor_id).exists():
        raise CompetitorIsUnknown

    _close(deal, Outcome.LOST, lost_on or timezone.localdate())
    deal.loss_reason, deal.loss_comment, deal.lost_to_id = reason, comment.strip(), competitor_id
    deal.save(update_fields=[*CLOSED, *LOSS])
    announce(DealLost(deal_id=deal.pk, party_id=deal.party_id, reason_id=reason.pk, by=by.id))
    return deal


@command
def reopen_deal(deal_id: UUID, *, by: Actor) -> Deal:
    """Take a closed deal up again, on the last open stage of its pipeline."""
    deal = lock_deal(deal_id, by)
    if deal.is_open:
        raise DealIsOpen(title=deal.title)

    stages = Stage.objects.filter(pipeline=deal.stage.pipeline_id, outcome=Outcome.OPEN)
    deal.stage = stages.order_by("-position")[0]
    deal.stage_since = timezone.now()
    deal.closed_on = deal.loss_reason = deal.lost_to = None
    deal.loss_comment = ""
    deal.save(update_fields=[*CLOSED, *LOSS])
    announce(DealReopened(deal_id=deal.pk, party_id=deal.party_id, by=by.id))
    return deal


def _close(deal: Deal, outcome: Outcome, day: date) -> None:
    deal.stage = Stage.objects.get(pipeline=deal.stage.pipeline_id, outcome=outcome)
    deal.stage_since, deal.closed_on = timezone.now(), day
    deal.postponed_until, deal.postponed_why = None, ""
