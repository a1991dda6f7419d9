"""What is done with deals."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import bin_rows, change_rows, restore_rows
from orbita.sales.deals.errors import (
    ClosingNeedsItsOwnAct,
    DealIsClosed,
    DealIsOpen,
    DealNeedsTitle,
    OtherPipeline,
    ReasonIsUnknown,
)
from orbita.sales.deals.events import (
    DealLost,
    DealMoved,
    DealOpened,
    DealReopened,
    DealsChanged,
    DealWon,
)
from orbita.sales.deals.models import Deal, LossReason, Outcome, Stage

EDITABLE = {
    "title",
    "party_id",
    "amount",
    "currency",
    "product",
    "expected_on",
    "opened_on",
    "owner",
    "source",
    "note",
    "stage",
    "details",
}


@command
def open_deal(
    *,
    title: str,
    stage_id: UUID | None = None,
    party_id: UUID | None = None,
    amount: Decimal | None = None,
    expected_on: date | None = None,
    owner_id: UUID | None = None,
    by: Actor,
    **more: Any,
) -> Deal:
    """Start a deal, on the first stage unless another is named; it belongs to the one who starts it.

    Refuses a deal without a title, for a client the actor does not see, on a closing stage.
    """
    require(by, "deals.create")
    if not title.strip():
        raise DealNeedsTitle
    party = Party.objects.visible_to(by).one(party_id) if party_id else None
    stage = _open_stage(stage_id)

    deal = Deal.objects.create(
        title=title.strip(),
        party=party,
        stage=stage,
        amount=amount,
        expected_on=expected_on,
        opened_on=more.pop("opened_on", None) or timezone.localdate(),
        owner_id=owner_id or by.id,
        created_by_id=by.id,
        **more,
    )
    announce(DealOpened(deal_id=deal.pk, party_id=deal.party_id, by=by.id))
    return deal


@command
def move_deal(deal_id: UUID, *, stage_id: UUID, by: Actor) -> Deal:
    """Put an open deal on another open stage of its pipeline. Moving to where it is does nothing."""
    deal = _lock(deal_id, by)
    stage = Stage.objects.filter(pk=stage_id).first()
    if stage is None:
        raise NotFound
    if not deal.is_open:
        raise DealIsClosed(title=deal.title)
    if stage.pipeline_id != deal.stage.pipeline_id:
        raise OtherPipeline(stage=stage.name)
    if stage.outcome != Outcome.OPEN:
        raise ClosingNeedsItsOwnAct
    if stage.pk == deal.stage_id:
        return deal

    deal.stage, deal.stage_since = stage, timezone.now()
    deal.save(update_fields=["stage", "stage_since"])
    announce(DealMoved(deal_id=deal.pk, party_id=deal.party_id, stage_id=stage.pk, by=by.id))
    return deal


@command
def win_deal(deal_id: UUID, *, won_on: date | None = None, by: Actor) -> Deal:
    """Close an open deal as won. Refuses a deal that is closed already."""
    deal = _lock(deal_id, by)
    if not deal.is_open:
        raise DealIsClosed(title=deal.title)

    day = won_on or timezone.localdate()
    _close(deal, Outcome.WON, day)
    deal.save(update_fields=["stage", "stage_since", "closed_on"])
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
    lost_on: date | None = None,
    by: Actor,
) -> Deal:
    """Close an open deal as lost, with the reason. Refuses without one."""
    deal = _lock(deal_id, by)
    reason = LossReason.objects.filter(pk=reason_id).first() if reason_id else None
    if not deal.is_open:
        raise DealIsClosed(title=deal.title)
    if reason is None:
        raise ReasonIsUnknown

    _close(deal, Outcome.LOST, lost_on or timezone.localdate())
    deal.loss_reason, deal.loss_comment = reason, comment
    deal.save(update_fields=["stage", "stage_since", "closed_on", "loss_reason", "loss_comment"])
    announce(DealLost(deal_id=deal.pk, party_id=deal.party_id, reason_id=reason.pk, by=by.id))
    return deal


@command
def reopen_deal(deal_id: UUID, *, by: Actor) -> Deal:
    """Take a closed deal up again, on the last open stage of its pipeline."""
    deal = _lock(deal_id, by)
    if deal.is_open:
        raise DealIsOpen(title=deal.title)

    stages = Stage.objects.filter(pipeline=deal.stage.pipeline_id, outcome=Outcome.OPEN)
    deal.stage = stages.order_by("-position")[0]
    deal.stage_since = timezone.now()
    deal.closed_on = deal.loss_reason = None
    deal.loss_comment = ""
    deal.save(update_fields=["stage", "stage_since", "closed_on", "loss_reason", "loss_comment"])
    announce(DealReopened(deal_id=deal.pk, party_id=deal.party_id, by=by.id))
    return deal


@command
def change_deals(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> list[Deal]:
    """Set fields of one deal or of many. A stage must be an open one of the deals' own pipeline."""
    changes = {field: value for field, value in changes.items() if field in EDITABLE}
    if changes.get("party_id"):
        Party.objects.visible_to(by).one(changes["party_id"])
    if "title" in changes and not str(changes["title"]).strip():
        raise DealNeedsTitle
    if stage := changes.get("stage"):
        _may_move_all(ids, stage, by)
        changes = {**changes, "stage_since": timezone.now()}
    rows = change_rows(Deal, ids, changes, base=base, by=by)
    announce(DealsChanged(deal_ids=tuple(ids), fields=tuple(changes), by=by.id))
    return rows


@command
def delete_deals(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put deals into the bin."""
    binned = bin_rows(Deal, ids, by=by)
    announce(DealsChanged(deal_ids=tuple(binned), fields=("deleted_at",), by=by.id))


@command
def restore_deals(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take deals out of the bin."""
    restored = restore_rows(Deal, ids, by=by)
    announce(DealsChanged(deal_ids=tuple(restored), fields=("deleted_at",), by=by.id))


def _lock(deal_id: UUID, by: Actor) -> Deal:
    """The deal for an act on it: seen, locked, and his to change."""
    deal: Deal = Deal.objects.visible_to(by).select_related("stage").locked(deal_id)
    require(by, "deals.edit", deal)
    return deal


def _open_stage(stage_id: UUID | None) -> Stage:
    stages = Stage.objects.select_related("pipeline")
    if stage_id is None:
        first = stages.filter(outcome=Outcome.OPEN).order_by("pipeline__position", "position")
        return first[0]
    stage = stages.filter(pk=stage_id).first()
    if stage is None:
        raise NotFound
    if stage.outcome != Outcome.OPEN:
        raise ClosingNeedsItsOwnAct
    return stage


def _close(deal: Deal, outcome: Outcome, day: date) -> None:
    deal.stage = Stage.objects.get(pipeline=deal.stage.pipeline_id, outcome=outcome)
    deal.stage_since, deal.closed_on = timezone.now(), day


def _may_move_all(ids: Sequence[UUID], stage: Stage, by: Actor) -> None:
    """Refuses a mass move that would close, reopen or change the pipeline of any of the deals."""
    if stage.outcome != Outcome.OPEN:
        raise ClosingNeedsItsOwnAct
    deals = (
        Deal.objects.visible_to(by)
        .filter(pk__in=list(ids))
        .exclude(stage__pipeline=stage.pipeline_id, stage__outcome=Outcome.OPEN)
    )
    if stuck := deals.select_related("stage").first():
        raise OtherPipeline(stage=stage.name) if stuck.is_open else DealIsClosed(title=stuck.title)
