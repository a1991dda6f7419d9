"""The team of a deal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply
from orbita.sales.deals import part_queries, queries
from orbita.sales.deals.commands import set_team
from orbita.sales.deals.team_forms import team_table
from orbita.sales.deals.views.deals import actor_of

TEMPLATE = "deals/team_form.html"


@gate("deals.edit")
def team(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """GET draws the team with roles and shares; POST sets it."""
    actor = actor_of(request)
    deal = queries.deal(actor, deal_id)
    members = part_queries.team_of(deal).members
    title = _("Team of the deal")
    table = team_table(deal, members, request.POST or None)
    sent = map(uuid_or_none, request.POST.getlist("seen"))
    posted = request.method == "POST"
    seen = [key for key in sent if key] if posted else [row.user_id for row in members]
    context = {
        "deal": deal,
        "table": table,
        "seen": seen,
        "title": title,
        "post_url": reverse("deals:team", args=[deal_id]),
    }
    if request.method != "POST":
        return Reply(request).drawer(TEMPLATE, context, title=title)
    if table.is_valid():
        try:
            set_team(deal_id, members=table.shares(), seen=seen, by=actor)
        except Refusal as refusal:
            context["refusal"] = str(refusal)
        else:
            reply = Reply(request, back=reverse("deals:record", args=[deal_id]))
            reply.close_panel().refresh()
            return reply.toast(_("Team saved"), undo=last_act_id())
    return Reply(request).invalid(TEMPLATE, context, title=title)
