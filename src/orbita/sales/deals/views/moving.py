"""Moving, closing and putting off deals: by a drop on the board, by keys, from the record."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import key_of
from orbita.platform.lists import boards
from orbita.platform.lists.slots import screens
from orbita.platform.lists.views.opening import state_of
from orbita.platform.ui.reply import Reply
from orbita.sales.deals import queries
from orbita.sales.deals.commands import (
    lose_deal,
    move_deal,
    postpone_deal,
    reopen_deal,
    resume_deal,
    win_deal,
)
from orbita.sales.deals.errors import StageAsksFor
from orbita.sales.deals.forms import LaterForm, LossForm, MissingForm
from orbita.sales.deals.models import Deal
from orbita.sales.deals.views.deals import actor_of


@gate("deals.edit")
def stage(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """Choose the stage with the keyboard; a POST moves the deal, with what the stage asks for."""
    actor = actor_of(request)
    if request.method != "POST":
        deal = queries.deal(actor, deal_id)
        context = {"deal": deal, "ways": queries.ways_of(deal)}
        return Reply(request).drawer("deals/stage.html", context, title=_("Move the deal"))
    stage_id = key_of(request.POST, "stage")
    values, step, form = _given(request.POST)
    if form is not None and not form.is_valid():
        context = _asking(form, deal_id, stage_id)
        return Reply(request).invalid("deals/missing.html", context, title=_("Move the deal"))
    try:
        deal = move_deal(deal_id, stage_id=stage_id, values=values, next_step=step, by=actor)
    except StageAsksFor as refusal:
        return _ask(request, refusal, deal_id)
    return _moved(Reply(request, back=f"/deals/{deal_id}/").close_panel().refresh(), deal)


def _given(sent: QueryDict) -> tuple[dict[str, Any], Any, MissingForm | None]:
    """What the form of missing things brought: values, the next step, the form itself."""
    wanted = [name for name in sent.get("asked", "").split(",") if name]
    if not wanted:
        return {}, None, None
    form = MissingForm(wanted, sent)
    values = dict(form.cleaned_data) if form.is_valid() else {}
    step = values.pop("next_step", None)
    if "party" in values:
        values["party_id"] = values.pop("party")
    return values, step, form


def _ask(request: HttpRequest, refusal: StageAsksFor, deal_id: UUID) -> HttpResponse:
    """The form of what the stage asks for; what no field can hold is said as a refusal."""
    if not all(requirement.field for requirement in refusal.missing):
        raise refusal
    form = MissingForm([requirement.field for requirement in refusal.missing])
    context = _asking(form, deal_id, refusal.stage.pk) | {"sentence": str(refusal)}
    return Reply(request).drawer(
        "deals/missing.html", context, title=_("Move the deal"), status=422
    )


def _asking(form: MissingForm, deal_id: UUID, stage_id: UUID) -> dict[str, Any]:
    return {
        "form": form,
        "asked": ",".join(form.fields),
        "stage_id": stage_id,
        "post_url": f"/deals/{deal_id}/stage/",
    }


def _moved(reply: Reply, deal: Deal) -> Reply:
    moved = _("Moved to “%(stage)s”") % {"stage": deal.stage.name}
    return reply.toast(moved, undo=last_act_id())


@gate("deals.edit", methods="POST")
def board_move(request: HttpRequest) -> HttpResponse:
    """A card was dropped on a column or on a bin; the heads of the columns come back."""
    actor = actor_of(request)
    deal_id, to = key_of(request.POST, "id"), request.POST.get("to", "")
    if to == "lost":
        return _loss_form(request, deal_id, LossForm())
    if to == "later":
        return _later_form(request, deal_id, LaterForm())
    if to == "won":
        win_deal(deal_id, by=actor)
        reply = Reply(request).refresh().toast(_("Deal won"), undo=last_act_id())
    else:
        try:
            deal = move_deal(deal_id, stage_id=key_of(request.POST, "to"), by=actor)
        except StageAsksFor as refusal:
            return _ask(request, refusal, deal_id)
        reply = _moved(Reply(request), deal)
    screen = screens["deal"]
    state = boards.narrowed(state_of(request, actor, screen)[0])
    columns = boards.group_summary(state, actor)
    for column in columns:
        reply.fragment(
            "lists/column_head.html",
            {"column": column, "screen": screen, "may_create": actor.may("deals.create")},
        )
    board = screen.board
    assert board is not None and board.strip_context is not None
    return reply.fragment(board.strip, dict(board.strip_context(state, columns, actor)))


@gate("deals.edit", methods="GET POST DELETE")
def closure(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """POST closes: outcome=won, or outcome=lost with a reason. DELETE (or POST reopen) reopens."""
    actor = actor_of(request)
    outcome = request.POST.get("outcome") or request.GET.get("outcome", "")
    if request.method == "GET":
        return _loss_form(request, deal_id, LossForm())
    reply = Reply(request, back=f"/deals/{deal_id}/").close_panel().refresh()
    if request.method == "DELETE" or outcome == "open":
        reopen_deal(deal_id, by=actor)
        return reply.toast(_("Deal reopened"), undo=last_act_id())
    if outcome == "won":
        win_deal(deal_id, by=actor)
        return reply.toast(_("Deal won"), undo=last_act_id())
    form = LossForm(request.POST)
    if not form.is_valid():
        return _loss_form(request, deal_id, form)
    given = form.cleaned_data
    try:
        lose_deal(
            deal_id,
            reason_id=given["reason"],
            comment=given["comment"],
            competitor_id=given["competitor"],
            by=actor,
        )
    except Refusal as refusal:
        if refusal.field not in form.fields:
            raise
        form.add_error(refusal.field, str(refusal))
        return _loss_form(request, deal_id, form)
    return reply.toast(_("Deal lost"), undo=last_act_id())


def _loss_form(request: HttpRequest, deal_id: UUID, form: LossForm) -> HttpResponse:
    """Why was it lost: asked before the deal is closed."""
    deal = queries.deal(actor_of(request), deal_id)
    context = {
        "form": form,
        "deal": deal,
        "tree": queries.reason_tree(),
        "chosen": form["reason"].value(),
        "post_url": f"/deals/{deal_id}/closure/",
    }
    return _form(request, form, "deals/loss.html", context, _("Why was the deal lost?"))


@gate("deals.edit", methods="GET POST DELETE")
def postponement(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """POST puts the deal off until a day; DELETE (or POST with resume) takes it up again."""
    actor = actor_of(request)
    if request.method == "GET":
        return _later_form(request, deal_id, LaterForm())
    reply = Reply(request, back=f"/deals/{deal_id}/").close_panel().refresh()
    if request.method == "DELETE" or "resume" in request.GET:
        resume_deal(deal_id, by=actor)
        return reply.toast(_("Taken up again"), undo=last_act_id())
    form = LaterForm(request.POST)
    if not form.is_valid():
        return _later_form(request, deal_id, form)
    try:
        postpone_deal(deal_id, **form.cleaned_data, by=actor)
    except Refusal as refusal:
        if refusal.field not in form.fields:
            raise
        form.add_error(refusal.field, str(refusal))
        return _later_form(request, deal_id, form)
    return reply.toast(pgettext("deals", "Put off"), undo=last_act_id())


def _later_form(request: HttpRequest, deal_id: UUID, form: LaterForm) -> HttpResponse:
    """Until when."""
    deal = queries.deal(actor_of(request), deal_id)
    context = {"form": form, "deal": deal, "post_url": f"/deals/{deal_id}/postponement/"}
    return _form(request, form, "deals/later.html", context, _("Put the deal off"))


def _form(
    request: HttpRequest, form: Any, template: str, context: dict[str, Any], title: str
) -> HttpResponse:
    if form.is_bound:
        return Reply(request).invalid(template, context, title=title)
    return Reply(request).drawer(template, context, title=title)
