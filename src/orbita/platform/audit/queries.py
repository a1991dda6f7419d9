"""History of a record: who changed what and when, field by field; and the record as it was once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils.functional import Promise

from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.models import Act
from orbita.platform.audit.slots import act_names
from orbita.platform.audit.values import Words
from orbita.platform.records.slots import RecordKind, parts_of
from orbita.platform.tracking import EVENT_MODELS

HIDDEN = {"id", "created_at", "created_by", "updated_at", "position", "normal"}


@dataclass(frozen=True)
class FieldChange:
    """One field's old and new value, worded; `name` is the field's."""

    label: str | Promise
    old: str
    new: str
    name: str = ""


@dataclass(frozen=True)
class Change:
    """What one act did to one row: insert, update or delete, with the fields that differ.

    `entry` is the key of the history row when the row is the record itself, else None.
    """

    at: datetime
    act_id: UUID | None
    by: str
    operation: str
    thing: str | Promise
    fields: tuple[FieldChange, ...]
    by_id: UUID | None = None
    is_undone: bool = False
    entry: int | None = None


@dataclass(frozen=True)
class _Author:
    id: UUID | None
    name: str
    is_undone: bool


_NOBODY = _Author(None, "", is_undone=False)
_History = tuple[type[models.Model], dict[str, Any], dict[str, Any] | None]


def history(
    kind: RecordKind, record_id: UUID, *, before: datetime | None = None, limit: int = 200
) -> list[Change]:
    """The newest changes of a record and its parts, at most about `limit` rows, acts kept whole.

    A statement a tracked table, and three for names. `before` leaves out what is as new as that.
    """
    rows: list[_History] = []
    for model, column in _tables(kind):
        rows += _changes(model, column, record_id, before, limit)
    rows.sort(key=lambda row: (row[1]["pgh_created_at"], row[1]["pgh_id"]), reverse=True)
    rows = _whole_acts(rows, limit)
    authors = _authors(row[1]["pgh_context_id"] for row in rows)
    reading = _Reading(kind, str(record_id), frozenset(_part_columns(kind)), authors, Words(rows))
    return [change for row in rows if (change := reading.change(*row)) is not None]


def value_before(kind: RecordKind, record_id: UUID, entry: int, field: str) -> Any:
    """What a field held before an entry of the record's history; LookupError when unknown."""
    described = kind.model._meta.get_field(field)
    rows = EVENT_MODELS[kind.model]._default_manager.filter(pgh_obj=record_id, pgh_id__lt=entry)
    values = list(rows.order_by("-pgh_id").values_list(described.attname, flat=True)[:1])
    if not values:
        raise LookupError(field)
    return values[0]


def as_of(kind: RecordKind, record_id: UUID, moment: datetime) -> Any | None:
    """The record as it was at a moment, unsaved, or None where there was none. One statement."""
    events = EVENT_MODELS[kind.model]
    rows = events._default_manager.filter(pgh_obj=record_id, pgh_created_at__lte=moment)
    row: Any = rows.order_by("-pgh_id").first()
    if row is None or row.pgh_label == "delete":
        return None
    known = {field.attname for field in events._meta.concrete_fields}
    names = [f.attname for f in kind.model._meta.concrete_fields if f.attname in known]
    return kind.model(pk=record_id, **{name: getattr(row, name) for name in names if name != "id"})


def _tables(kind: RecordKind) -> list[tuple[type[models.Model], str]]:
    found = [(kind.model, "pgh_obj_id"), *_part_columns(kind)]
    return [(model, column) for model, column in found if model in EVENT_MODELS]


def _part_columns(kind: RecordKind) -> list[tuple[type[models.Model], str]]:
    """Tables of parts, each with a column by which its rows belong to a record."""
    parts: list[tuple[Any, str]] = list(parts_of(kind))
    return [(part, part._meta.get_field(key).column) for part, key in parts]


