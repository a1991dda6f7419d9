"""What deals show elsewhere and keep up to date."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from orbita.activities.scenarios.slots import actions as rule_actions
from orbita.activities.scenarios.slots import plug_trigger, rule_kinds
from orbita.activities.timeline.pulse import pulse
from orbita.activities.timeline.slots import stories
from orbita.parties.consent.slots import erasure_holds, kept_by_law, personal_data
from orbita.parties.standing.slots import signals
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import Record, after, poke, within
from orbita.platform.blueprints.slots import sections
from orbita.platform.company.slots import TradeStep, trade_steps
from orbita.platform.derived.slots import Derived, Source, derived
from orbita.platform.imports.slots import make_importable
from orbita.platform.lists.slots import list_tools, screens
from orbita.platform.measures.slots import measures
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.modules.slots import Module, modules
from orbita.platform.notifications.slots import NoticeKind, notice_kinds
from orbita.platform.records.permissions import plug_record_permissions
from orbita.platform.records.slots import (
    RecordFact,
    RecordKind,
    RecordPanel,
    RecordPart,
    acts,
    facts,
    kinds,
    labelled,
    panels,
    parts,
)
from orbita.platform.resources.slots import plug_api
from orbita.platform.search.slots import Searchable, make_searchable
from orbita.platform.ui.slots import (
    DemoChapter,
    HomeTile,
    MenuItem,
    PaletteCommand,
    demo_chapters,
    home_tiles,
    menu,
    palette_commands,
)
from orbita.sales.deals import automation, blueprint, events, part_plugs
from orbita.sales.deals import panels as deal_panels
from orbita.sales.deals.api import API
from orbita.sales.deals.commands import change_deals, delete_deals, restore_deals
from orbita.sales.deals.demo import sell_to_demo_clients
from orbita.sales.deals.importing import DEALS as IMPORT
from orbita.sales.deals.lists import DEALS
from orbita.sales.deals.measures import DEAL_MEASURES
from orbita.sales.deals.models import Deal, DealCompetitor, DealLine, DealMember
from orbita.sales.deals.page_acts import ACTS
from orbita.sales.deals.personal import DEALS as PERSONAL
from orbita.sales.deals.personal import KEPT_DEALS, OPEN_DEALS
from orbita.sales.deals.presets import follow_trade, settle_pipeline
from orbita.sales.deals.signals import SIGNALS, cool_lost, warm_moved, warm_opened, warm_won
from orbita.sales.deals.stories import (
    STORIES,
    tell_lost,
    tell_moved,
    tell_opened,
    tell_postponed,
    tell_reopened,
    tell_won,
)

modules.plug(
    Module(
        "deals",
        _("Deals"),
        _("Pipelines, the board, goods and margin"),
        "handshake",
        order=110,
    )
)


def word_alarm(values: Mapping[str, Any]) -> str:
    """The sentence of the morning alarm."""
    count = values["count"]
    said = ngettext(
        "%(count)s open deal has no next step", "%(count)s open deals have no next step", count
    )
    return said % {"count": count}


SUMS = """
    UPDATE deals_deal d SET amount = x.amount, margin = x.margin
    FROM (
        SELECT deal_id, sum(amount) AS amount,
            sum(amount - round(quantity * cost, 2)) FILTER (WHERE cost IS NOT NULL) AS margin
        FROM deals_dealline WHERE deal_id = ANY(ids) GROUP BY deal_id
    ) x
    WHERE d.id = x.deal_id AND (d.amount, d.margin) IS DISTINCT FROM (x.amount, x.margin);
    UPDATE deals_deal d SET margin = NULL
    WHERE d.id = ANY(ids) AND d.margin IS NOT NULL
        AND NOT EXISTS (SELECT FROM deals_dealline l WHERE l.deal_id = d.id);
"""
"""A deal with lines costs what they cost together; its margin is known for lines that know a cost."""


def deal_url(deal_id: UUID) -> str:
    """The address of a deal's page."""
    return reverse("deals:record", args=[deal_id])


kinds.plug(
    RecordKind(
        key="deal",
        model=Deal,
        label=_("Deal"),
        plural=_("Deals"),
        icon="columns-3",
        title="title",
        url=deal_url,
        change=change_deals,
        delete=delete_deals,
        restore=restore_deals,
        restrictable=labelled(
            Deal,
            "amount",
            "margin",
            "expected_on",
            "opened_on",
            "closed_on",
            "product",
            "source",
            "note",
            "loss_reason",
            "loss_comment",
            "lost_to",
            "external_id",
            "details",
        ),
        follows={"amount": ("margin", "lines"), "margin": ("lines.cost",)},
    )
)
_SEES_ALL = ("director", "marketer", "analyst", "accountant", "partner")
plug_record_permissions(
    "deals",
    "deal",
    _("Deals"),
    {
        "view": {**dict.fromkeys(_SEES_ALL, "all"), "head": "subtree", "seller": "team"},
        "create": {"director": "all", "head": "all", "seller": "own", "partner": "own"},
        "edit": {"director": "all", "head": "subtree", "seller": "assigned", "partner": "own"},
        "delete": {"director": "all", "head": "subtree", "seller": "own"},
        "export": {"director": "all", "head": "subtree", "seller": "own", "analyst": "all"},
        "import": {"director": "all", "head": "subtree"},
    },
)
permissions.plug(
    Permission(
        "deals.manage_pipelines",
        _("Set up pipelines, stages and reasons"),
        {"director": "all", "head": "all", "admin": "all"},
    )
)
for table in (DealLine, DealMember, DealCompetitor):
    parts.plug(RecordPart("deal", table, "deal"))
