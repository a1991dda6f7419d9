"""Rows of parts set back from their snapshots: at most three statements a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, models, transaction

from orbita.platform.audit.errors import PartIsTied
from orbita.platform.tracking import EVENT_MODELS


@dataclass(frozen=True)
class PartRestore:
    """What to do with the rows of a table: `put` and `change` are keys of snapshots in its history,
    `remove` are keys of rows that were not there."""

    model: type[models.Model]
    put: Sequence[int] = ()
    change: Sequence[int] = ()
    remove: Sequence[Any] = ()

    @property
    def count(self) -> int:
        """How many rows it touches."""
        return len(self.put) + len(self.change) + len(self.remove)


def set_back(restores: Iterable[PartRestore]) -> int:
    """Carry the restores out, all or none; gives the number of rows. Refuses as PartIsTied what the
    database does not take: a row whose record is gone, a place that is taken."""
    wanted = [one for one in restores if one.count]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for one in wanted:
                _remove(cursor, one)
            for one in wanted:
                _change(cursor, one)
            for one in wanted:
                _put(cursor, one)
            # Foreign keys are checked at the end of a transaction; here is the place to refuse.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        raise PartIsTied from None
    return sum(one.count for one in wanted)


def _columns(model: type[models.Model]) -> list[str]:
    history = EVENT_MODELS[model]._meta.concrete_fields
    kept = {field.column for field in history if not field.name.startswith("pgh_")}
    return [
        str(field.column)
        for field in model._meta.concrete_fields
        if field.column in kept and not isinstance(field, models.GeneratedField)
    ]


def _remove(cursor: Any, one: PartRestore) -> None:
    if one.remove:
        table, key = one.model._meta.db_table, one.model._meta.pk.column
        cursor.execute(f'DELETE FROM {table} WHERE "{key}" = ANY(%s)', [list(one.remove)])


def _change(cursor: Any, one: PartRestore) -> None:
    if not one.change:
        return
    table, key = one.model._meta.db_table, one.model._meta.pk.column
    values = ", ".join(f'"{c}" = h."{c}"' for c in _columns(one.model) if c != key)
    history = EVENT_MODELS[one.model]._meta.db_table
    cursor.execute(
        f"UPDATE {table} t SET {values} FROM {history} h "
        f'WHERE h.pgh_id = ANY(%s) AND t."{key}" = h.pgh_obj_id',
        [list(one.change)],
    )


def _put(cursor: Any, one: PartRestore) -> None:
    if not one.put:
        return
    columns = ", ".join(f'"{c}"' for c in _columns(one.model))
    history = EVENT_MODELS[one.model]._meta.db_table
    cursor.execute(
        f"INSERT INTO {one.model._meta.db_table} ({columns}) "
        f"SELECT {columns} FROM {history} WHERE pgh_id = ANY(%s) ON CONFLICT DO NOTHING",
        [list(one.put)],
    )
