"""A list as a board: 30 cards a column and all sums, in two statements."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils.safestring import SafeString

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.lists.queries import matching
from orbita.platform.lists.slots import Board, Group
from orbita.platform.lists.state import ListState

CARDS = 30


def board(state: ListState, actor: Actor) -> dict[str, Any]:
    """What a board's page draws. Two statements, whatever the number of cards, and those of the strip."""
    declared = _declared(state)
    groups = list(declared.groups())
    rows = matching(state, actor)
    sums = _sums(declared, rows)
    cards = _cards(declared, rows, groups, 0)
    columns = [_column(state, group, sums, cards[group.key]) for group in groups]
    strip = declared.strip_context(columns, actor) if declared.strip_context else {}
    return {"board": declared, "columns": columns, **strip}


def more_cards(state: ListState, actor: Actor, group_key: str) -> dict[str, Any]:
    """Further cards of one column. One statement."""
    declared = _declared(state)
    group = next((group for group in declared.groups() if group.key == group_key), None)
    if group is None:
        raise NotFound
    start = int(state.cursor) if state.cursor.isdecimal() else 0
    cards = _cards(declared, matching(state, actor), [group], start)[group.key]
    return {
        "cards": SafeString("".join(cards[:CARDS])),
        "more": f"/{state.screen.address}cards/{group.key}/?{state.query()}&cursor={start + CARDS}"
        if len(cards) > CARDS
        else "",
    }


def _declared(state: ListState) -> Board:
    assert state.screen.board is not None
    return state.screen.board


def _sums(declared: Board, rows: Any) -> dict[str, tuple[int, Any]]:
    """Count and sum of each column over all its cards, drawn or not. One statement."""
    wanted: dict[str, Any] = {"cards": Count("pk")}
    if declared.total:
        wanted["sum"] = Sum(declared.total)
    found = rows.order_by().values(declared.path).annotate(**wanted)
    return {str(row[declared.path]): (row["cards"], row.get("sum") or Decimal(0)) for row in found}


def _cards(declared: Board, rows: Any, groups: list[Group], start: int) -> dict[str, list[str]]:
    """The first cards of every column, one more than shown. One statement: a slice a column, joined."""
    paths = ["pk", declared.path, *declared.select]
    slices = [
        rows.filter(**{declared.path: group.key})
        .order_by(*declared.order)
        .values(*paths)[start : start + CARDS + 1]
        for group in groups
    ]
    found: dict[str, list[str]] = {group.key: [] for group in groups}
    if slices:
        for row in slices[0].union(*slices[1:], all=True) if len(slices) > 1 else slices[0]:
            found[str(row[declared.path])].append(declared.card(row))
    return found


def _column(
    state: ListState, group: Group, sums: dict[str, tuple[int, Any]], cards: list[str]
) -> dict[str, Any]:
    count, total = sums.get(group.key, (0, Decimal(0)))
    more = f"/{state.screen.address}cards/{group.key}/?{state.query()}&cursor={CARDS}"
    return {
        "group": group,
        "count": count,
        "sum": total,
        "forecast": total * group.weight / 100 if group.weight is not None else None,
        "cards": SafeString("".join(cards[:CARDS])),
        "more": more if len(cards) > CARDS else "",
    }


def group_summary(state: ListState, actor: Actor) -> list[dict[str, Any]]:
    """The heads of all columns again, after a card has moved. One statement."""
    declared = _declared(state)
    sums = _sums(declared, matching(state, actor))
    return [_column(state, group, sums, []) for group in declared.groups()]
