"""Lists for programs: the list's own filters, search and order, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import FieldError, ValidationError
from django.db import DataError
from django.http import QueryDict
from django.utils.translation import gettext as _

from orbita.api.v1.etags import etags
from orbita.api.v1.problems import Problem
from orbita.api.v1.reading import checked_text
from orbita.api.v1.shapes import (
    Shown,
    kind_of_resource,
    own_column,
    plain_filters,
    row_of,
    screen_of,
    shown_of,
)
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.fields import OPERATORS, Field
from orbita.platform.conditions.tree import ALL, Condition, ConditionFault, Test, joined, parse
from orbita.platform.lists import queries
from orbita.platform.lists.keyset import Cursor
from orbita.platform.lists.slots import ListScreen, fields_of, fields_seen_by
from orbita.platform.lists.state import ListState
from orbita.platform.resources.slots import ApiResource

MOST, USUAL = 500, 50
RESERVED = frozenset({"where", "q", "sort", "limit", "cursor", "count", "fields"})
FAULTS = (
    ConditionFault, ValidationError, FieldError, DataError, ValueError, TypeError, OverflowError,
    ArithmeticError, AttributeError, KeyError,
)  # fmt: skip
"""What a filter or a cursor that makes no sense ends as, somewhere on its way to the database."""


@dataclass(frozen=True)
class Listing:
    """A page of records with the address of the next one."""

    items: list[dict[str, Any]]
    next: str | None
    count: int | None = None


def listed(resource: ApiResource, actor: Actor, given: QueryDict, path: str) -> Listing:
    """A page of the kind's records as the address asks. Three statements, with the count four."""
    for name, values in given.lists():
        for value in (name, *values):
            checked_text(value)
    screen = screen_of(resource).seen_by(actor)
    limit = _limit(given.get("limit", ""))
    state = _state(resource, screen, actor, given)
    shown = _wanted(shown_of(resource, actor), given.get("fields", ""))
    columns = [own_column(), *(one.column for one in shown)]
    try:
        queries.matching(state, actor)
        page = queries.page(state, actor, columns, most=limit)
        count = queries.matching(state, actor).count() if _is_counted(given) else None
    except FAULTS as fault:
        raise Problem(422, _("The filter, the order or the place makes no sense.")) from fault
    items = [row_of(resource, row, shown, actor) for row in page.rows]
    _add_states(resource, items)
    return Listing(_picked(items, given.get("fields", "")), _next(given, path, page.after), count)


def one_record(resource: ApiResource, actor: Actor, record_id: UUID) -> dict[str, Any]:
    """A record that the actor sees, with its parts, or NotFound. Two statements and one a part."""
    shown = shown_of(resource, actor)
    kind = kind_of_resource(resource)
    rows = kind.model.objects.visible_to(actor).filter(pk=record_id)
    columns = [own_column(), *(one.column for one in shown)]
    row = queries.with_extras(rows, columns, actor).values(*queries.paths(columns)).first()
    if row is None:
        raise NotFound
    found = row_of(resource, row, shown, actor)
    from orbita.api.v1.parts import parts_of_record

    found |= parts_of_record(resource, actor, record_id)
    found["etag"] = etags(kind, [record_id]).get(record_id, "")
    return found


def _add_states(resource: ApiResource, items: list[dict[str, Any]]) -> None:
    states = etags(kind_of_resource(resource), [UUID(item["id"]) for item in items])
    for item in items:
        item["etag"] = states.get(UUID(item["id"]), "")


def _limit(text: str) -> int:
    if not text:
        return USUAL
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= MOST:
        raise _wrong("limit", _("A page holds from 1 to %(most)s records.") % {"most": MOST})
    return int(text)


def _wrong(field: str, detail: str) -> Problem:
    return Problem(422, detail, errors=[{"field": field, "detail": detail}])


def _is_counted(given: QueryDict) -> bool:
    asked = given.get("count", "")
    if asked not in ("", "exact"):
        raise _wrong("count", _("Write “exact” or leave it out."))
    return asked == "exact"


