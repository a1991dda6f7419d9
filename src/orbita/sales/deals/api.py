"""What programs do with deals, pipelines, stages and reasons of loss."""

from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.models import Kind
from orbita.platform.resources.slots import ApiAct, ApiResource, ApiTable, Shape, columns
from orbita.sales.deals import commands
from orbita.sales.deals.commands.changing import EDITABLE
from orbita.sales.deals.models import (
    Deal,
    DealCompetitor,
    DealLine,
    LossReason,
    MemberRole,
    Pipeline,
    Stage,
)

STEP = {"next_step.kind": Kind}
COMPETITOR = columns(DealCompetitor, "price", "strengths", "weaknesses")
LINE = Shape(
    "DealLineValues",
    columns(DealLine, "title", "quantity", "unit", "price", "discount", "cost", "needed_on"),
)
STAGE = columns(Stage, "tone", "probability")
REASON = columns(LossReason, "needs_comment", "needs_competitor", "is_active")

API = (
    ApiResource(
        "deal",
        "deals",
        editable=tuple(EDITABLE),
        create=commands.open_deal,
        more=STEP
        | columns(
            Deal,
            "currency",
            "product",
            "opened_on",
            "source",
            "note",
            "external_system",
            "external_id",
        ),
        parts={
            "lines": (
                "title",
                "quantity",
                "unit",
                "price",
                "discount",
                "cost",
                "amount",
                "needed_on",
            ),
            "members": ("user_id", "role", "share"),
            "competitors": ("party_id", "price", "strengths", "weaknesses"),
        },
        unique=("external_system+external_id",),
        importable="deals",
        order=60,
    ),
    ApiAct("deals/{deal_id}/closure/won/", commands.win_deal),
    ApiAct("deals/{deal_id}/closure/lost/", commands.lose_deal),
    ApiAct("deals/{deal_id}/closure/", commands.reopen_deal, "delete"),
    ApiAct("deals/{deal_id}/postponement/", commands.postpone_deal, "put"),
    ApiAct("deals/{deal_id}/postponement/", commands.resume_deal, "delete"),
    ApiAct(
        "deals/{deal_id}/stage/",
        commands.move_deal,
        "put",
        body=STEP
        | {
            "values": Shape(
                "StageValues",
                columns(Deal, "amount", "product", "expected_on", "source", "note", "party_id"),
            )
        },
    ),
    ApiAct(
        "deals/{deal_id}/lines/",
        commands.set_lines,
        "put",
        body={
            "lines.values": LINE,
            "lines.base": LINE,
            "removed.values": LINE,
            "removed.base": LINE,
        },
    ),
    ApiAct("deals/{deal_id}/team/", commands.set_team, "put", body={"members.role": MemberRole}),
    ApiAct("deals/team/", commands.join_deals, body={"role": MemberRole}),
    ApiAct("deals/{deal_id}/competitors/", commands.add_competitor, body=COMPETITOR),
    ApiAct(
        "deals/{deal_id}/competitors/{party_id}/",
        commands.set_competitor,
        "put",
        body=COMPETITOR | {"base": Shape("CompetitorSeen", COMPETITOR)},
    ),
    ApiAct("deals/{deal_id}/competitors/{party_id}/", commands.drop_competitor, "delete"),
    ApiTable(
        "pipelines",
        _("Pipelines"),
        lambda actor: Pipeline.objects.all(),
        Pipeline,
        ("name", "position", "is_active", "needs_step"),
        permission="deals.view",
    ),
    ApiAct("pipelines/", commands.add_pipeline),
    ApiAct(
        "pipelines/{pipeline_id}/",
        commands.change_pipeline,
        "patch",
        body=columns(Pipeline, "name", "is_active", "needs_step"),
    ),
    ApiAct("pipelines/{pipeline_id}/stages/", commands.add_stage, body=STAGE),
    ApiAct("pipelines/{pipeline_id}/order/", commands.order_stages, "put"),
    ApiTable(
        "stages",
        _("Stages"),
        lambda actor: Stage.objects.all(),
        Stage,
        (
            "pipeline_id",
            "name",
            "position",
            "probability",
            "outcome",
            "tone",
            "rot_days",
            "required",
        ),
        permission="deals.view",
    ),
    ApiAct(
        "stages/{stage_id}/",
        commands.change_stage,
        "patch",
        body=STAGE | columns(Stage, "name", "rot_days", "required") | {"tasks.kind": Kind},
    ),
    ApiAct("stages/{stage_id}/removal/", commands.remove_stage),
    ApiTable(
        "loss-reasons",
        _("Reasons of loss"),
        lambda actor: LossReason.objects.all(),
        LossReason,
        ("parent_id", "name", "position", "needs_comment", "needs_competitor", "is_active"),
        permission="deals.view",
    ),
    ApiAct("loss-reasons/", commands.add_reason, body=REASON),
    ApiAct(
        "loss-reasons/{reason_id}/",
        commands.change_reason,
        "patch",
        body=REASON | columns(LossReason, "name", "parent"),
    ),
    ApiAct("loss-reasons/{reason_id}/", commands.remove_reason, "delete"),
    ApiAct("loss-reasons/{reason_id}/position/", commands.shift_reason, "put"),
)
