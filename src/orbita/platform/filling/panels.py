"""The own fields of a record on its page: tabs, values in words, what a formula gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor
from orbita.platform.fields.definitions import Definition, Tab
from orbita.platform.fields.queries import own_fields, tabs
from orbita.platform.fields.rules import is_empty
from orbita.platform.fields.wording import word
from orbita.platform.filling.naming import names_of, url_of
from orbita.platform.filling.showing import Judge
from orbita.platform.lists.own_formulas import figure
from orbita.platform.records.hidden import concealed
from orbita.platform.records.slots import kind_of

WIDE = 18
"""Longer values stand below their labels: the column is narrow."""


@dataclass(frozen=True)
class Line:
    """A value of the panel; `url` leads to a record or a file."""

    definition: Definition
    value: str
    url: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it needs the whole width."""
        return len(self.value) > WIDE or self.definition.is_long


@dataclass(frozen=True)
class Shelf:
    """A tab with its lines."""

    tab: Tab
    lines: list[Line]


def own_panel(actor: Actor, record: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """Tabs with values; None where the kind has no own fields. Two statements, one a kind of links,
    and one a condition about other fields."""
    kind = kind_of(type(record)).key
    if not own_fields(kind):
        return None
    shelves = [shelf for shelf in _shelves(actor, kind, record) if shelf.lines]
    may_edit = as_of is None and allows(actor, f"{record.permissions}.edit", record)
    if not may_edit and not shelves:
        return None
    return {
        "shelves": shelves,
        "has_tabs": sum(bool(shelf.tab.label) for shelf in shelves) > 1,
        "may_edit": may_edit,
        "kind_key": kind,
    }


def _shelves(actor: Actor, kind: str, record: Any) -> list[Shelf]:
    judge = Judge(kind, actor, record)
    kept = concealed(actor, kind)
    shown = [
        (tab, [one for one in tab.fields if one.name not in kept])
        for tab in tabs(kind)
        if judge.holds(tab.where, record.own)
    ]
    every = [one for _tab, fields in shown for one in fields]
    values = {one.key: _value(one, record) for one in every}
    names = names_of(actor, every, values)
    found = []
    for tab, fields in shown:
        lines = [
            Line(one, word(one, values[one.key], names), url_of(one, values[one.key], names))
            for one in fields
            if not is_empty(values[one.key]) and judge.holds(one.shown_where, record.own)
        ]
        found.append(Shelf(tab, lines))
    return found


def _value(one: Definition, record: Any) -> Any:
    return figure(one, record) if one.is_computed else record.own.get(one.key)
