"""Rules of deals: what can trigger them, what they can do, where they are drawn."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from orbita.activities.scenarios.slots import Params, RuleKind, RuleTemplate
from orbita.kit.identities import uuid_or_none
from orbita.platform.lists.slots import Group, ListTool
from orbita.sales.deals.automation.joining import JOIN
from orbita.sales.deals.automation.moving import MOVE
from orbita.sales.deals.automation.triggers import TRIGGERS
from orbita.sales.deals.models import Outcome
from orbita.sales.deals.queries import open_stages, pipelines

__all__ = ["ACTIONS", "DEALS", "TOOL", "TRIGGERS"]

ACTIONS = (MOVE, JOIN)


def _groups(shelf: str) -> list[Group]:
    stages = [
        Group(str(stage.pk), stage.name, stage.tone)
        for stage in open_stages(pipeline_id=uuid_or_none(shelf))
    ]
    ends = (
        (Outcome.WON, pgettext("deals", "Won"), "green"),
        (Outcome.LOST, pgettext("deals", "Lost"), "red"),
    )
    return [*stages, *(Group(end.value, name, tone) for end, name, tone in ends)]


def _call_tomorrow() -> list[tuple[str, Params]]:
    return [("step", {"kind": "call", "words": "", "days": 1, "who": "owner"})]


def _tell_head() -> list[tuple[str, Params]]:
    return [("notice", {"who": "head", "words": ""})]


NO_STEP = '["next_step_at","empty",null]'
DEALS = RuleKind(
    key="deal",
    title=gettext_lazy("Rules of deals"),
    permission="deals.view",
    party="party_id",
    columns=("stage_id", "stage__pipeline_id", "stage__outcome"),
    groups=_groups,
    shelves=lambda: [(str(one.pk), one.name) for one in pipelines(active=True)],
    on_shelf=lambda shelf: Q(stage__pipeline=uuid_or_none(shelf)),
    templates=(
        RuleTemplate(
            "new-deal",
            gettext_lazy("New deal without a step → plan a call for tomorrow"),
            "deal-opened",
            dict,
            _call_tomorrow,
            NO_STEP,
        ),
        RuleTemplate(
            "standing",
            gettext_lazy("Stands for 10 days → tell the owner’s head"),
            "deal-stays",
            lambda: {"stage": "", "days": 10},
            _tell_head,
        ),
        RuleTemplate(
            "no-step",
            gettext_lazy("No next step for 2 days → remind the owner"),
            "deal-no-step",
            lambda: {"stage": "", "days": 2},
            lambda: [("notice", {"who": "owner", "words": _("Plan the next step")})],
        ),
        RuleTemplate(
            "late-step",
            gettext_lazy("The step is overdue by 3 days → tell the owner’s head"),
            "deal-late-step",
            lambda: {"stage": "", "days": 3},
            _tell_head,
        ),
        RuleTemplate(
            "won",
            gettext_lazy("Won → plan to ask for an opinion in a month"),
            "deal-won",
            dict,
            lambda: [
                (
                    "step",
                    {"kind": "call", "words": _("Ask for an opinion"), "days": 30, "who": "owner"},
                )
            ],
        ),
    ),
)
TOOL = ListTool(
    "deal-rules",
    "deal",
    gettext_lazy("Automation"),
    "workflow",
    "/automation/deal/",
    "scenarios.manage",
    is_page=True,
)