def _state(resource: ApiResource, screen: ListScreen, actor: Actor, given: QueryDict) -> ListState:
    fields = plain_filters(resource, fields_seen_by(actor)(resource.kind))
    tests = [
        _test(fields, name, value)
        for name, values in given.lists()
        if name not in RESERVED
        for value in values
    ]
    where = joined(_where(given.get("where", "")), *tests)
    try:
        compile_condition(where, resource.kind, fields_of, actor)
    except FAULTS as fault:
        raise _wrong(
            "where",
            _("The filter asks for what there is not: %(what)s.") % {"what": str(fault)[:100]},
        ) from None
    state = ListState(
        screen=screen,
        where=where,
        q=given.get("q", "").strip()[:200],
        sort=_sort(screen, given.get("sort", "") or screen.sort),
    )
    return replace(state, cursor=_cursor(state, given.get("cursor", "")))


def _where(text: str) -> Condition:
    try:
        return parse(text) if text else ALL
    except ConditionFault:
        raise _wrong("where", _("This is no condition that can be read.")) from None


def _test(fields: Mapping[str, Field], name: str, value: str) -> Test:
    """«amount__gte=1000» as a test of a condition."""
    key, _dots, operator = name.partition("__")
    field = fields.get(key)
    known = field.key if field else key
    kind = field.type if field else "text"
    if "." not in key and field is None:
        raise _wrong(name, _("There is no such filter: %(name)s.") % {"name": name[:80]})
    if operator in ("empty", "filled"):
        return Test(known, operator)
    if not operator:
        operator = _usual(kind, value)
    return Test(known, operator, _value(kind, operator, value))


def _usual(kind: str, value: str) -> str:
    if kind == "flag":
        return "yes" if value.lower() in ("true", "1", "yes") else "no"
    if kind == "text":
        return "is"
    operators = OPERATORS.get(kind, {})
    return "in" if "in" in operators else "under" if "under" in operators else "is"


def _value(kind: str, operator: str, value: str) -> Any:
    if kind in ("number", "money") and operator != "between":
        _finite(value)
    if operator in ("in", "not_in"):
        return [one for one in value.split(",") if one]
    if operator == "between":
        return value.split(",")
    return value


def _finite(text: str) -> None:
    try:
        if Decimal(text).is_finite() and abs(Decimal(text)) < Decimal("1e20"):
            return
    except InvalidOperation:
        pass
    raise _wrong("where", _("Write a number."))


def _sort(screen: ListScreen, text: str) -> tuple[tuple[str, bool], ...]:
    found = []
    for name in [part for part in text.split(",") if part][:4]:
        column = screen.column(name.removeprefix("-"))
        if column is None or not column.sortable:
            raise _wrong("sort", _("Records cannot be sorted by %(name)s.") % {"name": name[:80]})
        found.append((column.key, name.startswith("-")))
    return tuple(found)


def _cursor(state: ListState, text: str) -> str:
    if text:
        try:
            found = Cursor.decode(text, len(_keys(state)))
        except (ArithmeticError, AttributeError, RecursionError):
            found = None
        if found is None:
            raise _wrong("cursor", _("This place in the list is not known: begin anew."))
    return text


def _keys(state: ListState) -> Sequence[Any]:
    return queries.sort_keys(state)


def _wanted(shown: list[Shown], fields: str) -> list[Shown]:
    if not fields:
        return shown
    names = set(fields.split(","))
    return [one for one in shown if one.name in names]


def _picked(items: list[dict[str, Any]], fields: str) -> list[dict[str, Any]]:
    if not fields:
        return items
    names = {"id", "etag", *fields.split(",")}
    return [{key: value for key, value in item.items() if key in names} for item in items]


def _next(given: QueryDict, path: str, after: str) -> str | None:
    if not after:
        return None
    kept = [(name, value) for name, values in given.lists() for value in values if name != "cursor"]
    return f"{path}?{urlencode([*kept, ('cursor', after)])}"
