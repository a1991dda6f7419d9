"""Moving deals through the stages, by the rules of the stages."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from orbita.activities.timeline.commands import (
    NextStep,
    PlannedStep,
    plan_interaction,
    plan_steps,
)
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.hidden import refuse_restricted
from orbita.platform.records.own_values import own_of_new
from orbita.platform.records.slots import RecordRef
from orbita.sales.deals.commands.locking import lock_open_deal
from orbita.sales.deals.errors import (
    ClosingNeedsItsOwnAct,
    DealIsClosed,
    MoveIsNotAllowed,
    OtherPipeline,
    StageAsksFor,
)
from orbita.sales.deals.events import DealMoved
from orbita.sales.deals.models import Deal, Outcome, Stage, StageMove, StageTask
from orbita.sales.deals.requirements import lacking

MORNING = time(10)


@command
def move_deal(
    deal_id: UUID,
    *,
    stage_id: UUID,
    values: Mapping[str, Any] | None = None,
    next_step: NextStep | None = None,
    by: Actor,
) -> Deal:
    """Put an open deal on another open stage. Moving to where it is does nothing.

    `values` are fields that the stage asks for, written with the move; the stage's tasks are
    planned. Refuses a closing stage, a move that the stages do not allow, and a deal that lacks what
    the stage asks for (StageAsksFor names it).
    """
    deal = lock_open_deal(deal_id, by)
    stage = Stage.objects.select_related("pipeline").filter(pk=stage_id).first()
    if stage is None:
        raise NotFound
    if stage.outcome != Outcome.OPEN:
        raise ClosingNeedsItsOwnAct
    if stage.pk == deal.stage_id:
        return deal

    written = dict(values or {})
    refuse_restricted("deal", written, by=by)
    if own := own_of_new(Deal, written, by):
        written["own"] = {**deal.own, **own}
    for name, value in written.items():
        setattr(deal, name, value)
    deal.stage, deal.stage_since = stage, timezone.now()
    refuse_against_rules(
        [deal.pk], stage, given=[*(values or {}), *(["next_step"] * bool(next_step))]
    )
    deal.save(update_fields=["stage", "stage_since", *written])
    if next_step is not None:
        plan_interaction(
            kind=next_step.kind,
            due_at=next_step.due_at,
            is_all_day=next_step.is_all_day,
            about=RecordRef("deal", deal.pk),
            subject=next_step.subject,
            assignee_id=next_step.assignee_id,
            by=by,
        )
    plan_stage_tasks([deal], stage, by)
    announce(DealMoved(deal_id=deal.pk, party_id=deal.party_id, stage_id=stage.pk, by=by.id))
    return deal


def refuse_mass_move(ids: Sequence[UUID], stage: Stage, by: Actor) -> None:
    """Refuses a mass move that would close, reopen or change the pipeline of any of the deals, or
    that breaks a rule of the stages."""
    if stage.outcome != Outcome.OPEN:
        raise ClosingNeedsItsOwnAct
    stuck = (
        Deal.objects.visible_to(by)
        .filter(pk__in=list(ids))
        .exclude(stage__pipeline=stage.pipeline_id, stage__outcome=Outcome.OPEN)
        .select_related("stage")
        .first()
    )
    if stuck is not None:
        raise (
            OtherPipeline(stage=stage.name) if stuck.is_open else DealIsClosed(title=stuck.title)
        )
    refuse_against_rules(ids, stage)


def refuse_against_rules(ids: Sequence[UUID], stage: Stage, *, given: Sequence[str] = ()) -> None:
    """Refuses what the stages do not allow: a way that is not drawn, or things that are lacking.

    `given` are keys of requirements that are being fulfilled with this very act.
    """
    ways = StageMove.objects.filter(stage=OuterRef("stage"))
    barred = (
        Deal.objects.filter(pk__in=list(ids), stage__pipeline=stage.pipeline_id)
        .exclude(stage=stage)
        .filter(Exists(ways))
        .exclude(Exists(ways.filter(to=stage)))
        .select_related("stage")
        .first()
    )
    if barred is not None:
        raise MoveIsNotAllowed(here=barred.stage.name, there=stage.name)
    if missing := lacking(ids, [key for key in stage.required if key not in given]):
        raise StageAsksFor(stage, missing)


def plan_stage_tasks(deals: Sequence[Deal], stage: Stage, by: Actor) -> None:
    """Plan what a stage says is to be done there, for the owners of the deals. Set-based."""
    tasks = list(StageTask.objects.filter(stage=stage))
    if not tasks:
        return
    today = timezone.localdate()
    plan_steps(
        [
            PlannedStep(
                NextStep(
                    task.kind,
                    timezone.make_aware(
                        datetime.combine(today + timedelta(days=task.after_days), MORNING)
                    ),
                    subject=task.subject,
                    assignee_id=deal.owner_id,
                ),
                deal.party_id,
                RecordRef("deal", deal.pk),
            )
            for deal in deals
            for task in tasks
        ],
        by=by,
    )