def _changes(
    model: type[models.Model], column: str, record_id: UUID, before: datetime | None, limit: int
) -> list[_History]:
    """History rows with the snapshot before each. One statement."""
    table = EVENT_MODELS[model]._meta.db_table
    # Names of tables and columns come from the models.
    sql = f"""
        SELECT to_jsonb(h)::text, to_jsonb(b)::text, h.pgh_created_at FROM {table} h
        LEFT JOIN LATERAL (
            SELECT * FROM {table} e WHERE e.pgh_obj_id = h.pgh_obj_id AND e.pgh_id < h.pgh_id
            ORDER BY e.pgh_id DESC LIMIT 1
        ) b ON true
        WHERE h.{column} = %(record)s
          AND h.pgh_created_at < coalesce(%(before)s::timestamptz, 'infinity')
        ORDER BY h.pgh_id DESC LIMIT %(limit)s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"record": record_id, "before": before, "limit": limit + 1})
        found = cursor.fetchall()
    return [
        (model, json.loads(now) | {"pgh_created_at": at}, json.loads(earlier) if earlier else None)
        for now, earlier, at in found
    ]


def _whole_acts(rows: list[_History], limit: int) -> list[_History]:
    """The first rows, without the tail of an act that the limit has cut in two."""
    if len(rows) <= limit:
        return rows
    cut = rows[limit][1]["pgh_created_at"]
    return [row for row in rows[:limit] if row[1]["pgh_created_at"] != cut] or rows[:limit]


def _authors(act_ids: Iterable[str | None]) -> dict[str, _Author]:
    """Who stands behind each act. Two statements, and one a plug for Orbita's own acts."""
    wanted = {act_id for act_id in act_ids if act_id}
    acts = list(Act.objects.filter(pk__in=wanted).values_list("pk", "by", "undone_by"))
    names = names_of({by for _, by, _ in acts if by})
    if own := [pk for pk, by, _ in acts if by is None]:
        for plug in act_names:
            names |= plug.names(own)
    return {
        str(pk): _Author(by, names.get(by or pk, "Orbita"), is_undone=undone is not None)
        for pk, by, undone in acts
    }


@dataclass(frozen=True)
class _Reading:
    """Makes changes of history rows of one record."""

    kind: RecordKind
    record_id: str
    parents: frozenset[tuple[type[models.Model], str]]
    authors: dict[str, _Author]
    words: Words

    def change(self, model: Any, now: Any, before: Any) -> Change | None:
        """What a history row says against the one before it; None when nothing of interest."""
        operation = now["pgh_label"]
        old = before if operation == "update" else (now if operation == "delete" else None)
        new = None if operation == "delete" else now
        fields = tuple(
            FieldChange(
                field.verbose_name,
                self.words.word(field, old.get(field.column)) if old else "",
                self.words.word(field, new.get(field.column)) if new else "",
                field.name,
            )
            for field in model._meta.concrete_fields
            if self._is_told(model, field, now) and _differs(field.column, old, new)
        )
        if not fields:
            return None
        act = now["pgh_context_id"]
        author = self.authors.get(act or "", _NOBODY)
        return Change(
            at=now["pgh_created_at"],
            act_id=UUID(act) if act else None,
            by=author.name,
            operation=operation,
            thing=model._meta.verbose_name,
            fields=fields,
            by_id=author.id,
            is_undone=author.is_undone,
            entry=now["pgh_id"] if model is self.kind.model and operation == "update" else None,
        )

    def _is_told(self, model: Any, field: Any, now: Any) -> bool:
        """Not told: inner columns, and that a part belongs to the record whose history it is."""
        if field.name in HIDDEN or field.column not in now:
            return False
        points_home = str(now[field.column]) == self.record_id
        return not (points_home and (model, field.column) in self.parents)


def _differs(column: str, old: Any, new: Any) -> bool:
    before, after = (old or {}).get(column), (new or {}).get(column)
    empty: tuple[Any, ...] = (
        (None, "", {}, [], False) if old is None or new is None else (None, "", {}, [])
    )
    return before != after and not (before in empty and after in empty)
