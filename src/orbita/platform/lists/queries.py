"""Rows of a list: only the shown columns, only the visible records, a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.keyset import Cursor, Key, beyond, key_of, ordering
from orbita.platform.lists.models import SavedView, Sharing
from orbita.platform.lists.slots import Column, ListScreen, Row, fields_of
from orbita.platform.lists.state import ListState
from orbita.platform.records.hidden import blanked
from orbita.platform.records.slots import kinds
from orbita.platform.search.queries import matching_ids

PAGE = 50
COUNTED = 1000
"""Counts stop here: «1,000+»."""


@dataclass(frozen=True)
class Page:
    """A page of rows with the cursors of its neighbours (empty where there is none)."""

    rows: list[dict[str, Any]]
    after: str = ""
    before: str = ""


def visible(screen: ListScreen, actor: Actor) -> QuerySet[Any]:
    """Every record of the kind that the actor may see."""
    rows: QuerySet[Any] = kinds[screen.kind].model.objects.visible_to(actor)
    return screen.base(rows) if screen.base else rows


def matching(state: ListState, actor: Actor) -> QuerySet[Any]:
    """The visible records that fulfil the filter and the search. No statement of its own.

    A condition that the fields don't understand matches nothing: better an empty list than a list
    of something else.
    """
    rows = visible(state.screen, actor)
    try:
        condition = compile_condition(state.where, state.screen.kind, fields_of, actor)
    except ConditionFault:
        return rows.none()
    rows = rows.filter(condition) if condition else rows
    if state.q:
        rows = rows.filter(pk__in=matching_ids(state.screen.kind, state.q, actor))
    return rows


def page(state: ListState, actor: Actor, columns: Sequence[Column], *, most: int = PAGE) -> Page:
    """One page of rows as dicts of paths. One statement (LIMIT one more than shown)."""
    keys = sort_keys(state)
    cursor = Cursor.decode(state.cursor, len(keys)) if state.cursor else None
    rows = with_extras(matching(state, actor), sorting_columns(state), actor)
    if cursor:
        rows = rows.filter(beyond(keys, cursor))
    backwards = bool(cursor and cursor.backwards)
    order = ordering(keys, backwards=backwards)
    # Which rows is decided on keys alone; what they show is joined for this page only.
    few = rows.order_by(*order).values("pk")[: most + 1]
    shown = with_extras(
        rows.model._base_manager.filter(pk__in=few), [*columns, *sorting_columns(state)], actor
    )
    shown = shown.order_by(*order)
    drawn = list(shown.values(*paths(columns), *(key.path for key in keys)))
    found = list(blanked(actor, rows.model, drawn))
    more = len(found) > most
    found = found[:most]
    if backwards:
        found.reverse()
    if not found:
        return Page([])
    first, last = (Cursor(tuple(row[key.path] for key in keys)) for row in (found[0], found[-1]))
    return Page(
        found,
        after=last.encode() if more or backwards else "",
        before=Cursor(first.values, backwards=True).encode()
        if (cursor and not backwards) or (backwards and more)
        else "",
    )


def rows_by_id(
    screen: ListScreen, actor: Actor, columns: Sequence[Column], ids: Sequence[UUID]
) -> dict[UUID, Row]:
    """These records as rows, by key; what the actor does not see is absent. One statement."""
    rows = with_extras(visible(screen, actor).filter(pk__in=ids), columns, actor)
    found = list(rows.values(*paths(columns)))
    return {row["pk"]: row for row in blanked(actor, rows.model, found)}


def sort_keys(state: ListState) -> list[Key]:
    """Keys of the sort, with the primary key last, so that the order is total."""
    model = kinds[state.screen.kind].model
    columns = [(state.screen.column(key), down) for key, down in state.sort]
    keys = [key_of(model, column.order_path, down) for column, down in columns if column]
    return [*keys, Key("pk", keys[0].down if keys else False)]


def sorting_columns(state: ListState) -> list[Column]:
    """The columns that the list is sorted by."""
    return [column for key, _down in state.sort if (column := state.screen.column(key))]


def with_extras(rows: QuerySet[Any], columns: Iterable[Column], actor: Actor) -> QuerySet[Any]:
    """The rows with the expressions that these columns need beside the model's own."""
    extras: dict[str, Any] = {}
    for column in columns:
        if column.beside is not None:
            extras |= column.beside(actor)
    return rows.annotate(**extras) if extras else rows


def paths(columns: Sequence[Column]) -> list[str]:
    """Every path that drawing these columns needs."""
    wanted = {"pk": None}
    for column in columns:
        if column.value_path and column.test is None:
            wanted[column.value_path] = None
        wanted.update(dict.fromkeys(column.select))
    return list(wanted)


@dataclass(frozen=True)
class Totals:
    """How many records match, capped, and the sums of their columns (none where it was capped)."""

    count: int
    capped: bool
    sums: dict[str, Any]


def totals(state: ListState, actor: Actor) -> Totals:
    """Count and sums. One statement over at most COUNTED + 1 rows."""
    summed = [column for column in state.screen.all_columns if column.total]
    wanted = ("pk", *(column.value_path for column in summed))
    few = matching(state, actor).order_by().values(*wanted)[: COUNTED + 1]
    found = few.aggregate(
        count=Count("pk"), **{column.key: Sum(column.value_path) for column in summed}
    )
    count = found.pop("count")
    capped = count > COUNTED
    return Totals(min(count, COUNTED), capped, {} if capped else found)


def views_of(actor: Actor, kind: str) -> list[SavedView]:
    """Own and shared views of a list, with whether each is a favourite. One statement."""
    seen = Q(owner=actor.id) | Q(sharing=Sharing.EVERYBODY)
    mine = Count("favourites", filter=Q(favourites__user=actor.id))
    return list(SavedView.objects.filter(seen, kind=kind).annotate(is_favourite=mine))


def favourites(actor: Actor) -> list[SavedView]:
    """Views that the actor keeps in his side bar, by name. One statement."""
    seen = Q(owner=actor.id) | Q(sharing=Sharing.EVERYBODY)
    return list(SavedView.objects.filter(seen, favourites__user=actor.id).order_by("name"))
