"""The list as a file, streamed: all that match, in the shown columns."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require, restrict
from orbita.platform.audit.commands import note_export
from orbita.platform.lists import queries
from orbita.platform.lists.cells import text_of
from orbita.platform.lists.files import as_csv, as_xlsx
from orbita.platform.lists.keyset import ordering
from orbita.platform.lists.slots import Column
from orbita.platform.lists.views.opening import opened, state_of
from orbita.platform.records.hidden import hidden_paths
from orbita.platform.records.slots import kinds


@gate(None)
def export(request: HttpRequest, kind: str, form: str) -> HttpResponseBase:
    """CSV (UTF-8 with a mark, semicolons, as spreadsheets here expect) or XLSX."""
    actor, screen = opened(request, kind)
    permission = f"{kinds[kind].model.permissions}.export"
    require(actor, permission)
    state, _views = state_of(request, actor, screen)
    columns = state.shown()
    rows = restrict(queries.matching(state, actor), actor, permission)
    rows = queries.with_extras(rows, [*columns, *queries.sorting_columns(state)], actor)
    rows = rows.order_by(*ordering(queries.sort_keys(state)))
    note_export(actor, kind, count=_count(rows), condition=_asked(request), form=form)
    found = rows.values(*queries.paths(columns)).iterator(chunk_size=2000)
    lines = _lines(columns, found, hidden_paths(actor, rows.model, queries.paths(columns)))
    name = f"{kind}-{timezone.localdate():%Y-%m-%d}.{form}"
    content, body = {
        "csv": ("text/csv; charset=utf-8", as_csv),
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    }[form]
    reply = StreamingHttpResponse(
        body([str(column.label) for column in columns], lines), content_type=content
    )
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply


def _count(rows: Any) -> int:
    """How many records go out. One statement."""
    return int(rows.order_by().count())


def _asked(request: HttpRequest) -> list[list[str]]:
    """The state of the list as its address says it, for the log of exports."""
    return [[name, value] for name, values in request.GET.lists() for value in values]


def _lines(columns: list[Column], rows: Any, hidden: frozenset[str]) -> Iterator[list[Any]]:
    readers = [text_of(column) for column in columns]
    for row in rows:
        row.update(dict.fromkeys(hidden))
        yield [_plain(reader(row)) for reader in readers]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    return "" if value is None else value
