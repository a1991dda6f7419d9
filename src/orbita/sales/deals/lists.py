"""Deals as a table and as a board."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import dump
from orbita.platform.lists.cells import link_cell, person_column, step_cell
from orbita.platform.lists.forms import OwnerForm
from orbita.platform.lists.slots import (
    Bin,
    Board,
    BulkAct,
    Calendar,
    Column,
    Group,
    ListScreen,
    Row,
    StandardView,
)
from orbita.platform.ui.components import DASH, badge, money
from orbita.sales.deals.cards import calendar_entry, card
from orbita.sales.deals.commands import change_deals, delete_deals
from orbita.sales.deals.models import Deal, Outcome
from orbita.sales.deals.part_queries import competes
from orbita.sales.deals.queries import (
    ON_BOARD,
    open_stages,
    pipelines,
    reason_tree,
    stages,
    strip,
)


def _stage_choices() -> list[tuple[UUID, str]]:
    return [(stage.pk, stage.name) for stage in stages()]


def _title(row: Row) -> str:
    return f'<a href="/deals/{row["pk"]}/" data-row-link class="trunc">{escape(row["title"])}</a>'


def _party(row: Row) -> str:
    if row["party_id"] is None:
        return DASH
    return link_cell(f"/parties/{row['party_id']}/", row["party__name"], square=True).replace(
        " data-row-link", ""
    )


def _stage(row: Row) -> str:
    return badge(row["stage__name"], row["stage__tone"], dot=True)


def _amount(row: Row) -> str:
    return money(row["amount"], row["currency"])


def _stands_too_long(operator: str, value: Any, actor: Actor) -> Q:
    """Longer on the stage than the stage allows."""
    patience = ExpressionWrapper(F("stage__rot_days") * timedelta(days=1), DurationField())
    late = Deal.objects.filter(stage__outcome=Outcome.OPEN, stage_since__lt=Now() - patience)
    found = Q(pk__in=late.values("pk"))
    return found if operator == "yes" else ~found


def _margin(row: Row) -> str:
    return money(row["margin"], row["currency"])


def _step(row: Row) -> str:
    return step_cell(row["pulse__next_step_at"], row["pulse__next_step__subject"])


def _groups(pipeline: str) -> Sequence[Group]:
    return [
        Group(str(stage.pk), stage.name, stage.tone, stage.probability)
        for stage in open_stages(pipeline_id=UUID(pipeline))
    ]


def _shelves() -> Sequence[tuple[str, str]]:
    return [(str(pipeline.pk), pipeline.name) for pipeline in pipelines(active=True)]


def _pipeline_choices() -> list[tuple[UUID, str]]:
    return [(pipeline.pk, pipeline.name) for pipeline in pipelines()]


def _reason_choices() -> list[tuple[UUID, str]]:
    return [
        (reason.pk, str(reason)) for group, reasons in reason_tree() for reason in (group, *reasons)
    ]


class StageForm(forms.Form):
    """The stage to move the deals to."""

    stage = forms.TypedChoiceField(label=gettext_lazy("Stage"))

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.fields["stage"].choices = [(s.pk, s.name) for s in open_stages()]  # type: ignore[attr-defined]


def _assign(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    change_deals(ids, {"owner": values["owner"]}, by=by)
    return _changed(len(ids))


def _restage(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    stage = next(stage for stage in open_stages() if str(stage.pk) == str(values["stage"]))
    change_deals(ids, {"stage": stage}, by=by)
    return _changed(len(ids))


def _delete(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_deals(ids, by=by)
    return ngettext("%(count)s deal deleted", "%(count)s deals deleted", len(ids)) % {
        "count": len(ids)
    }


def _changed(count: int) -> str:
    return ngettext("%(count)s deal changed", "%(count)s deals changed", count) % {"count": count}


OPEN = '["outcome","in",["open"]]'
DEALS = ListScreen(
    kind="deal",
    address="deals/",
    title="title",
    sort="-stage_since",
    mode="board",
    new_url="/deals/new/",
    new_label=gettext_lazy("New deal"),
    import_kind="deals",
    hint=gettext_lazy(
        "A deal is something that may be sold: what, to whom, for how much, what is next."
    ),
    columns=(
        Column("title", gettext_lazy("Deal"), draw=_title, edit=""),
        Column(
            "party",
            gettext_lazy("Client"),
            "reference",
            path="party_id",
            select=("party__name",),
            draw=_party,
            text=lambda row: row["party__name"],
            sort_path="party__sort_key",
            to="party",
        ),
        Column(
            "stage",
            gettext_lazy("Stage"),
            "choice",
            path="stage_id",
            select=("stage__name", "stage__tone"),
            draw=_stage,
            text=lambda row: row["stage__name"],
            sort_path="stage__position",
            choices=_stage_choices,
            edit="stage",
        ),
        Column(
            "amount",
            gettext_lazy("Amount"),
            "money",
            select=("currency",),
            draw=_amount,
            edit="amount",
            total=True,
        ),
        Column("expected_on", gettext_lazy("Expected"), "date", edit="expected_on"),
        person_column("owner", gettext_lazy("Owner"), edit="owner"),
        Column(
            "next_step_at",
            gettext_lazy("Next step"),
            "moment",
            path="pulse__next_step_at",
            select=("pulse__next_step__subject",),
            draw=_step,
        ),
        Column("stage_since", gettext_lazy("On the stage since"), "moment"),
        Column(
            "last_touch_at",
            gettext_lazy("Last touch"),
            "moment",
            path="pulse__last_touch_at",
            shown=False,
        ),
        Column("product", gettext_lazy("Product"), edit="product", shown=False),
        Column("source", gettext_lazy("Source"), edit="source", shown=False),
        Column("opened_on", gettext_lazy("Opened"), "date", edit="opened_on", shown=False),
        Column("closed_on", gettext_lazy("Closed"), "date", shown=False),
        Column(
            "outcome",
            gettext_lazy("Outcome"),
            "choice",
            path="stage__outcome",
            choices=lambda: Outcome.choices,
            shown=False,
            tones={"open": "blue", "won": "green", "lost": "red"},
        ),
        Column(
            "probability",
            gettext_lazy("Probability"),
            "number",
            path="stage__probability",
            shown=False,
        ),
        Column(
            "loss_reason",
            gettext_lazy("Reason of loss"),
            "choice",
            path="loss_reason_id",
            select=("loss_reason__name",),
            draw=lambda row: escape(row["loss_reason__name"] or "") or DASH,
            text=lambda row: row["loss_reason__name"],
            sort_path="loss_reason__name",
            choices=_reason_choices,
            shown=False,
        ),
        Column(
            "lost_to",
            gettext_lazy("Lost to"),
            "reference",
            path="lost_to_id",
            select=("lost_to__name",),
            draw=lambda row: escape(row["lost_to__name"] or "") or DASH,
            text=lambda row: row["lost_to__name"],
            sort_path="lost_to__sort_key",
            to="party",
            shown=False,
        ),
        Column(
            "competitor",
            gettext_lazy("Competitor"),
            "reference",
            to="party",
            test=competes,
            in_table=False,
            sortable=False,
        ),
        Column(
            "pipeline",
            gettext_lazy("Pipeline"),
            "choice",
            path="stage__pipeline_id",
            select=("stage__pipeline__name",),
            draw=lambda row: escape(row["stage__pipeline__name"]),
            text=lambda row: row["stage__pipeline__name"],
            sort_path="stage__pipeline__position",
            choices=_pipeline_choices,
            shown=False,
        ),
        Column("margin", gettext_lazy("Margin"), "money", draw=_margin, shown=False, total=True),
        Column(
            "stuck",
            gettext_lazy("Stands too long on its stage"),
            "flag",
            test=_stands_too_long,
            in_table=False,
            sortable=False,
        ),
        Column("postponed_until", gettext_lazy("Put off until"), "date", shown=False),
        Column("external_id", gettext_lazy("Outside key"), shown=False),
        Column("created_at", gettext_lazy("Created"), "moment", shown=False),
    ),
    views=(
        StandardView("open", pgettext_lazy("deals", "Open"), OPEN, "-stage_since"),
        StandardView(
            "mine", gettext_lazy("Mine"), f'["and",{OPEN},["owner","in",["me"]]]', "next_step_at"
        ),
        StandardView(
            "no-step",
            gettext_lazy("Without a next step"),
            f'["and",{OPEN},["next_step_at","empty",null]]',
            "-amount",
            mode="table",
        ),
        StandardView(
            "late-step",
            gettext_lazy("The next step is late"),
            f'["and",{OPEN},["next_step_at","within","past"]]',
            "next_step_at",
            mode="table",
        ),
        StandardView(
            "stuck",
            gettext_lazy("Stand too long"),
            f'["and",{OPEN},["stuck","yes",null]]',
            "stage_since",
            mode="table",
        ),
        StandardView(
            "postponed",
            pgettext_lazy("deals", "Put off"),
            f'["and",{OPEN},["postponed_until","filled",null]]',
            "postponed_until",
            mode="table",
        ),
        StandardView(
            "won", gettext_lazy("Won"), '["outcome","in",["won"]]', "-closed_on", mode="table"
        ),
        StandardView(
            "lost", gettext_lazy("Lost"), '["outcome","in",["lost"]]', "-closed_on", mode="table"
        ),
    ),
    bulk=(
        BulkAct("owner", gettext_lazy("Owner"), "user-round", "deals.edit", _assign, OwnerForm),
        BulkAct("stage", gettext_lazy("Stage"), "columns-3", "deals.edit", _restage, StageForm),
        BulkAct("deletion", gettext_lazy("Delete"), "trash-2", "deals.delete", _delete),
    ),
    calendar=Calendar(
        path="expected_on",
        column="expected_on",
        entry=calendar_entry,
        select=("title", "amount", "currency", "stage__tone"),
    ),
    board=Board(
        path="stage_id",
        groups=_groups,
        shelves=_shelves,
        card=card,
        select=(
            "title",
            "amount",
            "currency",
            "stage_since",
            "stage__rot_days",
            "party__name",
            "owner__first_name",
            "owner__last_name",
            "pulse__next_step_at",
            "pulse__next_step__subject",
            "pulse__next_step__kind",
        ),
        order=("-stage_since", "pk"),
        move_url="/deals/board/",
        total="amount",
        strip="deals/strip.html",
        strip_context=strip,
        column="stage",
        where=dump(ON_BOARD),
        bins=(
            Bin("won", gettext_lazy("Won"), "trophy", "green"),
            Bin("lost", gettext_lazy("Lost"), "thumbs-down", "red"),
            Bin("later", pgettext_lazy("deals", "Put off"), "hourglass", "amber"),
        ),
    ),
)
