"""What other apps tell the merge: which kinds can be merged, and how rows that meet are joined.

What points at a record is found by itself (`references`): foreign keys, and pairs of a kind and an
id. Only what follows from neither needs a word here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor

Text = str | Promise
Rows = Sequence[Any]


@dataclass(frozen=True)
class Collection:
    """Rows that belong to a record and are shown united: (model, its key to the record), a label."""

    model: type[Model]
    key: str
    label: Text


@dataclass(frozen=True)
class Mergeable:
    """A kind whose records can be merged.

    `fields(rows)` names what can be chosen for these records; `refuse(rows)` raises a refusal for
    records that are never the same; `follow(rows, sources, changed)` gives what else follows: the rows
    with the survivor first, from which row each field's value comes (None: typed), what changes.
    `joined` are texts that are put one below the other, `united` are objects of JSON that are united
    key by key. `doubted(row)` names fields whose values are known to be doubtful; `outside(ids)` gives
    the (id, field) pairs whose values came from outside. `tell(survivors, fields, by)` announces the
    kind's own event.
    """

    kind: str
    fields: Callable[[Rows], Sequence[str]]
    refuse: Callable[[Rows], None]
    follow: Callable[[Rows, Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]
    tell: Callable[[Sequence[UUID], Sequence[str], Actor], None]
    joined: Sequence[str] = ()
    united: Sequence[str] = ("details", "own")
    collections: Sequence[Collection] = ()
    doubted: Callable[[Any], Sequence[str]] = lambda row: ()
    outside: Callable[[Sequence[UUID]], set[tuple[UUID, str]]] = lambda ids: set()


@dataclass(frozen=True)
class JoinRule:
    """How rows of a table meet when their records become one.

    Rows that a unique index would refuse are joined into the first of them by themselves (the
    survivor's own, else the oldest). `same` is a further key of rows that mean the same: SQL over the
    row's columns, those that point at the record already pointing at the survivor. `values` gives the
    joined row's columns: aggregates over the rows `r` that meet, `twins.place` being their order.
    `vanishes` is a condition of rows that make no sense any more. `before` and `after` are statements
    of its own around the move; they find the members of all groups in the table `merging_side`
    (id, survivor, place), and where a survivor's field has got another value in `merging_source`
    (survivor, field, source).
    """

    model: type[Model]
    same: Sequence[str] = ()
    same_where: str = "true"
    values: Mapping[str, str] = field(default_factory=dict)
    vanishes: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class RecordColumn:
    """A column that holds ids of records and follows no convention.

    `kind` is the column that names the kind, or in quotes the kind itself. With `moves` False its
    rows stay as they are, for the reason that `why` says.
    """

    column: str
    """«app.model.field»"""
    kind: str = ""
    moves: bool = True
    why: str = ""


def first_filled(column: str) -> str:
    """For `JoinRule.values`: the text of the first row that has one."""
    order = "ORDER BY twins.place"
    return f"coalesce((array_agg(r.{column} {order}) FILTER (WHERE r.{column} <> ''))[1], '')"


mergeables: Slot[Mergeable] = Slot("kinds that merge", key=lambda plug: plug.kind)
join_rules: Slot[JoinRule] = Slot("rules of joining", key=lambda plug: plug.model._meta.label_lower)
record_columns: Slot[RecordColumn] = Slot("columns of records", key=lambda plug: plug.column)
