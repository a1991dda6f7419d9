"""A list as a board: 30 cards a column and all sums, in two statements."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils.safestring import SafeString

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.conditions.tree import Test, joined, parse, tests
from orbita.platform.lists.queries import matching
from orbita.platform.lists.slots import Board, Group
from orbita.platform.lists.state import ListState
from orbita.platform.records.hidden import blanked
from orbita.platform.ui.components import Place

CARDS = 30
Shelves = Sequence[tuple[str, str]]


def board(given: ListState, actor: Actor) -> dict[str, Any]:
    """What a board's page draws. Two statements, whatever the number of cards, one for the shelves
    and one for the columns where these are rows, and those of the strip."""
    declared = _declared(given)
    shelves = _shelves(given)
    state = narrowed(given, shelves)
    groups = groups_of(state)
    rows = matching(state, actor)
    sums = _sums(declared, rows, groups)
    cards = _cards(declared, rows, groups, 0, actor)
    columns = [_column(state, group, sums, cards[group.key]) for group in groups]
    strip = declared.strip_context(state, columns, actor) if declared.strip_context else {}
    places = [Place(label, given.url(shelf=key), key == state.shelf) for key, label in shelves]
    return {
        "board": declared,
        "columns": columns,
        "shelves": places if len(places) > 1 else [],
        **strip,
    }


def narrowed(state: ListState, shelves: Shelves | None = None) -> ListState:
    """The state of one board: its shelf by key, and the board's own condition, unless the filter
    speaks of the same fields."""
    keys = [key for key, _label in (_shelves(state) if shelves is None else shelves)]
    if keys and state.shelf not in keys:
        state = replace(state, shelf=keys[0])
    own = parse(_declared(state).where)
    asked = {test.field for test in tests(state.where)}
    if asked & {test.field for test in tests(own)}:
        return state
    return replace(state, where=joined(state.where, own))


def groups_of(state: ListState) -> list[Group]:
    """The columns of a narrowed state's board."""
    declared = _declared(state)
    return list(declared.groups(state.shelf) if declared.shelves else declared.groups())


def _shelves(state: ListState) -> Shelves:
    shelves = _declared(state).shelves
    return shelves() if shelves else ()


def more_cards(state: ListState, actor: Actor, group_key: str) -> dict[str, Any]:
    """Further cards of one column. One statement."""
    declared, state = _declared(state), narrowed(state)
    group = next((group for group in groups_of(state) if group.key == group_key), None)
    if group is None:
        raise NotFound
    start = int(state.cursor) if state.cursor.isdecimal() else 0
    cards = _cards(declared, matching(state, actor), [group], start, actor)[group.key]
    return {
        "cards": SafeString("".join(cards[:CARDS])),
        "more": f"/{state.screen.address}cards/{group.key}/?{state.query()}&cursor={start + CARDS}"
        if len(cards) > CARDS
        else "",
    }


def _declared(state: ListState) -> Board:
    assert state.screen.board is not None
    return state.screen.board


def _sums(declared: Board, rows: Any, groups: Sequence[Group]) -> dict[str, tuple[int, Any]]:
    """Count and sum of each column over all its cards, drawn or not. One statement, which does not
    look at what stands in no column: most deals are closed."""
    wanted: dict[str, Any] = {"cards": Count("pk")}
    if declared.total:
        wanted["sum"] = Sum(declared.total)
    rows = rows.filter(**{f"{declared.path}__in": [group.key for group in groups]})
    found = rows.order_by().values(declared.path).annotate(**wanted)
    return {str(row[declared.path]): (row["cards"], row.get("sum") or Decimal(0)) for row in found}


def _cards(
    declared: Board, rows: Any, groups: list[Group], start: int, actor: Actor
) -> dict[str, list[str]]:
    """The first cards of every column, one more than shown. One statement: a slice a column, joined."""
    paths = ["pk", declared.path, *declared.select]
    if declared.beside is not None:
        rows = rows.annotate(**declared.beside(actor))
    slices = [
        rows.filter(**{declared.path: group.key})
        .order_by(*declared.order)
        .values(*paths)[start : start + CARDS + 1]
        for group in groups
    ]
    found: dict[str, list[str]] = {group.key: [] for group in groups}
    if slices:
        every = slices[0].union(*slices[1:], all=True) if len(slices) > 1 else slices[0]
        for row in blanked(actor, rows.model, list(every)):
            found[str(row[declared.path])].append(declared.card(row))
    return found


def _column(
    state: ListState, group: Group, sums: dict[str, tuple[int, Any]], cards: list[str]
) -> dict[str, Any]:
    count, total = sums.get(group.key, (0, Decimal(0)))
    declared = _declared(state)
    mine = Test(declared.column, "in", [group.key])
    more = f"/{state.screen.address}cards/{group.key}/?{state.query()}&cursor={CARDS}"
    return {
        "group": group,
        "count": count,
        "sum": total,
        "forecast": total * group.weight / 100 if group.weight is not None else None,
        "cards": SafeString("".join(cards[:CARDS])),
        "more": more if len(cards) > CARDS else "",
        "url": state.url(where=joined(state.where, mine), mode="table", shelf="")
        if declared.column
        else "",
    }


def group_summary(state: ListState, actor: Actor) -> list[dict[str, Any]]:
    """The heads of all columns again, after a card has moved. One statement."""
    state = narrowed(state)
    groups = groups_of(state)
    sums = _sums(_declared(state), matching(state, actor), groups)
    return [_column(state, group, sums, []) for group in groups]
