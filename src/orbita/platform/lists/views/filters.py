"""Building a filter, choosing columns: drawers whose answer is the list's new address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.conditions.compile import Fields
from orbita.platform.conditions.tree import ALL, Group, Test, joined
from orbita.platform.lists.filter_form import as_lines, field_options, joints, line, read_form
from orbita.platform.lists.slots import fields_seen_by
from orbita.platform.lists.views.opening import opened, state_of
from orbita.platform.ui.reply import Reply


@gate(None)
def filter_form(request: HttpRequest, kind: str) -> HttpResponse:
    """The filter as lines; a POST leads to the list with what the lines say."""
    actor, screen = opened(request, kind)
    state, _views = state_of(request, actor, screen)
    if request.method == "POST":
        return Reply(request).go(state.url(where=read_form(request.POST, kind), cursor=""))
    where = state.where
    fields = fields_seen_by(actor)
    first = next(iter(fields(kind)))
    if where == ALL or request.GET.get("add"):
        where = joined(where, Test(request.GET.get("field", first), ""))
    group = where if isinstance(where, Group) else Group("and", (where,))
    context = _context(screen, state, fields, lines=as_lines(group, kind, fields=fields))
    return Reply(request).drawer("lists/filter.html", context, title=_("Filter"))


@gate(None)
def filter_line(request: HttpRequest, kind: str) -> HttpResponse:
    """One line, new or for another field or operator, or a new group."""
    actor, screen = opened(request, kind)
    fields = fields_seen_by(actor)
    place = request.GET.get("at", "0")
    first = next(iter(fields(kind)))
    name = request.GET.get(f"{place}-field", first)
    context = _context(screen, None, fields)
    if "group" in request.GET:
        group = as_lines(Group("or", (Test(first, ""), Test(first, ""))), kind, place, fields)
        return Reply(request).page("lists/filter_group.html", context | {"group": group})
    test = Test(name, request.GET.get(f"{place}-op", ""))
    return Reply(request).page(
        "lists/filter_line.html", context | {"line": line(test, kind, place, fields)}
    )


def _context(screen: Any, state: Any, fields: Fields, **more: Any) -> dict[str, Any]:
    return {
        "screen": screen,
        "state": state,
        "fields": field_options(screen.kind, fields),
        "joints": joints(),
        "post_url": f"/{screen.address}filter/?{state.query()}" if state else "",
        **more,
    }


@gate(None)
def columns_form(request: HttpRequest, kind: str) -> HttpResponse:
    """Which columns, in which order; a POST leads to the list with them."""
    actor, screen = opened(request, kind)
    state, _views = state_of(request, actor, screen)
    if request.method == "POST":
        known = {column.key for column in screen.table_columns}
        chosen = tuple(key for key in request.POST.getlist("column") if key in known)
        return Reply(request).go(state.url(columns=chosen))
    shown = [column for column in state.shown() if column.key != screen.title]
    others = [c for c in screen.table_columns if c not in shown and c.key != screen.title]
    return Reply(request).drawer(
        "lists/columns.html",
        {
            "columns": [*((c, True) for c in shown), *((c, False) for c in others)],
            "post_url": f"/{screen.address}columns/?{state.query()}",
            "state": state,
        },
        title=_("Columns"),
    )
