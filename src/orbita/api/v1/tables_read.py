"""Tables that are no records: stages, roles, topics, read a page at a time."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from orbita.api.v1.asking import MOST, _limit, _wrong
from orbita.api.v1.operations import Call, Operation, Outcome
from orbita.api.v1.reading import checked_text
from orbita.api.v1.records import WORDS
from orbita.api.v1.shapes import table_row
from orbita.platform.acts.errors import NotFound
from orbita.platform.resources.slots import ApiTable

RESERVED = frozenset({"limit", "cursor", "count"})


def operations_of_table(table: ApiTable) -> list[Operation]:
    """A list and one row."""
    pk: Any = table.model._meta.pk
    kind = int if isinstance(pk, models.IntegerField) else None
    places = {"id": kind} if kind else {}
    shared: dict[str, Any] = {"tag": table.name, "permission": table.permission}
    return [
        Operation(
            "get", f"{table.name}/", f"{table.name}_list", summary=WORDS["list"],
            run=_list(table), answer=f"list of {table.name}", **shared,
        ),
        Operation(
            "get", f"{table.name}/{{id}}/", f"{table.name}_read", summary=WORDS["read"],
            run=_read(table), answer=table.name, places=places, **shared,
        ),
    ]  # fmt: skip


def _list(table: ApiTable) -> Any:
    def run(call: Call) -> Outcome:
        for name, values in call.query.lists():
            for value in (name, *values):
                checked_text(value)
        limit = _limit(call.query.get("limit", "") or str(MOST))
        rows = table.rows(call.actor)
        try:
            rows = rows.filter(**_filters(table, call))
            if after := call.query.get("cursor", ""):
                rows = rows.filter(pk__gt=after)
            count = rows.count() if call.query.get("count") == "exact" else None
            found = list(rows.order_by("pk")[: limit + 1])
        except (ValidationError, ValueError, TypeError, OverflowError):
            raise _wrong(
                "filter", _("The filter, the order or the place makes no sense.")
            ) from None
        body: dict[str, Any] = {"items": [table_row(table, row) for row in found[:limit]]}
        body["next"] = _next(call, str(found[limit - 1].pk)) if len(found) > limit else None
        if count is not None:
            body["count"] = count
        return Outcome(body)

    return run


def _filters(table: ApiTable, call: Call) -> dict[str, Any]:
    """Equality of shown columns: «pipeline_id=…»."""
    names = {field.attname for field in table.model._meta.concrete_fields}
    shown = {*table.fields, *(f"{name}_id" for name in table.fields)}
    found = {}
    for name, value in call.query.items():
        if name in RESERVED:
            continue
        if name not in names or name not in shown:
            raise _wrong(name, _("There is no such filter: %(name)s.") % {"name": name[:80]})
        found[name] = {"true": True, "false": False}.get(str(value), value)
    return found


def _next(call: Call, after: str) -> str:
    kept = [(name, value) for name, value in call.query.items() if name != "cursor"]
    return f"{call.path}?{urlencode([*kept, ('cursor', after)])}"


def _read(table: ApiTable) -> Any:
    def run(call: Call) -> Outcome:
        row = table.rows(call.actor).filter(pk=call.places["id"]).first()
        if row is None:
            raise NotFound
        return Outcome(table_row(table, row))

    return run
