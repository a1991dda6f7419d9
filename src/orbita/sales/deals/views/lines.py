"""The table of a deal's lines: as quick as a spreadsheet, and whole without scripts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotAllowed, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply
from orbita.sales.deals import part_queries, queries
from orbita.sales.deals.commands import set_lines
from orbita.sales.deals.errors import DealIsClosed
from orbita.sales.deals.line_forms import as_seen_now, line_table
from orbita.sales.deals.views.deals import actor_of

TEMPLATE = "deals/lines_form.html"


@gate("deals.edit")
def lines(request: HttpRequest, deal_id: UUID) -> HttpResponse:
    """GET draws the lines as a table of fields; POST brings them to what was edited."""
    actor = actor_of(request)
    deal = queries.deal(actor, deal_id)
    if not deal.is_open:
        raise DealIsClosed(title=deal.title)
    if not actor.sees("deal", "amount"):
        raise NotAllowed
    rows = part_queries.lines_for(actor, deal).rows
    hides_cost = not actor.may_set("deal", "margin")
    title = _("Lines of the deal")
    context = {"deal": deal, "post_url": reverse("deals:lines", args=[deal_id]), "title": title}
    if request.method != "POST":
        context["table"] = line_table(rows, hides_cost=hides_cost)
        return Reply(request).drawer(TEMPLATE, context, title=title)
    table = line_table((), request.POST, hides_cost=hides_cost)
    context["table"] = table
    if table.is_valid():
        kept, removed = table.drafts()
        try:
            set_lines(deal_id, lines=kept, removed=removed, by=actor)
        except Refusal as refusal:
            # Whoever saves again has read the refusal: the lines as they are now count as seen.
            fresh = as_seen_now(request.POST, rows)
            context |= {
                "refusal": str(refusal),
                "table": line_table((), fresh, hides_cost=hides_cost),
            }
        else:
            reply = Reply(request, back=reverse("deals:record", args=[deal_id]))
            reply.close_panel().refresh()
            return reply.toast(_("Lines saved"), undo=last_act_id())
    return Reply(request).invalid(TEMPLATE, context, title=title)