screens.plug(DEALS)
measures.plug(*DEAL_MEASURES)
signals.plug(*SIGNALS)
after(events.DealOpened, warm_opened)
after(events.DealMoved, warm_moved)
after(events.DealWon, warm_won)
after(events.DealLost, cool_lost)
make_importable(IMPORT)
make_searchable(
    Searchable(
        kind="deal",
        table="deals_deal",
        title="s.title",
        subtitle="(SELECT p.name FROM directory_party p WHERE p.id = s.party_id)",
        words="concat_ws(' ', s.title, s.product, s.external_id,"
        " (SELECT p.name FROM directory_party p WHERE p.id = s.party_id))",
        digits="''",
        finds=("product", "external_id"),
        sources=(
            Source(
                "deals_deal", "r.id", ("title", "product", "external_id", "party_id", "deleted_at")
            ),
            Source(
                "directory_party", "d.id", ("name",), join="JOIN deals_deal d ON d.party_id = r.id"
            ),
        ),
        order=20,
    )
)
derived.plug(
    Derived(
        "deal_sums",
        refresh=SUMS,
        sources=(
            Source(
                "deals_dealline", "r.deal_id", ("deal_id", "quantity", "price", "discount", "cost")
            ),
        ),
    ),
    pulse("deal_pulse", "deals_dealpulse", "deal_id", "about_id", Deal, "r.about_kind = 'deal'"),
)
trade_steps.plug(TradeStep("deals", follow_trade))
steps.plug(AfterMigrate("first pipeline", settle_pipeline, order=50))

menu.plug(
    MenuItem(
        "deals",
        _("Deals"),
        "columns-3",
        "lists:deal",
        permission="deals.view",
        order=300,
        sections=("deals",),
        keys="KeyG KeyD",
    )
)
home_tiles.plug(
    HomeTile(
        "deals-without-step",
        _("Open deals without a next step"),
        "deals:without_step",
        permission="deals.view",
        order=200,
    )
)
palette_commands.plug(
    PaletteCommand(
        "new-deal",
        _("New deal"),
        "briefcase",
        "deals:new",
        permission="deals.create",
        words=_("add sale opportunity"),
        order=220,
        drawer=True,
        quick=True,
        keys="KeyN",
    )
)

notice_kinds.plug(
    NoticeKind("no-step", _("Deals without a next step"), "circle-alert", word_alarm, "amber")
)

stories.plug(*STORIES)
within(events.DealOpened, tell_opened)
within(events.DealMoved, tell_moved)
within(events.DealWon, tell_won)
within(events.DealLost, tell_lost)
within(events.DealReopened, tell_reopened)
within(events.DealPostponed, tell_postponed)


def _one(event: Any) -> list[Record]:
    """The deal and its client: every event about one deal names both."""
    touched: list[Record] = [("deal", event.deal_id)]
    return [*touched, ("party", event.party_id)] if event.party_id else touched


def _many(event: events.DealsChanged) -> list[Record]:
    return [("deal", deal_id) for deal_id in event.deal_ids]


for kind in (
    events.DealOpened,
    events.DealMoved,
    events.DealWon,
    events.DealLost,
    events.DealReopened,
    events.DealPostponed,
    events.DealTeamSet,
):
    poke(kind, _one)
poke(events.DealsChanged, _many)

panels.plug(
    RecordPanel(
        "deals",
        ("party",),
        _("Deals"),
        "deals/panel.html",
        deal_panels.deals_of_party,
        place="right",
        order=20,
        permission="deals.view",
    ),
    RecordPanel(
        "deal-profile",
        ("deal",),
        _("About the deal"),
        "deals/profile_panel.html",
        deal_panels.profile,
        place="left",
        order=10,
    ),
    RecordPanel(
        "deal-client",
        ("deal",),
        _("Client"),
        "deals/client_panel.html",
        deal_panels.client,
        place="right",
        order=10,
        permission="parties.view",
    ),
)
facts.plug(
    RecordFact("won", ("party",), deal_panels.won_fact, order=10, permission="deals.view"),
    RecordFact("open-deals", ("party",), deal_panels.open_fact, order=20, permission="deals.view"),
    RecordFact("deal-amount", ("deal",), deal_panels.amount_fact, order=10),
    RecordFact("deal-stage", ("deal",), deal_panels.stage_fact, order=20),
    RecordFact("deal-expected", ("deal",), deal_panels.expected_fact, order=30),
    RecordFact("deal-step", ("deal",), deal_panels.step_fact, order=40),
)


acts.plug(*ACTS)
demo_chapters.plug(DemoChapter(80, "deals", sell_to_demo_clients))
rule_kinds.plug(automation.DEALS)
rule_actions.plug(*automation.ACTIONS)
plug_trigger(*automation.TRIGGERS)
list_tools.plug(automation.TOOL)
part_plugs.plug_parts()
personal_data.plug(*PERSONAL)
erasure_holds.plug(OPEN_DEALS)
kept_by_law.plug(KEPT_DEALS)
plug_api(*API)
sections.plug(blueprint.PIPELINES, blueprint.REASONS)
