"""Decisions about one lead, from its page and from the inbox."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.incoming import key_of
from orbita.platform.ui.reply import Reply
from orbita.sales.deals.queries import open_stages
from orbita.sales.leads import queries
from orbita.sales.leads.commands import (
    Conversion,
    assign_leads,
    attach_lead,
    convert_lead,
    join_leads,
    reject_leads,
    return_lead,
    take_lead,
)
from orbita.sales.leads.forms import ClientForm, ConversionForm, OwnerForm, RejectionForm
from orbita.sales.leads.models import Lead, Status
from orbita.sales.leads.views.inbox import Decision, actor_of

EDIT = "leads.edit"


def _page(lead_id: UUID) -> str:
    return reverse("leads:record", args=[lead_id])


@gate(EDIT, methods="POST")
def taking(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Accept a lead."""
    decision = Decision(request, lead_id)
    take_lead(lead_id, by=actor_of(request))
    return decision.answer(_("The lead is yours"), back=_page(lead_id))


@gate(EDIT)
def rejection(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Choose a reason by a digit; the lead is rejected at once."""
    decision = Decision(request, lead_id)
    form = RejectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        reject_leads(
            [lead_id], reason_id=given["reason"].pk, comment=given["comment"], by=actor_of(request)
        )
        return decision.answer(_("The lead is rejected"), back=_page(lead_id))
    context = {
        "form": form,
        "lead": queries.lead(actor_of(request), lead_id),
        "reasons": queries.reject_reasons(),
        "inbox": decision.tab,
        "post_url": reverse("leads:rejection", args=[lead_id]),
    }
    return Reply(request).drawer("leads/rejection.html", context, title=_("Reject the lead"))


@gate(EDIT, methods="POST")
def returning(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Put a lead back into the common inbox."""
    decision = Decision(request, lead_id)
    return_lead(lead_id, by=actor_of(request))
    return decision.answer(_("The lead is among the unsorted ones again"), back=_page(lead_id))


@gate(EDIT)
def owner(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Give a lead to a colleague."""
    decision = Decision(request, lead_id)
    form = OwnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assign_leads([lead_id], owner_id=form.cleaned_data["owner"].pk, by=actor_of(request))
        return decision.answer(_("The lead is given"), back=_page(lead_id))
    title = _("Give the lead")
    context = {
        "form": form,
        "title": title,
        "lead": queries.lead(actor_of(request), lead_id),
        "inbox": decision.tab,
        "post_url": reverse("leads:owner", args=[lead_id]),
    }
    reply = Reply(request)
    if form.is_bound:
        return reply.invalid("leads/short_form.html", context, title=title)
    return reply.drawer("leads/short_form.html", context, title=title)


@gate(EDIT)
def client(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Attach a lead to a known client."""
    decision = Decision(request, lead_id)
    form = ClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attach_lead(lead_id, form.cleaned_data["party"], by=actor_of(request))
        return decision.answer(_("The lead is attached to the client"), back=_page(lead_id))
    lead = queries.lead(actor_of(request), lead_id)
    title = _("Attach to a client")
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "inbox": decision.tab,
        "post_url": reverse("leads:client", args=[lead_id]),
    }
    reply = Reply(request)
    if form.is_bound:
        return reply.invalid("leads/short_form.html", context, title=title)
    return reply.drawer("leads/short_form.html", context, title=title)


@gate(EDIT, methods="POST")
def joining(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """This lead and another are the same request: they become one."""
    decision = Decision(request, lead_id)
    other = key_of(request.POST, "other")
    first, second = sorted((lead_id, other))
    if decision.next is not None and decision.next.pk == other:
        decision.next = None
    join_leads(first, [second], by=actor_of(request))
    return decision.answer(_("The leads are one now"), back=_page(first))


@gate(EDIT)
def conversion(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Make a client, a person and a deal of a lead: one form that is filled in already."""
    actor = actor_of(request)
    decision = Decision(request, lead_id)
    lead = queries.lead(actor, lead_id)
    form = ConversionForm(request.POST or None, initial=_proposal(request, lead))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wish = Conversion(
            party_id=given["party"],
            stage_id=given["stage"].pk,
            **{
                name: given[name]
                for name in (
                    "company_name", "person_name", "position", "deal_title", "amount", "next_step",
                )
            },
        )  # fmt: skip
        try:
            made = convert_lead(lead_id, wish, by=actor)
            back = f"/deals/{made.deal_id}/" if made.deal_id else f"/parties/{made.party_id}/"
            return decision.answer(_("The lead has become a client"), back=back)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    same = queries.similar_clients(actor, lead) if actor.may("parties.view") else []
    context = {
        "form": form,
        "lead": lead,
        "clients": [(one, queries.reason_words(one.reason)) for one in same],
        "inbox": decision.tab,
        "post_url": reverse("leads:conversion", args=[lead_id]),
    }
    title = _("Make a client")
    if form.is_bound:
        return Reply(request).invalid("leads/conversion.html", context, title=title)
    return Reply(request).drawer("leads/conversion.html", context, title=title)


def _proposal(request: HttpRequest, lead: Lead) -> dict[str, object]:
    """What the form is filled with: the lead's own words, and the surest known client."""
    party = request.GET.get("party") or lead.party_id
    if not party:
        same = queries.similar_clients(actor_of(request), lead)
        party = next((one.id for one in same if one.reason in ("contact", "inn")), None)
    return {
        "party": party,
        "company_name": lead.company_name,
        "person_name": lead.person_name,
        "position": lead.position,
        "deal_title": lead.product or lead.subject,
        "amount": lead.amount,
        "stage": open_stages()[0].pk,
    }


@gate(EDIT, methods="POST")
def board_move(request: HttpRequest) -> HttpResponse:
    """A card was dropped on another state: what a form must ask first is asked."""
    lead_id, to = key_of(request.POST, "id"), request.POST.get("to", "")
    actor = actor_of(request)
    if to == Status.TAKEN:
        take_lead(lead_id, by=actor)
    elif to == Status.NEW:
        return_lead(lead_id, by=actor)
    else:
        name = "leads:conversion" if to == Status.CONVERTED else "leads:rejection"
        lead = queries.lead(actor, lead_id)
        context = {"lead": lead, "url": reverse(name, args=[lead_id])}
        return Reply(request).refresh().drawer("leads/ask.html", context)
    said = _("The lead is yours") if to == Status.TAKEN else _("The lead is returned")
    return Decision(request, lead_id).answer(said, back="/leads/?mode=board")
