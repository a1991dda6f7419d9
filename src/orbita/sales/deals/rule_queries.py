"""Questions about the rules of selling: pipelines with their stages, reasons with their use."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.sales.deals.models import Deal, LossReason, Outcome, Pipeline, Stage, StageTask
from orbita.sales.deals.requirements import requirements


@dataclass(frozen=True)
class StageShown:
    """A stage with its rules in words, and how many deals stand on it (of those the actor sees)."""

    stage: Stage
    deals: int
    asks: Sequence[str]
    ways: Sequence[str]
    tasks: Sequence[StageTask]

    @property
    def deals_url(self) -> str:
        where = f'["stage","in",["{self.stage.pk}"]]'
        return f"/deals/?mode=table&where={quote(where)}"


def pipeline(pipeline_id: UUID) -> Pipeline:
    """A pipeline, or NotFound. One statement."""
    found = Pipeline.objects.filter(pk=pipeline_id).first()
    if found is None:
        raise NotFound
    return found


def stage(stage_id: UUID) -> Stage:
    """A stage with its pipeline, or NotFound. One statement."""
    found = Stage.objects.select_related("pipeline").filter(pk=stage_id).first()
    if found is None:
        raise NotFound
    return found


def stages_shown(actor: Actor, pipeline_id: UUID) -> list[StageShown]:
    """The stages of a pipeline with all their rules; `stands` counts deals whom nobody sees, too, such
    as those in the bin. Four statements."""
    tasks = Prefetch("tasks", StageTask.objects.order_by("position"))
    found = list(
        Stage.objects.filter(pipeline=pipeline_id)
        .annotate(stands=Count("deals"))
        .order_by("position")
        .prefetch_related("moves", tasks)
    )
    names = {row.pk: row.name for row in found}
    counts = _counts(actor, Q(stage__pipeline=pipeline_id), "stage")
    known = requirements()
    return [
        StageShown(
            row,
            counts.get(row.pk, 0),
            [str(known[key].label) for key in row.required if key in known],
            [names[move.to_id] for move in row.moves.all()],
            list(row.tasks.all()),
        )
        for row in found
    ]


@dataclass(frozen=True)
class PipelineShown:
    """A pipeline with its stages and how many open deals it has (of those the actor sees)."""

    pipeline: Pipeline
    stages: Sequence[Stage]
    deals: int

    @property
    def deals_url(self) -> str:
        here = f'["pipeline","in",["{self.pipeline.pk}"]]'
        where = f'["and",["outcome","in",["open"]],{here}]'
        return f"/deals/?mode=table&where={quote(where)}"


def pipelines_shown(actor: Actor) -> list[PipelineShown]:
    """All pipelines. Three statements."""
    counts = _counts(actor, Q(stage__outcome=Outcome.OPEN), "stage__pipeline")
    found = Pipeline.objects.prefetch_related(
        Prefetch("stages", Stage.objects.order_by("position"))
    )
    return [PipelineShown(row, list(row.stages.all()), counts.get(row.pk, 0)) for row in found]


@dataclass(frozen=True)
class ReasonShown:
    """A reason, its depth in the tree, and how many deals were lost for it (that the actor sees)."""

    reason: LossReason
    is_group: bool
    deals: int

    @property
    def deals_url(self) -> str:
        where = f'["loss_reason","in",["{self.reason.pk}"]]'
        return f"/deals/?mode=table&where={quote(where)}"


def reasons_shown(actor: Actor) -> list[ReasonShown]:
    """The tree of reasons in its order, those out of use as well. Two statements."""
    counts = _counts(actor, Q(loss_reason__isnull=False), "loss_reason")
    rows = list(LossReason.objects.all())
    parents = {row.parent_id for row in rows}
    tree = [
        row
        for top in rows
        if top.parent_id is None
        for row in (top, *(one for one in rows if one.parent_id == top.pk))
    ]
    return [ReasonShown(row, row.pk in parents, counts.get(row.pk, 0)) for row in tree]


def reason(reason_id: UUID) -> LossReason:
    """A reason of loss, or NotFound. One statement."""
    found = LossReason.objects.filter(pk=reason_id).first()
    if found is None:
        raise NotFound
    return found


def groups_for(own: LossReason | None) -> list[LossReason]:
    """The groups into which a reason may go: none for a group with reasons in it. Two statements."""
    if own is not None and LossReason.objects.filter(parent=own).exists():
        return []
    tops = LossReason.objects.filter(parent=None)
    return list(tops.exclude(pk=own.pk) if own else tops)


def _counts(actor: Actor, where: Q, path: str) -> dict[UUID, int]:
    found = Deal.objects.visible_to(actor).filter(where).values(path)
    return {row[path]: row["count"] for row in found.annotate(count=Count("pk"))}
