"""How a kind of records becomes a list: one frozen declaration for table, board, filters and export."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from orbita.kit.slots import Slot, absent
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.fields import Choices, Field
from orbita.platform.measures.asking import measure_fields
from orbita.platform.records.hidden import concealed, hides
from orbita.platform.records.slots import kinds

Text = str | Promise
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a list, and with `filter` a field of its conditions.

    `path` is where the ORM finds the value (the key, if empty); `select` are further paths that
    `draw` needs. `draw(row)` gives the cell's HTML, `text(row)` its export; both have a default by
    type. `edit` is the field that the kind's `change` command knows it by; `tones` colours a choice.
    `read(text)` and `beside(actor)` replace what the type would do: how typed text becomes a value,
    and which expressions (by alias, named in `path` or `select`) the rows need beside their columns.
    """

    key: str
    label: Text
    type: str = "text"
    path: str = ""
    select: Sequence[str] = ()
    draw: Callable[[Row], str] | None = None
    text: Callable[[Row], Any] | None = None
    sortable: bool = True
    sort_path: str = ""
    choices: Choices | None = None
    tones: Mapping[str, str] = field(default_factory=dict)
    edit: str = ""
    to: str = ""
    test: Callable[[str, Any, Actor], Q] | None = None
    shown: bool = True
    in_table: bool = True
    filter: bool = True
    total: bool = False
    read: Callable[[str], Any] | None = None
    beside: Callable[[Actor], Mapping[str, Any]] | None = None

    @property
    def value_path(self) -> str:
        return self.path or self.key

    @property
    def order_path(self) -> str:
        return self.sort_path or self.value_path

    @property
    def is_named(self) -> bool:
        """Whether the company has named it itself: the program's own words wait for a language."""
        return isinstance(self.label, str)

    @property
    def is_number(self) -> bool:
        return self.type in ("number", "money")

    def as_field(self, kind: str = "") -> Field:
        """The same as a field of conditions; of a kind with the rights to its fields."""
        return Field(
            self.key,
            self.label,
            self.type,
            self.value_path,
            self.choices,
            self.to,
            self.test,
            seen=lambda actor: self.is_seen(actor, kind),
        )

    def is_seen(self, actor: Actor, kind: str) -> bool:
        """Whether the column of a kind holds nothing that is hidden from the actor."""
        if not actor.hidden:
            return True
        return self.key not in concealed(actor, kind) and not (
            kind in kinds and hides(actor, kinds[kind].model, self.value_path)
        )

    def fitted(self, actor: Actor, kind: str) -> "Column":
        """The column as the actor may use it: read-only fields are not edited, and nobody sorts by
        what he does not see."""
        edit = self.edit if actor.may_set(kind, self.edit) else ""
        sortable = self.sortable and not hides(actor, kinds[kind].model, self.order_path)
        if (edit, sortable) == (self.edit, self.sortable):
            return self
        return replace(self, edit=edit, sortable=sortable)


@dataclass(frozen=True)
class StandardView:
    """A view that comes with the product: a filter with a name; `mode` where it makes sense in one
    mode only (won deals stand on no board)."""

    key: str
    label: Text
    where: str = ""
    sort: str = ""
    columns: str = ""
    mode: str = ""


@dataclass(frozen=True)
class BulkAct:
    """What can be done with many records at once.

    `form` is a Django form class asked for in a drawer first (None: at once; a class that
    `asks_who` gets the `actor` as well); `run(ids, values, by)`
    calls a command and gives the toast's text; with `leads` it gives the address of a page on which
    the records are looked at together before anything is done.
    """

    key: str
    label: Text
    icon: str
    permission: str
    run: Callable[[Sequence[Any], Mapping[str, Any], Actor], Text]
    form: Callable[..., Any] | None = None
    leads: bool = False


@dataclass(frozen=True)
class Group:
    """A column of a board."""

    key: str
    label: str
    tone: str = "gray"
    weight: int | None = None
    """Probability of the column, per cent: it gives the forecast beside the sum."""


@dataclass(frozen=True)
class Bin:
    """A place at the bottom of a board where a card can be dropped; `move` gets its key."""

    key: str
    label: Text
    icon: str
    tone: str


@dataclass(frozen=True)
class Board:
    """A list as a board: columns by `path`, sums of `total`, cards drawn by `card(row)`.

    With `shelves` there are several boards (pipelines) of which one is shown; `groups` then gets the
    key of the shelf. A drop is posted to `move_url`. `strip` is a template above the columns;
    `strip_context(state, columns, actor)` makes its context from the drawn columns with their sums.
    `bins` are the drop targets at the bottom. `column` is the key of the same value among the list's
    columns: with it each figure leads to the list of exactly its records. `where` is a condition that
    the board adds unless the filter speaks of the same field: what was put off is not on the board.
    `beside(actor)` are expressions that cards need beside the model's columns (by alias, named in
    `select`); `fitted(actor)` is the board without what is hidden from him.
    """

    path: str
    groups: Callable[..., Sequence[Group]]
    card: Callable[[Row], str]
    select: Sequence[str]
    order: Sequence[str]
    move_url: str
    total: str = ""
    strip: str = ""
    strip_context: Callable[..., Mapping[str, Any]] | None = None
    bins: Sequence[Bin] = ()
    shelves: Callable[[], Sequence[tuple[str, str]]] | None = None
    column: str = ""
    where: str = ""
    beside: Callable[[Actor], Mapping[str, Any]] | None = None
    fitted: Callable[[Actor], "Board"] | None = None


