"""Plans of the year and norms of activity."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import last_act_id
from orbita.platform.lists.files import as_csv
from orbita.platform.ui.reply import Reply
from orbita.sales.planning import pages
from orbita.sales.planning.commands import copy_plans, set_norms, set_plans
from orbita.sales.planning.forms import CopyForm, read_cells, read_norms, read_pasted
from orbita.sales.planning.queries import EDIT, VIEW, grid

GRID = "planning/plans.html"


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def csv_reply(name: str, head: list[str], lines: list[list[object]]) -> StreamingHttpResponse:
    """A table as a file for spreadsheets."""
    reply = StreamingHttpResponse(as_csv(head, lines), content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return reply


@gate(VIEW, methods="GET")
def plans(request: HttpRequest) -> HttpResponseBase:
    """The plans of a year: months across, departments with their people below each other."""
    actor = _actor(request)
    everybody = "everybody" in request.GET
    found = grid(actor, pages.year_of(request.GET.get("year", "")), everybody=everybody)
    if request.GET.get("as") == "csv":
        return csv_reply(f"plan-{found.year}", *pages.grid_table(found))
    return Reply(request).page(
        GRID, pages.grid_context(actor, found, everybody=everybody), part="grid"
    )


@gate(EDIT, methods="POST")
def cells(request: HttpRequest) -> HttpResponse:
    """Set what was typed into cells, or a pasted piece of a spreadsheet, as one act."""
    actor, year = _actor(request), pages.year_of(request.GET.get("year", ""))
    everybody = "everybody" in request.GET
    if "pasted" in request.POST:
        drafts = read_pasted(
            grid(actor, year, everybody=everybody), request.POST["at"], request.POST["pasted"]
        )
    else:
        drafts = list(read_cells(request.POST.dict()))
    count = set_plans(drafts, by=actor)
    text = ngettext("%(count)s plan saved", "%(count)s plans saved", count) % {"count": count}
    reply = Reply(request, back=f"/plans/?year={year}")
    found = grid(actor, year, everybody=everybody)
    reply.fragment(f"{GRID}#grid", pages.grid_context(actor, found, everybody=everybody))
    return reply.toast(text, undo=last_act_id())


@gate(EDIT)
def copy(request: HttpRequest) -> HttpResponse:
    """Fill a year from the year before, with so many per cent more."""
    actor, year = _actor(request), pages.year_of(request.GET.get("year", ""))
    form = CopyForm(request.POST or None)
    context = {"form": form, "year": year, "before": year - 1}
    context["post_url"] = f"/plans/copy/?year={year}"
    title = _("Copy last year’s plans")
    if request.method != "POST":
        return Reply(request).drawer("planning/copy.html", context, title=title)
    if not form.is_valid():
        return Reply(request).invalid("planning/copy.html", context, title=title)
    count = copy_plans(year, percent=form.cleaned_data["percent"], by=actor)
    text = ngettext("%(count)s plan saved", "%(count)s plans saved", count) % {"count": count}
    reply = Reply(request, back=f"/plans/?year={year}").close_panel()
    reply.fragment(f"{GRID}#grid", pages.grid_context(actor, grid(actor, year)))
    return reply.toast(text, undo=last_act_id())


@gate(EDIT)
def norms(request: HttpRequest) -> HttpResponse:
    """How many steps roles and employees are to take; POST saves the table."""
    actor = _actor(request)
    if request.method == "POST":
        whose = [(kind, target) for kind, target, _name in pages.targets(actor)]
        set_norms(read_norms(request.POST.dict(), whose), by=actor)
        return Reply(request, back="/plans/norms/").toast(_("Norms saved"), undo=last_act_id())
    return Reply(request).page("planning/norms.html", pages.norms_context(actor))
