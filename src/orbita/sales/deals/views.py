"""Pages of deals besides the list: new, record, stage, closure."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import key_of
from orbita.platform.keys import uuid7
from orbita.platform.lists import boards
from orbita.platform.lists.slots import screens
from orbita.platform.lists.views.opening import state_of
from orbita.platform.records.pages import record_page
from orbita.platform.ui.reply import Reply
from orbita.sales.deals import queries
from orbita.sales.deals.commands import (
    change_deals,
    delete_deals,
    lose_deal,
    move_deal,
    open_deal,
    reopen_deal,
    win_deal,
)
from orbita.sales.deals.forms import DealForm, LossForm

FIELDS = (
    "title",
    "party",
    "amount",
    "currency",
    "stage",
    "expected_on",
    "owner",
    "product",
    "source",
    "note",
)
KEYS = {"party": "party_id", "stage": "stage_id", "owner": "owner_id"}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate("deals.create")
def new(request: HttpRequest) -> HttpResponse:
    """Start a deal: a drawer with what is needed, the rest below."""
    actor = _actor(request)
    initial = {"owner": actor.id, "currency": "RUB", "stage": queries.open_stages()[0].pk}
    initial |= {key: request.GET[key] for key in ("party", "stage", "title") if key in request.GET}
    form = DealForm(request.POST or None, initial=initial)
    context = _form_context(form, "/deals/new/", _("New deal"))
    if request.method != "POST":
        return Reply(request).drawer("deals/form.html", context, title=_("New deal"))
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            deal = open_deal(
                title=given.pop("title"),
                party_id=given.pop("party"),
                stage_id=given.pop("stage").pk,
                owner_id=given.pop("owner").pk,
                idempotency_key=request.POST.get("act_key") or None,
                by=actor,
                **given,
            )
            reply = Reply(request).go(f"/deals/{deal.pk}/")
            return reply.toast(_("Deal opened"), undo=last_act_id())
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
    return Reply(request).invalid("deals/form.html", context, title=_("New deal"))


@gate("deals.edit")
def profile(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """Change a deal's fields; what another has changed meanwhile is not overwritten."""
    actor = _actor(request)
    deal = queries.deal(actor, deal_id)
    now = {name: getattr(deal, KEYS.get(name, name)) for name in FIELDS}
    form = DealForm(request.POST or None, initial=now)
    if not deal.is_open:
        del form.fields["stage"]
    title = _("Change the deal")
    context = _form_context(form, f"/deals/{deal_id}/profile/", title)
    if request.method != "POST":
        return Reply(request).drawer("deals/form.html", context, title=title)
    if form.is_valid():
        changed, base = _changes(form)
        try:
            if changed:
                change_deals([deal_id], changed, base=base, by=actor)
            reply = Reply(request, back=f"/deals/{deal_id}/").close_panel().refresh()
            return reply.toast(_("Deal saved"), undo=last_act_id() if changed else None)
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
    return Reply(request).invalid("deals/form.html", context, title=title)


