"""The list itself: table, board or month, rows again when they change, counts after the page."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotFound
from orbita.platform.conditions.tree import ALL
from orbita.platform.lists import boards, calendars, chips, queries
from orbita.platform.lists.cells import draw_rows
from orbita.platform.lists.slots import list_tools
from orbita.platform.lists.views.opening import opened, state_alone, state_of
from orbita.platform.records.slots import kinds
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply


@gate(None)
def list_page(request: HttpRequest, kind: str) -> HttpResponse:
    """A page of a kind's records; for htmx only the part below the head."""
    actor, screen = opened(request, kind)
    state, views = state_of(request, actor, screen)
    context: dict[str, Any] = {
        "screen": screen,
        "kind": kinds[kind],
        "state": state,
        "chips": chips.chips_of(state, actor),
        "views": _views(state, views),
        "current_view": next((v for v in views if str(v.pk) == state.view), None),
        "may_create": bool(screen.new_url) and actor.may(f"{kinds[kind].model.permissions}.create"),
        "may_import": bool(screen.import_kind)
        and actor.may(f"{kinds[kind].model.permissions}.import"),
        "may_export": actor.may(f"{kinds[kind].model.permissions}.export"),
        "modes": _modes(state),
        "all_url": f"/{screen.address}",
        "tools": _tools(state, actor),
        "pages": _pages(state, actor),
    }
    if state.mode == "board":
        context |= boards.board(state, actor)
        template = "lists/board.html"
    elif state.mode == "calendar":
        context |= calendars.month(state, actor)
        template = "lists/calendar.html"
    else:
        columns = state.shown()
        page = queries.page(state, actor, columns)
        context |= {
            "columns": [_head(state, column) for column in columns],
            "rows": draw_rows(screen, columns, page.rows, state.query()),
            "shown": len(page.rows),
            "after": state.url(cursor=page.after) if page.after else "",
            "before": state.url(cursor=page.before) if page.before else "",
            "bulk": [act for act in screen.all_bulk if actor.may(act.permission)],
        }
        if screen.side_context:
            context["side"] = screen.side_context(actor, state)
        template = "lists/page.html"
    return Reply(request).page(template, context, part="list")


@gate(None)
def row(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """One row again, after it has changed; a row that is gone goes away."""
    actor, screen = opened(request, kind)
    state = state_alone(request, actor, screen)
    columns = state.shown()
    found = queries.rows_by_id(screen, actor, columns, [record_id])
    if record_id not in found:
        return Reply(request).remove(f"row-{record_id}")
    return Reply(request).html(draw_rows(screen, columns, [found[record_id]], state.query()))


@gate(None)
def totals(request: HttpRequest, kind: str) -> HttpResponse:
    """How many match and their sums: asked for after the list."""
    actor, screen = opened(request, kind)
    state = state_alone(request, actor, screen)
    found = queries.totals(state, actor)
    sums = [
        (column.label, found.sums[column.key])
        for column in screen.all_columns
        if column.key in found.sums
    ]
    return Reply(request).page("lists/totals.html", {"totals": found, "sums": sums, "state": state})


@gate(None)
def column_cards(request: HttpRequest, kind: str, group: str) -> HttpResponse:
    """The next cards of a board's column."""
    actor, screen = opened(request, kind)
    if screen.board is None:
        raise NotFound
    state = state_alone(request, actor, screen)
    return Reply(request).page("lists/cards.html", boards.more_cards(state, actor, group))


def _views(state: Any, views: list[Any]) -> list[Place]:
    """The tabs: everything, the views that come with the product, saved ones."""
    screen = state.screen
    mode = state.values()["mode"]
    tail = f"&mode={mode}" if mode else ""
    address = f"/{screen.address}"
    places = [Place(_("All"), address + (f"?mode={mode}" if mode else ""), not state.view)]
    places += [
        Place(
            str(view.label),
            f"{address}?view={view.key}{'' if view.mode else tail}",
            state.view == view.key,
        )
        for view in screen.all_views
    ]
    places += [
        Place(view.name, f"{address}?view={view.pk}", state.view == str(view.pk)) for view in views
    ]
    return places


def _tools(state: Any, actor: Any) -> list[Place]:
    """What other apps make of a filter; nothing is offered for the unfiltered list."""
    if state.where == ALL:
        return []
    query = urlencode({name: value for name, value in state.values().items() if value})
    return [
        Place(str(tool.label), f"{tool.url}?{query}", icon=tool.icon)
        for tool in list_tools
        if tool.kind == state.screen.kind and actor.may(tool.permission) and not tool.is_page
    ]


def _pages(state: Any, actor: Any) -> list[Place]:
    """Pages that belong to the list, such as its rules."""
    return [
        Place(str(tool.label), tool.url, icon=tool.icon)
        for tool in list_tools
        if tool.kind == state.screen.kind and actor.may(tool.permission) and tool.is_page
    ]


def _modes(state: Any) -> list[Place]:
    screen = state.screen
    offered = [
        ("board", _("Board"), "columns-3", screen.board),
        ("table", _("List"), "rows-3", True),
        ("calendar", _("Calendar"), "calendar", screen.calendar),
    ]
    places = [
        Place(label, state.url(mode=mode), state.mode == mode, icon)
        for mode, label, icon, there in offered
        if there
    ]
    return places if len(places) > 1 else []


def _head(state: Any, column: Any) -> dict[str, Any]:
    """A column's head: its sort now, and the address that sorts by it (Shift adds a key)."""
    now = dict(state.sort)
    down = now.get(column.key)
    turned = (
        column.key,
        not down if down is not None else column.type in ("money", "moment", "date"),
    )
    others = tuple(pair for pair in state.sort if pair[0] != column.key)
    return {
        "column": column,
        "sort": {None: "", True: "descending", False: "ascending"}[down],
        "place": [key for key, _d in state.sort].index(column.key) + 1 if down is not None else 0,
        "url": state.url(sort=(turned,)) if column.sortable else "",
        "add_url": state.url(sort=(*others, turned)) if column.sortable else "",
    }
