"""Editing in the table: one cell, or a column pasted from a spreadsheet."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import list_of
from orbita.platform.lists import queries
from orbita.platform.lists.cells import draw_rows
from orbita.platform.lists.editing import control, read_value
from orbita.platform.lists.pasting import paste_values
from orbita.platform.lists.slots import Column, ListScreen
from orbita.platform.lists.views.opening import as_uuids, opened, state_alone
from orbita.platform.records.changing import attribute_of
from orbita.platform.records.slots import kinds
from orbita.platform.ui.reply import Reply


@gate(None)
def cell(request: HttpRequest, kind: str, record_id: UUID, key: str) -> HttpResponse:
    """GET turns a cell into its control, POST saves it and gives the row back."""
    actor, screen = opened(request, kind)
    column = _editable(screen, key)
    if request.method == "POST" and screen.base is None:  # its command finds it, or refuses
        return _save(request, screen, column, record_id)
    rows = queries.rows_by_id(screen, actor, [column], [record_id])
    if record_id not in rows:
        raise NotFound
    now = rows[record_id][column.value_path]
    if request.method == "POST":
        return _save(request, screen, column, record_id)
    return HttpResponse(_form(screen, column, record_id, now))


def _editable(screen: ListScreen, key: str) -> Column:
    column = screen.column(key)
    if column is None or not column.edit:
        raise NotFound
    return column


def _form(screen: ListScreen, column: Column, record_id: UUID, now: Any) -> SafeString:
    """The control, with what its editor saw, so that another's change is not overwritten."""
    action = f"/{screen.address}cells/{record_id}/{column.key}/"
    seen = escape(json.dumps(now, default=str))
    return SafeString(
        f'<form hx-post="{action}" hx-swap="none" method="post" action="{action}">'
        f'<input type="hidden" name="seen" value="{seen}">{control(column, now)}</form>'
    )


def _save(
    request: HttpRequest, screen: ListScreen, column: Column, record_id: UUID
) -> HttpResponse:
    actor, kind = request.actor, kinds[screen.kind]  # type: ignore[attr-defined]
    change = kind.change
    assert change is not None
    value = read_value(column, request.POST.get("value", ""))
    base = {}
    if "seen" in request.POST:
        base = {column.edit: _seen(kind.model, column, request.POST["seen"])}
    change([record_id], {attribute_of(kind.model, column.edit): value}, base=base, by=actor)
    state = state_alone(request, actor, screen)
    columns = state.shown()
    rows = queries.rows_by_id(screen, actor, columns, [record_id])
    if record_id not in rows:
        return Reply(request).remove(f"row-{record_id}")
    drawn = draw_rows(screen, columns, [rows[record_id]], state.query())
    return Reply(request).html(drawn).toast(_("Saved"), undo=last_act_id())


def _seen(model: type[Any], column: Column, text: str) -> Any:
    """What the editor saw, as the model's field holds it."""
    try:
        seen = json.loads(text)
        if column.read is not None:
            return column.read("" if seen is None else str(seen))
        return model._meta.get_field(column.edit).to_python(seen)
    except (ValueError, Refusal):
        return None


@gate(None, methods="POST")
def pasted(request: HttpRequest, kind: str) -> HttpResponse:
    """A column copied from a spreadsheet: as many values as records, in one act, all or nothing."""
    actor, screen = opened(request, kind)
    column = _editable(screen, request.POST.get("field", ""))
    ids = as_uuids(list_of(request.POST, "ids"))
    texts = list_of(request.POST, "values")
    values = [read_value(column, text) for text in texts[: len(ids)]]
    attribute = attribute_of(kinds[kind].model, column.edit)
    paste_values(kind, attribute, dict(zip(ids, values, strict=False)), by=actor)
    state = state_alone(request, actor, screen)
    columns = state.shown()
    rows = queries.rows_by_id(screen, actor, columns, ids)
    reply = Reply(request)
    for record_id in ids:
        if record_id in rows:
            reply.html(draw_rows(screen, columns, [rows[record_id]], state.query()))
    text = ngettext("%(count)s cell filled", "%(count)s cells filled", len(ids))
    return reply.toast(text % {"count": len(ids)}, undo=last_act_id())