def _form_context(form: DealForm, url: str, title: str) -> dict[str, Any]:
    """The form, and what its editor saw of each field (`seen-…`), so that the second of two editors
    of the same field is told."""
    if form.is_bound:
        seen = {name: value for name, value in form.data.items() if name.startswith("seen-")}
    else:
        seen = {f"seen-{bound.name}": _as_text(bound.initial) for bound in form}
    key = form.data.get("act_key") if form.is_bound else uuid7()
    return {"form": form, "post_url": url, "title": title, "seen": seen, "act_key": key}


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _changes(form: DealForm) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that the editor changed against what he saw, and what he saw of them."""
    changed: dict[str, Any] = {}
    base: dict[str, Any] = {}
    for name, field in form.fields.items():
        text = form.data.get(f"seen-{name}", "")
        seen = field.clean((text, "") if name == "party" else text) if text else None
        value = form.cleaned_data[name]
        if value != seen and (value or seen):
            changed[KEYS.get(name, name) if name == "party" else name] = value
            base[name] = getattr(seen, "pk", seen)
    return changed, base


def _field(form: Any, refusal: Refusal) -> str | None:
    return refusal.field if refusal.field in form.fields else None


@gate("deals.view", methods="GET")
def record(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """A deal: what, whose, how far, what is next, and everything that happened."""
    actor = _actor(request)
    deal = queries.deal(actor, deal_id)
    return record_page(request, "deal", deal, head="deals/head.html")


@gate("deals.view", methods="GET")
def without_step(request: HttpRequest) -> HttpResponse:
    """For the start page: own open deals for which nothing is planned."""
    deals = queries.without_step(_actor(request))
    return Reply(request).page("deals/without_step.html", {"deals": deals})


@gate("deals.edit")
def stage(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """Choose the stage with the keyboard; a POST moves the deal."""
    actor = _actor(request)
    if request.method == "POST":
        deal = move_deal(deal_id, stage_id=key_of(request.POST, "stage"), by=actor)
        moved = _("Moved to “%(stage)s”") % {"stage": deal.stage.name}
        return Reply(request).close_panel().refresh().toast(moved, undo=last_act_id())
    deal = queries.deal(actor, deal_id)
    stages = queries.stages(pipeline_id=deal.stage.pipeline_id)
    return Reply(request).drawer(
        "deals/stage.html", {"deal": deal, "stages": stages}, title=_("Move the deal")
    )


@gate("deals.edit", methods="POST")
def board_move(request: HttpRequest) -> HttpResponse:
    """A card was dropped on a column or on a bin; the heads of the columns come back."""
    actor = _actor(request)
    deal_id, to = key_of(request.POST, "id"), request.POST.get("to", "")
    if to == "lost":
        return closure_form(request, deal_id, LossForm())
    if to == "won":
        win_deal(deal_id, by=actor)
        reply = Reply(request).refresh().toast(_("Deal won"), undo=last_act_id())
    else:
        deal = move_deal(deal_id, stage_id=key_of(request.POST, "to"), by=actor)
        moved = _("Moved to “%(stage)s”") % {"stage": deal.stage.name}
        reply = Reply(request).toast(moved, undo=last_act_id())
    screen = screens["deal"]
    state, _views = state_of(request, actor, screen)
    for column in boards.group_summary(state, actor):
        reply.fragment(
            "lists/column_head.html",
            {"column": column, "screen": screen, "may_create": actor.may("deals.create")},
        )
    return reply


@gate("deals.edit", methods="GET POST DELETE")
def closure(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """POST closes: outcome=won, or outcome=lost with a reason. DELETE (or POST reopen) reopens."""
    actor = _actor(request)
    outcome = request.POST.get("outcome") or request.GET.get("outcome", "")
    if request.method == "GET":
        return closure_form(request, deal_id, LossForm())
    reply = Reply(request, back=f"/deals/{deal_id}/").close_panel().refresh()
    if request.method == "DELETE" or outcome == "open":
        reopen_deal(deal_id, by=actor)
        return reply.toast(_("Deal reopened"), undo=last_act_id())
    if outcome == "won":
        win_deal(deal_id, by=actor)
        return reply.toast(_("Deal won"), undo=last_act_id())
    form = LossForm(request.POST)
    if not form.is_valid():
        return closure_form(request, deal_id, form)
    given = form.cleaned_data
    lose_deal(deal_id, reason_id=given["reason"].pk, comment=given["comment"], by=actor)
    return reply.toast(_("Deal lost"), undo=last_act_id())


def closure_form(request: HttpRequest, deal_id: UUID, form: LossForm) -> HttpResponse:
    """Why was it lost: asked before the deal is closed."""
    deal = queries.deal(_actor(request), deal_id)
    context = {"form": form, "deal": deal, "post_url": f"/deals/{deal_id}/closure/"}
    title = _("Why was the deal lost?")
    if form.is_bound:
        return Reply(request).invalid("deals/loss.html", context, title=title)
    return Reply(request).drawer("deals/loss.html", context, title=title)


@gate("deals.delete", methods="POST")
def deletion(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """Put the deal into the bin."""
    delete_deals([deal_id], by=_actor(request))
    return Reply(request).go("/deals/").toast(_("Deal deleted"), undo=last_act_id())
