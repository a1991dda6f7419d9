"""What a list shows, as its address says: filter, search, sort, columns, place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from orbita.platform.conditions.tree import ALL, Condition, ConditionFault, dump, parse
from orbita.platform.lists.slots import Column, ListScreen

PARAMETERS = ("where", "q", "sort", "columns", "mode", "shelf")


@dataclass(frozen=True)
class ListState:
    """The whole state of a list; equal states are equal addresses."""

    screen: ListScreen
    where: Condition = ALL
    q: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    """Column keys with True for descending."""
    columns: tuple[str, ...] = ()
    mode: str = "table"
    shelf: str = ""
    """Which of several boards, by its key; the first one without it."""
    view: str = ""
    cursor: str = ""
    fault: bool = False
    """The address held a condition that could not be read; it was left out."""
    saved: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest, screen: ListScreen, saved: Mapping[str, Any]) -> "ListState":
        """From the address, over what the saved view says."""
        given = request.GET
        values = {name: given.get(name, saved.get(name, "")) for name in PARAMETERS}
        try:
            where, fault = parse(values["where"]), False
        except ConditionFault:
            where, fault = ALL, True
        known = {column.key for column in screen.table_columns}
        return cls(
            screen=screen,
            where=where,
            q=values["q"].strip()[:200],
            sort=_sort(values["sort"] or screen.sort, screen),
            columns=tuple(key for key in values["columns"].split(",") if key in known),
            mode=_mode(values["mode"], screen),
            shelf=values["shelf"],
            view=given.get("view", ""),
            cursor=given.get("cursor", ""),
            fault=fault,
            saved=saved,
        )

    def shown(self) -> list[Column]:
        """The columns in their order, the title first."""
        by_key = {column.key: column for column in self.screen.table_columns}
        keys = self.columns or tuple(c.key for c in by_key.values() if c.shown)
        return [by_key[self.screen.title], *(by_key[k] for k in keys if k != self.screen.title)]

    def values(self) -> dict[str, str]:
        """The state as parameters, defaults left out."""
        sort = ",".join(f"-{key}" if down else key for key, down in self.sort)
        return {
            "where": dump(self.where),
            "q": self.q,
            "sort": "" if sort == self.screen.sort else sort,
            "columns": ",".join(self.columns),
            "mode": "" if self.mode == self.screen.mode else self.mode,
            "shelf": self.shelf,
        }

    def parameters(self) -> dict[str, str]:
        """What the address must say beyond the saved view."""
        own = self.values()
        if not self.view:
            return {name: value for name, value in own.items() if value}
        changed = {n: v for n, v in own.items() if v != self.saved.get(n, "")}
        return {"view": self.view, **changed}

    @property
    def is_changed(self) -> bool:
        """The state differs from the saved view that it came from."""
        return any(name != "view" for name in self.parameters()) if self.view else True

    def url(self, **changes: Any) -> str:
        """The address of this state with something changed; the cursor is dropped."""
        cursor = changes.pop("cursor", "")
        parameters = replace(self, **changes).parameters() | ({"cursor": cursor} if cursor else {})
        return f"/{self.screen.address}{'?' + urlencode(parameters) if parameters else ''}"

    def query(self) -> str:
        """The parameters of this state for another address of the same list."""
        return urlencode(self.parameters())


def _mode(text: str, screen: ListScreen) -> str:
    mode = text or screen.mode
    offered = {"board": screen.board, "calendar": screen.calendar}
    return mode if offered.get(mode) else "table"


def _sort(text: str, screen: ListScreen) -> tuple[tuple[str, bool], ...]:
    keys = []
    for name in text.split(",")[:4]:
        column = screen.column(name.lstrip("-"))
        if column is not None and column.sortable:
            keys.append((column.key, name.startswith("-")))
    return tuple(keys)
