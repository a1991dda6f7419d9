"""Pages of deals besides the list: new, profile, record."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import ChangedMeanwhile, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.filling.forms import add_own_fields, own_bound
from orbita.platform.keys import uuid7
from orbita.platform.records.hidden import fit_form
from orbita.platform.records.pages import record_page
from orbita.platform.ui.reply import Reply
from orbita.sales.deals import queries
from orbita.sales.deals.commands import (
    change_deals,
    delete_deals,
    open_deal,
)
from orbita.sales.deals.forms import DealForm

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


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate("deals.create")
def new(request: HttpRequest) -> HttpResponse:
    """Start a deal: a drawer with what is needed, the rest below."""
    actor = actor_of(request)
    initial = {"owner": actor.id, "currency": "RUB", "stage": queries.open_stages()[0].pk}
    initial["next_step"] = _("tomorrow at 10 call")
    initial |= {key: request.GET[key] for key in ("party", "stage", "title") if key in request.GET}
    form = DealForm(request.POST or None, initial=initial)
    add_own_fields(form, "deal", actor)
    fit_form(form, actor, "deal", is_new=True)
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
                next_step=given.pop("next_step"),
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
    actor = actor_of(request)
    deal = queries.deal(actor, deal_id)
    now = {name: getattr(deal, KEYS.get(name, name)) for name in FIELDS}
    form = DealForm(request.POST or None, initial=now)
    del form.fields["next_step"]
    if not deal.is_open:
        del form.fields["stage"]
    if deal.lines.exists():
        del form.fields["amount"]
    fit_form(form, actor, "deal")
    title = _("Change the deal")
    context = _form_context(form, f"/deals/{deal_id}/profile/", title)
    context["has_lines"] = actor.sees("deal", "amount")
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
            if isinstance(refusal, ChangedMeanwhile) and refusal.field:
                # He has read what the other wrote: saving once more is his decision.
                context["seen"][f"seen-{refusal.field}"] = _as_text(now[refusal.field])
    return Reply(request).invalid("deals/form.html", context, title=title)


def _form_context(form: DealForm, url: str, title: str) -> dict[str, Any]:
    """The form, and what its editor saw of each field (`seen-…`), so that the second of two editors
    of the same field is told."""
    if form.is_bound:
        seen = {name: value for name, value in form.data.items() if name.startswith("seen-")}
    else:
        seen = {f"seen-{bound.name}": _as_text(bound.initial) for bound in form}
    key = form.data.get("act_key") if form.is_bound else uuid7()
    return {
        "form": form,
        "own": own_bound(form),
        "post_url": url,
        "title": title,
        "seen": seen,
        "act_key": key,
    }


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _changes(form: DealForm) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that the editor changed against what he saw, and what he saw of them."""
    changed: dict[str, Any] = {}
    base: dict[str, Any] = {}
    for name, field in form.fields.items():
        if field.disabled:
            continue
        text = form.data.get(f"seen-{name}", "")
        seen = field.clean((text, "") if name == "party" else text) if text else None
        value = form.cleaned_data[name]
        if value != seen and (value or seen):
            changed[KEYS.get(name, name) if name == "party" else name] = value
            # An empty text is stored as one: it was not another's change.
            base[name] = (
                "" if seen is None and isinstance(value, str) else getattr(seen, "pk", seen)
            )
    return changed, base


def _field(form: Any, refusal: Refusal) -> str | None:
    return refusal.field if refusal.field in form.fields else None


@gate("deals.view", methods="GET")
def record(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """A deal: what, whose, how far, what is next, and everything that happened."""
    actor = actor_of(request)
    deal = queries.deal(actor, deal_id)
    return record_page(request, "deal", deal, head="deals/head.html")


@gate("deals.view", methods="GET")
def without_step(request: HttpRequest) -> HttpResponse:
    """For the start page: own open deals for which nothing is planned."""
    deals = queries.without_step(actor_of(request))
    return Reply(request).page("deals/without_step.html", {"deals": deals})


@gate("deals.delete", methods="POST")
def deletion(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """Put the deal into the bin."""
    delete_deals([deal_id], by=actor_of(request))
    return Reply(request).go("/deals/").toast(_("Deal deleted"), undo=last_act_id())
