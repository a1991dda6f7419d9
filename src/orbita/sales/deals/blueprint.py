"""Pipelines and reasons of loss in a file of settings."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.blueprints.slots import Section, Sheet
from orbita.sales.deals.events import PipelineChanged, ReasonsChanged
from orbita.sales.deals.models import LossReason, Pipeline, Stage, StageMove, StageTask


def _pipelines_told(rows: Sequence[Any], by: Actor) -> None:
    for row in rows:
        announce(PipelineChanged(pipeline_id=row.pk, by=by.id))


def _reasons_told(rows: Sequence[Any], by: Actor) -> None:
    for row in rows:
        announce(ReasonsChanged(reason_id=row.pk, by=by.id))


TASKS = Sheet(
    StageTask,
    key=("kind", "subject"),
    fields=("kind", "subject", "after_days", "position"),
    to="stage",
)
MOVES = Sheet(StageMove, key=("to",), fields=("to",), order=("pk",), to="stage")
STAGES = Sheet(
    Stage,
    key=("name",),
    fields=(
        "name", "position", "probability", "outcome", "tone", "rot_days", "required",
    ),
    fixed=("outcome",),
    to="pipeline",
    parts={"tasks": TASKS, "moves": MOVES},
)  # fmt: skip
PIPELINES = Section(
    "pipelines",
    pgettext_lazy("settings file", "Pipelines and stages"),
    Sheet(
        Pipeline,
        key=("name",),
        fields=("name", "position", "is_active", "needs_step"),
        parts={"stages": STAGES},
    ),
    "deals.manage_pipelines",
    order=70,
    told=_pipelines_told,
)
REASONS = Section(
    "reasons",
    pgettext_lazy("settings file", "Reasons of loss"),
    Sheet(
        LossReason,
        key=("parent", "name"),
        fields=("parent", "name", "position", "needs_comment", "needs_competitor", "is_active"),
    ),
    "deals.manage_pipelines",
    order=80,
    told=_reasons_told,
)
