"""The unsorted inbox: the list at left, the chosen lead at right, every decision one key away."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply
from orbita.sales.leads import queries
from orbita.sales.leads.models import Lead
from orbita.sales.leads.panels import likeness
from orbita.sales.leads.wording import why_given

PAGE = "leads/inbox.html"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


@gate("leads.view", methods="GET")
def inbox(request: HttpRequest) -> HttpResponse:
    """The inbox with its parts; the first lead is open unless the address names another."""
    actor = actor_of(request)
    found = queries.inbox(actor, request.GET.get("tab", "new"))
    chosen = uuid_or_none(request.GET.get("lead", ""))
    lead = _seen(actor, chosen) if chosen else None
    if lead is None and found.leads:
        lead = queries.lead(actor, found.leads[0].pk)
    context = {**_list(found, lead), **_pane(actor, lead, found.tab)}
    return Reply(request).page(PAGE, context, part="list")


@gate("leads.view", methods="GET")
def pane(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """One lead as it stands at right; a lead that went away leaves an empty place."""
    actor = actor_of(request)
    lead = _seen(actor, lead_id)
    tab = request.GET.get("tab", "new")
    return Reply(request).page(PAGE, _pane(actor, lead, tab), part="pane")


@gate("leads.view", methods="GET")
def tile(request: HttpRequest) -> HttpResponse:
    """For the start page: what waits in the inbox."""
    found = queries.inbox(actor_of(request), "new")
    context = {"leads": found.leads[:6], "count": found.counts["new"]}
    return Reply(request).page("leads/tile.html", context)


class Decision:
    """A decision made in the inbox: what stands there before it, and the answer after it."""

    def __init__(self, request: HttpRequest, lead_id: UUID) -> None:
        self.request = request
        self.actor = actor_of(request)
        sent = request.POST if request.method == "POST" else request.GET
        self.tab = sent.get("inbox", "")
        self.next: Lead | None = None
        if self.tab and request.method == "POST":
            self.next = queries.inbox(self.actor, self.tab).after(lead_id)

    def answer(self, said: str, *, back: str) -> HttpResponse:
        """The next lead in the inbox, or the page of the record as it is now, with the way back."""
        if not self.tab:
            return (
                Reply(self.request, back=back)
                .close_panel()
                .refresh()
                .toast(said, undo=last_act_id())
            )
        found = queries.inbox(self.actor, self.tab)
        lead = _seen(self.actor, self.next.pk) if self.next else None
        reply = Reply(self.request, back=f"/leads/inbox/?tab={self.tab}")
        reply = reply.fragment(f"{PAGE}#list", _list(found, lead), swap="outerHTML")
        reply = reply.fragment(f"{PAGE}#pane", _pane(self.actor, lead, self.tab), swap="outerHTML")
        return reply.close_panel().toast(said, undo=last_act_id())


def _seen(actor: Actor, lead_id: UUID) -> Lead | None:
    try:
        return queries.lead(actor, lead_id)
    except NotFound:
        return None


def _list(found: queries.Inbox, lead: Lead | None) -> dict[str, Any]:
    names = {
        "new": _("For me"),
        "mine": _("In my work"),
        "team": pgettext("leads", "Of everybody"),
    }
    places = [
        Place(
            names[key],
            f"/leads/inbox/?tab={key}",
            current=key == found.tab,
            count=f"{count - 1}+" if count >= queries.COUNTED else count,
        )
        for key, count in found.counts.items()
    ]
    return {"inbox": found, "places": places, "chosen": lead}


def _pane(actor: Actor, lead: Lead | None, tab: str) -> dict[str, Any]:
    if lead is None:
        return {"lead": None, "tab": tab}
    return {
        **likeness(actor, lead),
        "values": queries.details_of(lead),
        "why": why_given(lead),
        "tab": tab,
    }
