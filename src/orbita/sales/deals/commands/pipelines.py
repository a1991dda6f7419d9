"""Pipelines and their stages: names, order, rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.sales.deals.errors import (
    LastOpenStage,
    LastPipeline,
    NameIsTaken,
    NeedsName,
    OtherPipeline,
    StageHasDeals,
    StageIsAnEnd,
)
from orbita.sales.deals.events import PipelineChanged
from orbita.sales.deals.models import (
    Deal,
    Outcome,
    Pipeline,
    Stage,
    StageMove,
    StageStay,
    StageTask,
)
from orbita.sales.deals.presets import fill_pipeline
from orbita.sales.deals.requirements import requirements

MANAGE = "deals.manage_pipelines"


@dataclass(frozen=True)
class StageTaskDraft:
    """A task that a stage plans: kind of the step, words, in how many days."""

    kind: str
    subject: str
    after_days: int = 1


@command
def add_pipeline(*, name: str, by: Actor) -> Pipeline:
    """A new way of selling, with stages to begin with. Refuses a name that is taken."""
    require(by, MANAGE)
    last = Pipeline.objects.aggregate(last=Max("position"))["last"]
    pipeline = Pipeline(name=name.strip(), position=0 if last is None else last + 1)
    _save(pipeline)
    fill_pipeline(pipeline)
    announce(PipelineChanged(pipeline_id=pipeline.pk, by=by.id))
    return pipeline


@command
def change_pipeline(pipeline_id: UUID, *, by: Actor, **values: Any) -> Pipeline:
    """Name, whether it is in use, whether its open deals need a next step.

    Refuses a name that is taken, and to take the last pipeline out of use.
    """
    require(by, MANAGE)
    pipeline: Pipeline = _locked(Pipeline, pipeline_id)
    others = Pipeline.objects.filter(is_active=True).exclude(pk=pipeline_id)
    if not values.get("is_active", True) and not others.exists():
        raise LastPipeline
    for name in ("name", "is_active", "needs_step"):
        if name in values:
            setattr(pipeline, name, values[name])
    _save(pipeline)
    announce(PipelineChanged(pipeline_id=pipeline.pk, by=by.id))
    return pipeline


@command
def add_stage(pipeline_id: UUID, *, name: str, by: Actor, **values: Any) -> Stage:
    """A new open stage, the last before the ends. Refuses a name that the pipeline has."""
    require(by, MANAGE)
    pipeline = _locked(Pipeline, pipeline_id)
    stages = list(pipeline.stages.order_by("position"))
    place = sum(stage.outcome == Outcome.OPEN for stage in stages)
    for stage in stages[place:]:
        stage.position += 1
    Stage.objects.bulk_update(stages[place:], ["position"])
    stage = Stage(
        pipeline=pipeline,
        name=name.strip(),
        position=place,
        probability=values.get("probability", 50),
        tone=values.get("tone", "blue"),
    )
    _save(stage)
    announce(PipelineChanged(pipeline_id=pipeline.pk, by=by.id))
    return stage


@command
def change_stage(
    stage_id: UUID,
    *,
    moves: Sequence[UUID] | None = None,
    tasks: Sequence[StageTaskDraft] | None = None,
    by: Actor,
    **values: Any,
) -> Stage:
    """A stage's name, probability, tone, patience and what it asks for; where deals may go from it
    (`moves`, empty: anywhere) and what is planned when they come (`tasks`)."""
    require(by, MANAGE)
    stage: Stage = _locked(Stage, stage_id)
    for name in ("name", "tone", "rot_days"):
        if name in values:
            setattr(stage, name, values[name])
    if "probability" in values and stage.outcome == Outcome.OPEN:
        stage.probability = values["probability"]
    if "required" in values:
        stage.required = [key for key in requirements() if key in values["required"]]
    _save(stage)
    if moves is not None:
        _set_moves(stage, moves)
    if tasks is not None:
        _set_tasks(stage, [task for task in tasks if task.subject.strip()])
    announce(PipelineChanged(pipeline_id=stage.pipeline_id, by=by.id))
    return stage


@command
def order_stages(pipeline_id: UUID, *, order: Sequence[UUID], by: Actor) -> None:
    """Put the open stages into this order; the ends stay at the end."""
    require(by, MANAGE)
    pipeline = _locked(Pipeline, pipeline_id)
    place = {stage_id: number for number, stage_id in enumerate(order)}
    stages = sorted(
        pipeline.stages.all(),
        key=lambda stage: (
            stage.outcome != Outcome.OPEN,
            place.get(stage.pk, len(place)),
            stage.position,
        ),
    )
    for number, stage in enumerate(stages):
        stage.position = number
    Stage.objects.bulk_update(stages, ["position"])
    announce(PipelineChanged(pipeline_id=pipeline.pk, by=by.id))


@command
def remove_stage(stage_id: UUID, *, move_to: UUID | None = None, by: Actor) -> None:
    """Remove an open stage; its deals go to another open stage of the pipeline, and so do the times
    that deals have spent on it: without a choice to the stage before it, or after it.

    Refuses an end, the last open stage, and a stage with deals when no other is named.
    """
    require(by, MANAGE)
    stage = _locked(Stage, stage_id)
    if stage.outcome != Outcome.OPEN:
        raise StageIsAnEnd(stage=stage.name)
    others = Stage.objects.filter(pipeline=stage.pipeline_id, outcome=Outcome.OPEN)
    others = others.exclude(pk=stage.pk).order_by("position")
    neighbour = others.filter(position__lt=stage.position).last() or others.first()
    if neighbour is None:
        raise LastOpenStage
    target = others.filter(pk=move_to).first() if move_to else neighbour
    if target is None:
        raise OtherPipeline(stage=stage.name)
    deals = Deal.objects.filter(stage=stage)
    count = deals.count()
    if count and not move_to:
        raise StageHasDeals(stage=stage.name, count=count)

    deals.update(stage=target)
    stays = StageStay.objects.filter(stage=stage)
    stays.filter(left_at=F("entered_at")).delete()
    stays.update(stage=target)
    stage.delete()
    announce(PipelineChanged(pipeline_id=stage.pipeline_id, by=by.id))


def _set_moves(stage: Stage, moves: Sequence[UUID]) -> None:
    own = Stage.objects.filter(pipeline=stage.pipeline_id, outcome=Outcome.OPEN)
    allowed = own.exclude(pk=stage.pk).filter(pk__in=list(moves))
    present = set(StageMove.objects.filter(stage=stage).values_list("to", flat=True))
    StageMove.objects.filter(stage=stage).exclude(to__in=allowed).delete()
    StageMove.objects.bulk_create(
        StageMove(stage=stage, to=to) for to in allowed if to.pk not in present
    )


def _set_tasks(stage: Stage, tasks: Sequence[StageTaskDraft]) -> None:
    """Bring the planned tasks to these; equal ones are not written again."""
    wanted = [(task.kind, task.subject.strip(), task.after_days) for task in tasks]
    present = StageTask.objects.filter(stage=stage)
    if wanted == list(present.values_list("kind", "subject", "after_days")):
        return
    present.delete()
    StageTask.objects.bulk_create(
        StageTask(stage=stage, position=place, kind=kind, subject=subject, after_days=days)
        for place, (kind, subject, days) in enumerate(wanted)
    )


def _locked(model: Any, row_id: UUID) -> Any:
    row = model.objects.select_for_update().filter(pk=row_id).first()
    if row is None:
        raise NotFound
    return row


def _save(row: Any) -> None:
    """Save a named row. Refuses an empty name and one that is taken."""
    row.name = row.name.strip()
    if not row.name:
        raise NeedsName
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise NameIsTaken(name=row.name) from fault
