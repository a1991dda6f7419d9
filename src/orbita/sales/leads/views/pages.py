"""A lead's own page, a new lead, and the fields of one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import ChangedMeanwhile, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.filling.forms import add_own_fields, own_bound
from orbita.platform.keys import uuid7
from orbita.platform.records.hidden import fit_form
from orbita.platform.records.pages import record_page
from orbita.platform.ui.reply import Reply
from orbita.sales.leads import queries
from orbita.sales.leads.commands import add_lead, change_leads
from orbita.sales.leads.forms import LeadForm
from orbita.sales.leads.views.inbox import actor_of

FORM = "leads/form.html"
FIELDS = (
    "text", "person_name", "company_name", "phone", "email", "messenger", "city", "source",
    "subject", "position", "product", "amount", "currency",
)  # fmt: skip


@gate("leads.view", methods="GET")
def record(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """A lead: what was asked, who asks, what has become of it."""
    lead = queries.lead(actor_of(request), lead_id)
    return record_page(request, "lead", lead, head="leads/head.html")


@gate("leads.create")
def new(request: HttpRequest) -> HttpResponse:
    """Write down a request."""
    initial = {key: request.GET[key] for key in FIELDS if key in request.GET}
    form = LeadForm(request.POST or None, initial={"mine": True, "currency": "RUB", **initial})
    add_own_fields(form, "lead", actor_of(request))
    fit_form(form, actor_of(request), "lead", is_new=True)
    if request.method == "POST" and form.is_valid():
        actor, given = actor_of(request), form.cleaned_data
        try:
            lead = add_lead(
                values=form.values(),
                source_id=given["source"].pk if given["source"] else None,
                owner_id=actor.id if given["mine"] else None,
                by=actor,
                **_once(request),
            )
            said = _("The lead is written down")
            return Reply(request).go(f"/leads/{lead.pk}/").toast(said, undo=last_act_id())
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
    return _draw(request, form, "/leads/new/", _("New lead"))


@gate("leads.edit")
def profile(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Correct what a lead says; what another has changed meanwhile is not overwritten."""
    lead = queries.lead(actor_of(request), lead_id)
    form = LeadForm(request.POST or None, initial={name: getattr(lead, name) for name in FIELDS})
    del form.fields["mine"]
    fit_form(form, actor_of(request), "lead")
    url, read = f"/leads/{lead_id}/profile/", dict[str, str]()
    if request.method == "POST" and form.is_valid():
        changes, base = _changes(form)
        try:
            if changes:
                change_leads([lead_id], changes, base=base, by=actor_of(request))
            reply = Reply(request, back=f"/leads/{lead_id}/").close_panel().refresh()
            return reply.toast(_("The lead is saved"), undo=last_act_id() if changes else None)
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
            if isinstance(refusal, ChangedMeanwhile) and refusal.field in FIELDS:
                # He has read what the other wrote: saving once more is his decision.
                read[f"seen-{refusal.field}"] = _as_text(getattr(lead, refusal.field))
    return _draw(request, form, url, _("Change the lead"), read)


def _once(request: HttpRequest) -> dict[str, Any]:
    """The key by which a form that is sent twice makes one lead."""
    return {"idempotency_key": uuid_or_none(request.POST.get("act_key", ""))}


def _changes(form: LeadForm) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that the editor changed against what he saw, and what he saw of them."""
    changed: dict[str, Any] = {}
    base: dict[str, Any] = {}
    for name, field in form.fields.items():
        if field.disabled:
            continue
        seen = field.clean(form.data.get(f"seen-{name}", "")) if name != "currency" else None
        value = form.cleaned_data[name]
        if name == "currency":
            seen = form.data.get("seen-currency") or "RUB"
            value = value or "RUB"
        if value != seen:
            changed[name], base[name] = value, getattr(seen, "pk", seen)
    return changed, base


def _field(form: Any, refusal: Refusal) -> str | None:
    return refusal.field if refusal.field in form.fields else None


def _draw(
    request: HttpRequest,
    form: LeadForm,
    url: str,
    title: str,
    read: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The form, and what its editor saw; `read` is what he reads now, in a refusal."""
    if form.is_bound:
        seen = {name: value for name, value in form.data.items() if name.startswith("seen-")}
        seen |= read or {}
    else:
        seen = {f"seen-{bound.name}": _as_text(bound.initial) for bound in form}
    key = form.data.get("act_key") if form.is_bound else uuid7()
    context = {"form": form, "post_url": url, "title": title, "seen": seen, "act_key": key}
    context["own"] = own_bound(form)
    if form.is_bound:
        return Reply(request).invalid(FORM, context, title=title)
    return Reply(request).drawer(FORM, context, title=title)


def _as_text(value: Any) -> str:
    return "" if value is None else str(getattr(value, "pk", value))
