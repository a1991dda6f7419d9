"""Competitors: in a deal, and the register of all with our score against each."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply
from orbita.sales.deals import part_queries, queries
from orbita.sales.deals.commands import add_competitor, drop_competitor, set_competitor
from orbita.sales.deals.team_forms import RivalForm
from orbita.sales.deals.views.deals import actor_of

TEMPLATE = "deals/rival_form.html"


@gate("deals.edit")
def new_rival(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """Name a competitor in a deal: a known one, a client, or a new name."""
    actor = actor_of(request)
    queries.deal(actor, deal_id)
    form = RivalForm(request.POST or None, competitors=part_queries.competitors())
    url, title = reverse("deals:new_rival", args=[deal_id]), _("Add a competitor")
    if request.method == "POST" and form.is_valid():
        try:
            if form.party_id:
                set_competitor(deal_id, party_id=form.party_id, by=actor, **form.known_here)
            else:
                name = form.cleaned_data["name"]
                add_competitor(deal_id, name=name, by=actor, **form.known_here)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _done(request, deal_id, _("Competitor added"))
    return _draw(request, {"form": form, "post_url": url, "title": title})


@gate("deals.edit")
def rival(request: HttpRequest, deal_id: UUID, party_id: UUID) -> HttpResponse:
    """What is known of a competitor in a deal; what another has changed is not overwritten."""
    actor = actor_of(request)
    deal = queries.deal(actor, deal_id)
    row = part_queries.rival(deal, party_id)
    now = {name: getattr(row, name) for name in ("price", "strengths", "weaknesses")}
    form = RivalForm(request.POST or None, competitors=None, initial=now)
    url = reverse("deals:rival", args=[deal_id, party_id])
    seen = {name: "" if value is None else str(value) for name, value in now.items()}
    if request.method == "POST" and form.is_valid():
        base = {name: form.fields[name].clean(request.POST.get(f"seen-{name}", "")) for name in now}
        try:
            set_competitor(deal_id, party_id=party_id, base=base, by=actor, **form.known_here)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _done(request, deal_id, _("Competitor saved"))
    context = {"form": form, "post_url": url, "title": row.party.name, "seen": seen}
    return _draw(request, context)


@gate("deals.edit", methods="POST")
def rival_removal(request: HttpRequest, deal_id: UUID, party_id: UUID) -> HttpResponse:
    """The competitor does not take part."""
    drop_competitor(deal_id, party_id=party_id, by=actor_of(request))
    return _done(request, deal_id, _("Competitor removed from the deal"))


@gate("deals.view", methods="GET")
def register(request: HttpRequest) -> HttpResponse:
    """All competitors: met in how many deals, won against, lost to, open."""
    context = {"scores": part_queries.register(actor_of(request))}
    return Reply(request).page("deals/competitors.html", context, part="table")


def _draw(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        return Reply(request).invalid(TEMPLATE, context, title=context["title"])
    return Reply(request).drawer(TEMPLATE, context, title=context["title"])


def _done(request: HttpRequest, deal_id: UUID, said: str) -> Reply:
    reply = Reply(request, back=reverse("deals:record", args=[deal_id])).close_panel().refresh()
    return reply.toast(said, undo=last_act_id())