@dataclass(frozen=True)
class Calendar:
    """A list as a month: the day of a record is at `path`, `entry(row)` draws it on that day.

    `column` is the key of the same day among the columns; `of_moments` says that the path holds
    moments, not days, `of_texts` that it holds days as texts, as own fields do.
    """

    path: str
    column: str
    entry: Callable[[Row], str]
    select: Sequence[str]
    of_moments: bool = False
    of_texts: bool = False


@dataclass(frozen=True)
class ListScreen:
    """The list of a kind at `address`; `title` is its main column, drawn first as the link."""

    kind: str
    address: str
    columns: Sequence[Column]
    title: str
    sort: str
    views: Sequence[StandardView] = ()
    bulk: Sequence[BulkAct] = ()
    board: Board | None = None
    calendar: Calendar | None = None
    mode: str = "table"
    """How it opens: table, board or calendar."""
    new_url: str = ""
    new_label: Text = ""
    import_kind: str = ""
    hint: Text = ""
    base: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    side: str = ""
    """A template beside the table; `side_context(actor, state)` is its `side`."""
    side_context: Callable[[Actor, Any], Mapping[str, Any]] | None = None
    reader: Actor | None = None
    """For whom it is drawn, where fields are kept from him; `seen_by` sets it."""

    @cached_property
    def _columns(self) -> dict[frozenset[str], tuple[Column, ...]]:
        """Its columns by the modules that are switched off."""
        return {}

    @property
    def _built_in(self) -> tuple[Column, ...]:
        gone = absent()
        if gone not in self._columns:
            added = (
                column for more in more_columns if more.kind == self.kind for column in more.columns
            )
            self._columns[gone] = (*self.columns, *added)
        return self._columns[gone]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Its own columns, those that other apps add, and those that the company has added."""
        found = (column for source in column_sources for column in source.columns(self.kind))
        every = (*self._built_in, *found)
        if (reader := self.reader) is None:
            return every
        seen = (column for column in every if column.is_seen(reader, self.kind))
        return tuple(column.fitted(reader, self.kind) for column in seen)

    def seen_by(self, actor: Actor) -> "ListScreen":
        """The list without what is hidden from the actor: columns, sums, the month of a hidden day."""
        if not actor.hidden and not actor.readonly:
            return self
        model = kinds[self.kind].model
        board, calendar = self.board, self.calendar
        if board is not None and hides(actor, model, board.total):
            board = replace(board, total="", strip="", strip_context=None)
        if board is not None and board.fitted is not None:
            board = board.fitted(actor)
        if calendar is not None and hides(actor, model, calendar.path):
            calendar = None
        return replace(self, reader=actor, board=board, calendar=calendar)

    @property
    def all_views(self) -> tuple["StandardView", ...]:
        """Its own standard views and those that other apps add."""
        added = (view for more in more_columns if more.kind == self.kind for view in more.views)
        return (*self.views, *added)

    @property
    def all_bulk(self) -> tuple["BulkAct", ...]:
        """Its own bulk acts and those that other apps add, before the last (to delete)."""
        added = [act for more in more_columns if more.kind == self.kind for act in more.bulk]
        return (*self.bulk[:-1], *added, *self.bulk[-1:])

    def column(self, key: str) -> Column | None:
        """The column with this key."""
        return next((column for column in self.all_columns if column.key == key), None)

    @property
    def table_columns(self) -> list[Column]:
        return [column for column in self.all_columns if column.in_table]


@dataclass(frozen=True)
class MoreColumns:
    """Columns that an app adds to the list of a kind below it, with standard views and bulk acts."""

    key: str
    kind: str
    columns: Sequence[Column]
    views: Sequence[StandardView] = ()
    bulk: Sequence[BulkAct] = ()


@dataclass(frozen=True)
class ListTool:
    """A link above a filtered list: what another app makes of the filter.

    The address gets the list's state as parameters (where, q, sort, columns). With `is_page` it is a
    page that belongs to the list, offered always and without its state.
    """

    key: str
    kind: str
    label: Text
    icon: str
    url: str
    permission: str | None = None
    is_page: bool = False


@dataclass(frozen=True)
class ColumnSource:
    """Columns that are not known when Orbita starts: `columns(kind)` gives today's."""

    key: str
    columns: Callable[[str], Sequence[Column]]


screens: Slot[ListScreen] = Slot("list screens", key=lambda plug: plug.kind)
more_columns: Slot[MoreColumns] = Slot("more columns", key=lambda plug: plug.key, switchable=True)
column_sources: Slot[ColumnSource] = Slot(
    "column sources", key=lambda plug: plug.key, switchable=True
)
list_tools: Slot[ListTool] = Slot("list tools", key=lambda plug: plug.key, switchable=True)


def fields_of(kind: str) -> dict[str, Field]:
    """What conditions may ask of a kind: the columns of its list that filter, and its measures."""
    screen = screens.get(kind)
    columns = screen.all_columns if screen else ()
    own = {column.key: column.as_field(kind) for column in columns if column.filter}
    return own | measure_fields(kind)


def fields_seen_by(actor: Actor) -> Callable[[str], Mapping[str, Field]]:
    """The same without the fields that are hidden from the actor."""

    def seen(kind: str) -> dict[str, Field]:
        found = fields_of(kind)
        return {key: one for key, one in found.items() if one.seen is None or one.seen(actor)}

    return seen
