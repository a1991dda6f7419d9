"""How a kind of records becomes importable: its fields, its keys, the table that is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor
from orbita.platform.fields.definitions import Definition
from orbita.platform.fields.models import FieldType
from orbita.platform.fields.queries import own_fields
from orbita.platform.remembering import once

if TYPE_CHECKING:
    from orbita.platform.imports.drafts import Draft, Line
    from orbita.platform.imports.staging import Staging

Text = str | Promise
NOT_IMPORTED = (FieldType.FORMULA, FieldType.FILE, FieldType.LINK)
NOTE = "details"
"""The field of whatever no field holds: kept beside the record under the column's head."""


@dataclass(frozen=True)
class ImportField:
    """A field that a column can feed.

    `headings` are names that such columns carry, Russian and English, with | between them. `type` says how cells
    are read: text, long, number, money, date, moment, choice, phones, mails, user. `choices` are
    words by the value they stand for. `many`: several columns may feed it, and several rows of one
    record add to it. `key` is SQL for what is compared when records are matched by this field: a
    relation of (id, k); %(source)s stands for the outside system. `fold` makes a cell comparable.
    `looks` is the share of filled cells that look like this field: asked for columns whose heads say
    nothing. `unique`: believed only where the whole column is filled and no value comes twice.
    """

    key: str
    label: Text
    headings: str = ""
    type: str = "text"
    most: int = 0
    many: bool = False
    choices: Callable[[], Mapping[str, Sequence[str]]] | None = None
    match: str = ""
    fold: Callable[[str], str] = str.strip
    looks: Callable[[Sequence[str]], float] | None = None
    unique: bool = False
    lenient: bool = False
    """A cell that can't be read is kept as a note and does not reject the row."""
    column: str = ""
    hint: Text = ""
    own: Definition | None = None


@dataclass(frozen=True)
class Column:
    """A column of the main table that an import fills: its SQL type, what stands there when the file
    says nothing, and how a new value joins the old one (s: staged, t: the record)."""

    name: str
    type: str = "text"
    default: str = "''"
    merged: str = ""

    @property
    def new_value(self) -> str:
        return self.merged or f'coalesce(s."{self.name}", t."{self.name}")'


@dataclass(frozen=True)
class Collection:
    """Rows of a part table: staged as a list of objects in one jsonb column.

    `same` are the columns by which two rows of one record are the same; `once` those by which a row
    is the only one in the whole table; `placed` says that rows carry their place.
    """

    name: str
    table: str
    parent: str
    columns: Mapping[str, str]
    same: Sequence[str]
    once: Sequence[str] = ()
    once_label: Text = ""
    placed: bool = False
    added: Mapping[str, str] = field(default_factory=dict)
    """SQL for a column where the row joins others (x: the new one, s: the staged row)."""


@dataclass(frozen=True)
class Choice:
    """Something that may be made on the way: missing clients, employees, stages."""

    key: str
    label: Text
    hint: Text = ""
    permission: str = ""


@dataclass(frozen=True)
class Importable:
    """A kind that files can bring.

    `record` is the key of its record kind ("" when it is none). `draft(line, staging)` turns a read
    row into columns and collections; `prepare(staging)` reads what it needs for that before the file
    goes in (nothing can be asked while it does); `resolve(staging)` finds or makes what rows refer to, before
    anything is compared; `finish(staging)` writes what hangs on the written records. `keys` are the
    natural keys in the order in which they are proposed. `nouns` are words in heads that only name
    the kind itself («Customer name»).
    """

    kind: str
    label: Text
    record: str
    model: type[Model]
    permission: str
    fields: Callable[[], Sequence[ImportField]]
    needs: Sequence[Sequence[str]]
    """Of each group at least one field must have a column."""
    keys: Sequence[Sequence[str]]
    columns: Sequence[Column]
    collections: Sequence[Collection] = ()
    draft: "Callable[[Line, Staging], Draft]" = field(kw_only=True)
    prepare: "Callable[[Staging], None] | None" = None
    resolve: "Callable[[Staging], None] | None" = None
    finish: "Callable[[Staging], None] | None" = None
    makes: Sequence[Choice] = ()
    nouns: Sequence[str] = ()
    refine: Callable[[dict[str, str]], dict[str, str]] | None = None
    """A last look at the guessed columns: what they mean together."""
    icon: str = "upload"
    url: str = ""
    order: int = 100

    def all_fields(self) -> dict[str, ImportField]:
        """Its own fields and those that other apps add, by key."""
        found = list(self.fields())
        for more in more_fields:
            if more.kind == self.kind:
                found += more.fields()
        return {one.key: one for one in [*found, *own_import_fields(self.record)]}

    @property
    def more(self) -> "list[MoreImportFields]":
        return [more for more in more_fields if more.kind == self.kind]

    def all_columns(self) -> list[Column]:
        """Columns of the main table."""
        return list(self.columns)


@dataclass(frozen=True)
class MoreImportFields:
    """Fields that an app above brings into the import of a kind below it.

    Their cells are staged as text in columns of the same names (`staged`); `resolve` and `finish`
    are called like the kind's own; `differs(staging)` is SQL that is true where a record (t) lacks
    what its row (s) says.
    """

    key: str
    kind: str
    fields: Callable[[], Sequence[ImportField]]
    staged: Sequence[str]
    resolve: "Callable[[Staging], None] | None" = None
    finish: "Callable[[Staging], None] | None" = None
    differs: "Callable[[Staging], str] | None" = None


@once
def own_import_fields(kind: str) -> tuple[ImportField, ...]:
    """The own fields of a kind of records, as columns of a file may feed them.

    A cell that does not fit is kept as a note, as what no field holds.
    """
    typed = [one for one in own_fields(kind) if one.type not in NOT_IMPORTED]
    return tuple(
        ImportField(one.name, one.label, one.label, type="own", lenient=True, own=one)
        for one in typed
    )


@dataclass(frozen=True)
class Alike:
    """The record that a staged row resembles, how likely they are one, and why."""

    n: int
    record_id: UUID
    score: float
    reasons: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Shown:
    """A record as the trial shows it beside the row that resembles it."""

    title: str
    url: str
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Resemblance:
    """Who tells which records the new rows of a file resemble.

    `find(rows)` gets staged rows by column (`n` among them, `details` and collections as they were
    read) and gives for each what it resembles, the surest first; a few statements a batch, whoever
    asks: what the importer may not see is left out afterwards. `shown(actor, ids)` gives the records
    that the actor sees, `reasons(actor, kept)` the reasons in his words.
    """

    kind: str
    find: Callable[[Sequence[Mapping[str, Any]]], Iterable[Alike]]
    shown: Callable[[Actor, Iterable[UUID]], Mapping[UUID, Shown]]
    reasons: Callable[[Actor, Sequence[Sequence[Any]]], Sequence[Any]]


resemblances: Slot[Resemblance] = Slot("resemblances", key=lambda plug: plug.kind)
importables: Slot[Importable] = Slot(
    "importables", key=lambda plug: plug.kind, order=lambda plug: plug.order, switchable=True
)
more_fields: Slot[MoreImportFields] = Slot(
    "more import fields", key=lambda plug: plug.key, switchable=True
)


def make_importable(plug: Importable) -> None:
    """Plug a kind into the import, and let its list be filtered by import."""
    from orbita.platform.imports.listing import plug_filter

    importables.plug(plug)
    if plug.record:
        plug_filter(plug)
