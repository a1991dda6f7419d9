"""Rows of history told field by field: who changed what, in words."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext

from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.models import Act
from orbita.platform.audit.entries import KEYWISE, entries
from orbita.platform.audit.slots import act_names
from orbita.platform.audit.told import HIDDEN
from orbita.platform.audit.values import Words
from orbita.platform.records.hidden import kind_key


@dataclass(frozen=True)
class FieldChange:
    """One field's old and new value, worded; `name` is the field's."""

    label: str | Promise
    old: str
    new: str
    name: str = ""

    @property
    def is_named(self) -> bool:
        """Whether the company has named the field itself, in its own language."""
        return isinstance(self.label, str)


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

    @property
    def just_before(self) -> str:
        """The last moment without this change, for an address."""
        return (self.at - timedelta(microseconds=1)).isoformat()


@dataclass(frozen=True)
class Author:
    """Who stands behind an act, and whether it was taken back."""

    id: UUID | None
    name: str
    is_undone: bool


NOBODY = Author(None, "", is_undone=False)
HistoryRow = tuple[type[models.Model], dict[str, Any], dict[str, Any] | None]


def _named(name: str, absent: str | None) -> str:
    """Who did it, and for whom, when he stood in for somebody."""
    said = {"name": name, "absent": absent}
    return gettext("%(name)s for %(absent)s") % said if absent else name


def authors_of(act_ids: Iterable[str | None]) -> dict[str, Author]:
    """Who stands behind each act. Two statements, and one a plug for Orbita's own acts."""
    wanted = {act_id for act_id in act_ids if act_id}
    acts = list(
        Act.objects.filter(pk__in=wanted).values_list("pk", "by", "undone_by", "instead_of")
    )
    names = names_of({one for _, by, _, absent in acts for one in (by, absent) if one})
    if own := [pk for pk, by, _, _ in acts if by is None]:
        for plug in act_names:
            names |= plug.names(own)
    return {
        str(pk): Author(
            by,
            _named(names.get(by or pk, gettext("Orbita")), names.get(absent)),
            is_undone=undone is not None,
        )
        for pk, by, undone, absent in acts
    }


@dataclass(frozen=True)
class Reading:
    """Makes changes of history rows. Columns that a row does not hold are not told.

    `home` is the record whose history is read: its name in its own parts is not told.
    """

    words: Words
    authors: Mapping[str, Author]
    home: str = ""
    parents: frozenset[tuple[type[models.Model], str]] = frozenset()
    model: type[models.Model] | None = None

    def change(self, model: Any, now: Any, before: Any) -> Change | None:
        """What a history row says against the one before it; None when nothing of interest."""
        operation = now["pgh_label"]
        old = before if operation == "update" else (now if operation == "delete" else None)
        new = None if operation == "delete" else now
        fields = tuple(
            change
            for field in model._meta.concrete_fields
            if self._is_told(model, field, now) and differs(field.column, old, new)
            for change in self._told(model, field, old, new)
        )
        if not fields:
            return None
        act = now["pgh_context_id"]
        author = self.authors.get(act or "", NOBODY)
        return Change(
            at=now["pgh_created_at"],
            act_id=UUID(act) if act else None,
            by=author.name,
            operation=operation,
            thing=model._meta.verbose_name,
            fields=fields,
            by_id=author.id,
            is_undone=author.is_undone,
            entry=now["pgh_id"] if model is self.model and operation == "update" else None,
        )

    def _told(self, model: Any, field: Any, old: Any, new: Any) -> Iterator[FieldChange]:
        was, stands = (row.get(field.column) if row else None for row in (old, new))
        if field.name not in KEYWISE:
            shown = [
                self.words.word(field, value) if row else ""
                for row, value in ((old, was), (new, stands))
            ]
            yield FieldChange(field.verbose_name, shown[0], shown[1], field.name)
            return
        for entry in entries(kind_key(model), field.name, was, stands):
            if entry.differs:
                yield FieldChange(
                    entry.label, entry.then if old else "", entry.now if new else "", entry.name
                )

    def _is_told(self, model: Any, field: Any, now: Any) -> bool:
        """Not told: inner columns, and that a part belongs to the record whose history it is."""
        if field.name in HIDDEN or field.column not in now:
            return False
        points_home = str(now[field.column]) == self.home
        return not (points_home and (model, field.column) in self.parents)


def differs(column: str, old: Any, new: Any) -> bool:
    """Whether a column says something else in two rows; an addition does not tell what is empty."""
    before, after = (old or {}).get(column), (new or {}).get(column)
    empty: tuple[Any, ...] = (
        (None, "", {}, [], False) if old is None or new is None else (None, "", {}, [])
    )
    return before != after and not (before in empty and after in empty)


def read_rows(cursor: Any, model: type[models.Model]) -> list[HistoryRow]:
    """Rows that a statement gave as (snapshot, the one before, moment)."""
    return [
        (
            model,
            json.loads(now, parse_float=Decimal) | {"pgh_created_at": at},
            json.loads(earlier, parse_float=Decimal) if earlier else None,
        )
        for now, earlier, at in cursor.fetchall()
    ]
