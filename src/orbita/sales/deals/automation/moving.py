"""An action of rules: deals to a stage, by the rules of the stages."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.activities.scenarios.slots import (
    Action,
    Effect,
    Params,
    Planning,
    Subject,
)
from orbita.kit.identities import uuid_or_none
from orbita.platform.acts.actor import Actor
from orbita.sales.deals.automation.triggers import DEAL, STAGE
from orbita.sales.deals.commands import change_deals
from orbita.sales.deals.models import Deal, Outcome, Stage, StageMove
from orbita.sales.deals.requirements import requirements


def plan_move(found: Sequence[Subject], said: Params, planning: Planning) -> list[Effect]:
    """Each deal to the stage, by the rules of the stages. Three statements, and one a requirement."""
    key = uuid_or_none(said["stage"])
    open_ones = Stage.objects.filter(outcome=Outcome.OPEN)
    stage = open_ones.filter(pk=key).first() if key else None
    names = dict(Stage.objects.values_list("pk", "name"))
    faults = _faults(found, stage)
    effects = []
    for subject in found:
        values = {
            "stage": str(stage.pk) if stage else "",
            "name": stage.name if stage else "",
            "was": names.get(subject.values["stage_id"], ""),
        }
        fault = faults.get(subject.id, "")
        effects.append(Effect(subject.id, "move", values, fault))
        if stage and not fault:
            subject.values["stage_id"] = stage.pk
    return effects


def _faults(found: Sequence[Subject], stage: Stage | None) -> dict[UUID, str]:
    """Why deals cannot come to the stage, by deal."""
    ids = [subject.id for subject in found]
    if stage is None:
        return dict.fromkeys(ids, _("There is no such stage."))
    lacking: dict[UUID, str] = {}
    for key in stage.required:
        if requirement := requirements().get(key):
            rows = Deal.objects.filter(requirement.lacking, pk__in=ids)
            said = _("The stage asks for: %(what)s") % {"what": requirement.label}
            lacking |= dict.fromkeys(rows.values_list("pk", flat=True), said)
    ways: dict[UUID, set[UUID]] = {}
    for here, to in StageMove.objects.values_list("stage", "to"):
        ways.setdefault(here, set()).add(to)
    for subject in found:
        here = subject.values["stage_id"]
        if subject.values["stage__outcome"] != Outcome.OPEN:
            lacking[subject.id] = _("The deal is closed.")
        elif subject.values["stage__pipeline_id"] != stage.pipeline_id:
            lacking[subject.id] = _("The stage is of another pipeline.")
        elif here == stage.pk:
            lacking[subject.id] = _("It stands there already.")
        elif here in ways and stage.pk not in ways[here]:
            lacking[subject.id] = _("There is no way from its stage to this one.")
    return lacking


def run_move(effects: Sequence[Effect], planning: Planning, by: Actor) -> None:
    """Move the deals, all in one go."""
    stage = Stage.objects.get(pk=effects[0].values["stage"])
    change_deals([one.record_id for one in effects], {"stage": stage}, by=by)


def _word_move(said: Mapping[str, Any]) -> str:
    return _("Move: “%(was)s” → “%(name)s”") % said


MOVE = Action(
    "move",
    gettext_lazy("Move to a stage"),
    "columns-3",
    plan_move,
    run_move,
    _word_move,
    (STAGE,),
    DEAL,
    order=40,
)
