"""Opening deals."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.activities.timeline.commands import NextStep, plan_interaction
from orbita.parties.directory.models import Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.hidden import refuse_restricted
from orbita.platform.records.own_values import own_of_new
from orbita.platform.records.slots import RecordRef
from orbita.sales.deals.commands.locking import open_stage
from orbita.sales.deals.commands.moving import plan_stage_tasks
from orbita.sales.deals.errors import DealNeedsTitle
from orbita.sales.deals.events import DealOpened
from orbita.sales.deals.models import Deal


@command
def open_deal(
    *,
    title: str,
    stage_id: UUID | None = None,
    party_id: UUID | None = None,
    amount: Decimal | None = None,
    expected_on: date | None = None,
    owner_id: UUID | None = None,
    next_step: NextStep | None = None,
    by: Actor,
    **more: Any,
) -> Deal:
    """Start a deal, on the first stage unless another is named; it belongs to the one who starts it.

    `next_step` is planned with it, besides the tasks of the stage. Refuses a deal without a title,
    for a client the actor does not see, on a closing stage.
    """
    require(by, "deals.create")
    given = {"amount": amount, "expected_on": expected_on, **more}
    refuse_restricted("deal", {name: value for name, value in given.items() if value}, by=by)
    if not title.strip():
        raise DealNeedsTitle
    party = Party.objects.visible_to(by).one(party_id) if party_id else None
    stage = open_stage(stage_id)

    own = own_of_new(Deal, more, by)
    deal = Deal.objects.create(
        own=own,
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
    if next_step is not None:
        plan_next(deal, next_step, by)
    plan_stage_tasks([deal], stage, by)
    announce(DealOpened(deal_id=deal.pk, party_id=deal.party_id, by=by.id))
    return deal


def plan_next(deal: Deal, step: NextStep, by: Actor) -> None:
    """Plan the next step of a deal, within the act that asks for it."""
    plan_interaction(
        kind=step.kind,
        due_at=step.due_at,
        is_all_day=step.is_all_day,
        about=RecordRef("deal", deal.pk),
        subject=step.subject,
        assignee_id=step.assignee_id or deal.owner_id,
        by=by,
    )
