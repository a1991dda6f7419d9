"""Settings of selling: pipelines and the rules of their stages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import key_of
from orbita.platform.ui.answering import answer_form
from orbita.platform.ui.reply import Reply
from orbita.sales.deals import queries, rule_queries
from orbita.sales.deals.commands import (
    add_pipeline,
    add_stage,
    change_pipeline,
    change_stage,
    order_stages,
    remove_stage,
)
from orbita.sales.deals.models import Outcome, Stage
from orbita.sales.deals.rule_forms import (
    TASK_ROWS,
    NewNameForm,
    PipelineForm,
    RemovalForm,
    StageRulesForm,
)
from orbita.sales.deals.views.deals import actor_of

MANAGE = "deals.manage_pipelines"
FORM = "deals/settings/form.html"


@gate(MANAGE, methods="GET")
def pipelines(request: HttpRequest) -> HttpResponse:
    """All ways of selling."""
    context = {"pipelines": rule_queries.pipelines_shown(actor_of(request))}
    return Reply(request).page("deals/settings/pipelines.html", context, part="list")


@gate(MANAGE)
def new_pipeline(request: HttpRequest) -> HttpResponse:
    """A new pipeline, with stages to begin with."""
    form = NewNameForm(request.POST or None)

    def act() -> HttpResponse:
        made = add_pipeline(name=form.cleaned_data["name"], by=actor_of(request))
        reply = Reply(request).go(reverse("deals:pipeline", args=[made.pk]))
        return reply.toast(_("Pipeline added"), undo=last_act_id())

    return answer_form(request, form, act, _("New pipeline"), FORM)


@gate(MANAGE, methods="GET")
def pipeline(request: HttpRequest, pipeline_id: UUID) -> HttpResponse:
    """One pipeline with its stages and their rules."""
    context = _shown(request, pipeline_id)
    return Reply(request).page("deals/settings/pipeline.html", context, part="stages")


@gate(MANAGE)
def pipeline_profile(request: HttpRequest, pipeline_id: UUID) -> HttpResponse:
    """Name of a pipeline, whether it is in use, whether open deals need a next step."""
    found = rule_queries.pipeline(pipeline_id)
    now = {name: getattr(found, name) for name in ("name", "is_active", "needs_step")}
    form = PipelineForm(request.POST or None, initial=now)

    def act() -> HttpResponse:
        change_pipeline(pipeline_id, by=actor_of(request), **form.cleaned_data)
        return _done(request, pipeline_id, _("Pipeline saved")).refresh()

    return answer_form(request, form, act, _("Pipeline"), FORM)


@gate(MANAGE)
def new_stage(request: HttpRequest, pipeline_id: UUID) -> HttpResponse:
    """A new open stage, the last before the ends."""
    rule_queries.pipeline(pipeline_id)
    form = NewNameForm(request.POST or None)

    def act() -> HttpResponse:
        add_stage(pipeline_id, name=form.cleaned_data["name"], by=actor_of(request))
        return _done(request, pipeline_id, _("Stage added"))

    return answer_form(request, form, act, _("New stage"), FORM)


@gate(MANAGE, methods="POST")
def stage_order(request: HttpRequest, pipeline_id: UUID) -> HttpResponse:
    """Puts a stage into another place: `id` before `before` (a drop), or `up` and `down` (a key)."""
    order = [
        row.pk for row in queries.stages(pipeline_id=pipeline_id) if row.outcome == Outcome.OPEN
    ]
    moved = key_of(request.POST, "id")
    if moved in order:
        here = order.index(moved)
        order.remove(moved)
        order.insert(_place(request, order, here), moved)
    order_stages(pipeline_id, order=order, by=actor_of(request))
    return _done(request, pipeline_id, _("Order of the stages saved"))


def _place(request: HttpRequest, order: list[UUID], here: int) -> int:
    if "up" in request.POST:
        return max(here - 1, 0)
    if "down" in request.POST:
        return here + 1
    before = uuid_or_none(request.POST.get("before", ""))
    return order.index(before) if before in order else len(order)


@gate(MANAGE)
def stage_rules(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """A stage: name, probability, colour, patience, what it asks for, ways on, planned tasks."""
    found = rule_queries.stage(stage_id)
    form = _rules_form(request, found)

    def act() -> HttpResponse:
        change_stage(stage_id, by=actor_of(request), **form.changes())
        return _done(request, found.pipeline_id, _("Stage saved"))

    return answer_form(request, form, act, found.name, "deals/settings/stage_form.html")


def _rules_form(request: HttpRequest, stage: Stage) -> StageRulesForm:
    tasks = list(stage.tasks.all())
    now: dict[str, Any] = {
        name: getattr(stage, name) for name in ("name", "probability", "tone", "rot_days")
    }
    now["required_keys"] = stage.required
    now["moves"] = [str(move.to_id) for move in stage.moves.all()]
    for number, task in enumerate(tasks):
        now[f"task-{number}-subject"] = task.subject
        now[f"task-{number}-kind"] = task.kind
        now[f"task-{number}-days"] = task.after_days
    others = queries.stages(pipeline_id=stage.pipeline_id)
    ways = [row for row in others if row.outcome == Outcome.OPEN]
    rows = max(TASK_ROWS, len(tasks) + 1)
    return StageRulesForm(request.POST or None, initial=now, stage=stage, others=ways, rows=rows)


@gate(MANAGE)
def stage_removal(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """Removes a stage; where its deals go is asked for first when there are any."""
    found = rule_queries.stage(stage_id)
    others = [
        (str(row.pk), row.name)
        for row in queries.stages(pipeline_id=found.pipeline_id)
        if row.outcome == Outcome.OPEN and row.pk != stage_id
    ]
    form = RemovalForm(request.POST or None, others=others)
    if not found.deals.exists():
        form = RemovalForm({"move_to": ""}, others=[("", "")])
        form.fields["move_to"].required = False

    def act() -> HttpResponse:
        target = uuid_or_none(form.cleaned_data["move_to"])
        remove_stage(stage_id, move_to=target, by=actor_of(request))
        return _done(request, found.pipeline_id, _("Stage removed"))

    title = _("Remove the stage “%(name)s”") % {"name": found.name}
    return answer_form(request, form, act, title, "deals/settings/removal.html")


def _shown(request: HttpRequest, pipeline_id: UUID) -> dict[str, Any]:
    found = rule_queries.pipeline(pipeline_id)
    stages = rule_queries.stages_shown(actor_of(request), pipeline_id)
    return {
        "pipeline": found,
        "open": [row for row in stages if row.stage.outcome == Outcome.OPEN],
        "ends": [row for row in stages if row.stage.outcome != Outcome.OPEN],
    }


def _done(request: HttpRequest, pipeline_id: UUID, said: str) -> Reply:
    reply = Reply(request, back=reverse("deals:pipeline", args=[pipeline_id])).close_panel()
    reply.fragment("deals/settings/pipeline.html#stages", _shown(request, pipeline_id))
    return reply.toast(said, undo=last_act_id())
