"""Changing fields of deals, putting them off, deleting and restoring them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.activities.timeline.commands import NextStep
from orbita.activities.timeline.models import Kind
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.fields.queries import is_own
from orbita.platform.records.changing import bin_rows, change_rows, restore_rows
from orbita.sales.deals.commands.locking import lock_open_deal
from orbita.sales.deals.commands.moving import MORNING, plan_stage_tasks, refuse_mass_move
from orbita.sales.deals.commands.opening import plan_next
from orbita.sales.deals.errors import (
    AmountComesFromLines,
    DealNeedsTitle,
    PostponeNeedsFuture,
)
from orbita.sales.deals.events import DealPostponed, DealsChanged
from orbita.sales.deals.models import Deal, DealLine

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
def change_deals(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> list[Deal]:
    """Set fields of one deal or of many. A stage must be an open one of the deals' own pipeline.

    Refuses an amount where lines give it, and moves that the stages' rules do not allow.
    """
    changes = {
        field: value for field, value in changes.items() if field in EDITABLE or is_own(field)
    }
    if changes.get("party_id"):
        Party.objects.visible_to(by).one(changes["party_id"])
    if "title" in changes and not str(changes["title"]).strip():
        raise DealNeedsTitle
    if "amount" in changes and DealLine.objects.filter(deal__in=list(ids)).exists():
        raise AmountComesFromLines
    if stage := changes.get("stage"):
        refuse_mass_move(ids, stage, by)
        changes = {**changes, "stage_since": timezone.now()}
    rows = change_rows(Deal, ids, changes, base=base, by=by)
    if stage:
        plan_stage_tasks([row for row in rows if row.stage_id != stage.pk], stage, by)
    announce(DealsChanged(deal_ids=tuple(ids), fields=tuple(changes), by=by.id))
    return rows


@command
def postpone_deal(deal_id: UUID, *, until: date, why: str = "", by: Actor) -> Deal:
    """Put an open deal off until a day: it leaves the board, and a call is planned for that day.

    Refuses a day that is not to come.
    """
    deal = lock_open_deal(deal_id, by)
    if until <= timezone.localdate():
        raise PostponeNeedsFuture
    deal.postponed_until, deal.postponed_why = until, why.strip()
    deal.save(update_fields=["postponed_until", "postponed_why"])
    morning = timezone.make_aware(datetime.combine(until, MORNING))
    plan_next(deal, NextStep(Kind.CALL, morning, subject=why.strip()[:300]), by)
    announce(DealPostponed(deal_id=deal.pk, party_id=deal.party_id, until=until, by=by.id))
    return deal


@command
def resume_deal(deal_id: UUID, *, by: Actor) -> Deal:
    """Take up a deal that was put off, before its day or on it."""
    deal = lock_open_deal(deal_id, by)
    deal.postponed_until, deal.postponed_why = None, ""
    deal.save(update_fields=["postponed_until", "postponed_why"])
    announce(DealsChanged(deal_ids=(deal.pk,), fields=("postponed_until",), by=by.id))
    return deal


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
