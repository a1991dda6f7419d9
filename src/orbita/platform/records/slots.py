"""Kinds of records, and what other apps show on their pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor

Text = str | Promise


class _Every(tuple[str, ...]):
    def __contains__(self, kind: object) -> bool:
        return True


EVERY_KIND: Sequence[str] = _Every()
"""For panels and acts of any kind of records, whatever domains there are."""


@dataclass(frozen=True)
class RecordKind:
    """A kind of records that anything can be about.

    `title` is the column that names a record, `url` gives the address of its page, `parts` are the
    tables whose rows belong to a record: (model, name of its foreign key to the record).
    `change(ids, changes, *, base, by)`, `delete(ids, *, by)` and `restore(ids, *, by)` are the
    kind's commands for one record and for many. `restrictable` names the fields that roles may hide
    or make read-only, with their labels; what a hidden one holds is shown nowhere. `follows` says
    what else goes with a hidden field: columns, parts («lines»), or fields of parts («lines.cost»).
    """

    key: str
    model: type[Any]
    label: Text
    plural: Text
    icon: str
    title: str
    url: Callable[[UUID], str]
    change: Callable[..., Any] | None = None
    delete: Callable[..., Any] | None = None
    restore: Callable[..., Any] | None = None
    parts: Sequence[tuple[type[Model], str]] = ()
    restrictable: Mapping[str, Text] = field(default_factory=dict, hash=False)
    follows: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    list_url: str = ""
    """The address of its list, where no list is named after it."""
    where: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Which rows of a table that several kinds share are its own: {column: value}. Its model is then
    a proxy with the kind's key as `own_kind`."""

    def holds(self, model: type[Model], row: Mapping[str, Any]) -> bool:
        """Whether a row of a model's table, by columns, is a record of this kind."""
        if self.model is model:
            return True
        shared = bool(self.where) and self.model._meta.concrete_model is model
        return shared and all(str(row.get(name)) == str(one) for name, one in self.where.items())


def labelled(model: type[Any], *names: str) -> dict[str, Text]:
    """Fields of a model with the labels that it gives them: for `restrictable`."""
    return {name: model._meta.get_field(name).verbose_name for name in names}


@dataclass(frozen=True)
class RecordPart:
    """A table of a higher app whose rows belong to the records of a kind.

    `key` is the name of its foreign key to the record. Rows of parts stand in the record's history
    and go to the bin with a record whose creation is undone.
    """

    kind: str
    model: type[Model]
    key: str


@dataclass(frozen=True)
class RecordRef:
    """A record by kind and id: how anything points at anything."""

    kind: str
    id: UUID


@dataclass(frozen=True)
class RecordPanel:
    """A panel on the page of a record, fetched by a request of its own.

    `place` is left or right; `context(actor, record, as_of)` gives what the template draws, or None
    when there is nothing to show and no way to add it. `as_of` is None for today. A panel that is not
    `live` keeps its own parts fresh (it holds a form that must not be drawn anew).
    """

    key: str
    kinds: Sequence[str]
    title: Text
    template: str
    context: Callable[[Actor, Any, datetime | None], Mapping[str, Any] | None]
    place: str = "right"
    order: int = 100
    permission: str | None = None
    live: bool = True
    only_past: bool = False
    """Stands on the page of a past day only."""


@dataclass(frozen=True)
class Fact:
    """A figure in the head of a record: decisions, not attributes."""

    label: Text
    value: str
    note: Text = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True)
class RecordFact:
    """Gives a fact for a record's head, or None when there is nothing to say."""

    key: str
    kinds: Sequence[str]
    fact: Callable[[Actor, Any], Fact | None]
    order: int = 100
    permission: str | None = None


@dataclass(frozen=True)
class RecordAct:
    """Something to do from a record's page, as a button or in a menu.

    `place` is button (beside the name), create (the menu of the main button) or more (the last
    menu). `url(record)` gives the address, or "" when the act makes no sense for this record. A
    drawer opens in place; `method` post acts at once; `keys` is a single-key shortcut.
    """

    key: str
    kinds: Sequence[str]
    label: Text
    icon: str
    url: Callable[[Any], str]
    place: str = "more"
    order: int = 100
    permission: str | None = None
    drawer: bool = False
    method: str = "get"
    keys: str = ""
    danger: bool = False


@dataclass(frozen=True)
class RecordWatch:
    """Is told when somebody sees the record on its page, in a look, in its history.

    `seen(actor, record)` may write one cheap row (the log of looks); it must not change the record.
    """

    key: str
    kinds: Sequence[str]
    seen: Callable[[Actor, Any], None]


class _EveryKind(Sequence[str]):
    """Whatever kinds there are, also those that are plugged later."""

    def __getitem__(self, index: Any) -> Any:
        return [kind.key for kind in kinds][index]

    def __len__(self) -> int:
        return len(list(kinds))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in kinds


EVERY_KIND = _EveryKind()
"""The kinds of a panel or an act that stands on the page of any record."""
OWN_KIND = "r_"
"""How the keys of kinds begin that a company has made itself."""


class AndOwnKinds(tuple[str, ...]):
    """These kinds, and all that the company has made itself."""

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or (isinstance(key, str) and key.startswith(OWN_KIND))


kinds: Slot[RecordKind] = Slot("record kinds", key=lambda plug: plug.key)
parts: Slot[RecordPart] = Slot(
    "record parts", key=lambda plug: f"{plug.kind}:{plug.model._meta.label_lower}:{plug.key}"
)
panels: Slot[RecordPanel] = Slot(
    "record panels",
    key=lambda plug: plug.key,
    order=lambda plug: (plug.order, plug.key),
    switchable=True,
)
facts: Slot[RecordFact] = Slot(
    "record facts",
    key=lambda plug: plug.key,
    order=lambda plug: (plug.order, plug.key),
    switchable=True,
)
acts: Slot[RecordAct] = Slot(
    "record acts",
    key=lambda plug: plug.key,
    order=lambda plug: (plug.order, plug.key),
    switchable=True,
)

watches: Slot[RecordWatch] = Slot("watches of records", key=lambda plug: plug.key, switchable=True)


def kind_of(model: type[Model]) -> RecordKind:
    """The kind whose records this model holds."""
    own = getattr(model, "own_kind", "")
    return kinds[own] if own else next(kind for kind in kinds.built_in() if kind.model is model)


def refs_of(model: type[Model], ids: Iterable[Any]) -> list[RecordRef]:
    """The records that these rows of a table are; none of a table without kinds. One statement where
    several kinds share the table, and one for what is known of them."""
    own = next((kind for kind in kinds.built_in() if kind.model is model), None)
    if own is not None:
        return [RecordRef(own.key, key) for key in ids]
    sharing = [k for k in kinds.grown() if k.where and k.model._meta.concrete_model is model]
    if not sharing:
        return []
    columns = tuple(sharing[0].where)
    rows = model._base_manager.filter(pk__in=list(ids)).values("pk", *columns)
    return [
        RecordRef(kind.key, row["pk"]) for row in rows for kind in sharing if kind.holds(model, row)
    ]


def parts_of(kind: RecordKind) -> list[tuple[type[Model], str]]:
    """The tables whose rows belong to a kind's records, its own and those that others plugged."""
    plugged = [(part.model, part.key) for part in parts if part.kind == kind.key]
    return [*kind.parts, *plugged]
