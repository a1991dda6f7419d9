"""In which state a record is: the last rows of its history, its parts' included."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models

from orbita.platform.records.slots import RecordKind, parts_of
from orbita.platform.tracking import EVENT_MODELS


def etags(kind: RecordKind, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The state of each record, as a short text that changes with every change. One statement."""
    if not ids:
        return {}
    sql = " UNION ALL ".join(_statements(kind))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({sql}) AS states ORDER BY 1, 2", {"ids": list(ids)})
        rows = cursor.fetchall()
    found: dict[UUID, list[str]] = defaultdict(list)
    for record, place, last in rows:
        found[record].append(f"{place:x}.{last:x}")
    return {record: "-".join(states) for record, states in found.items()}


def _statements(kind: RecordKind) -> list[str]:
    tables: list[tuple[type[models.Model], str]] = [(kind.model._meta.concrete_model, "pgh_obj_id")]
    for model, key in parts_of(kind):
        field: Any = model._meta.get_field(key)
        tables.append((model, field.column))
    return [
        f'SELECT "{column}" AS record, {place} AS place, max(pgh_id) AS last'
        f' FROM "{EVENT_MODELS[model]._meta.db_table}" WHERE "{column}" = ANY(%(ids)s) GROUP BY 1'
        for place, (model, column) in enumerate(tables)
        if model in EVENT_MODELS
    ]


def matches(given: str, now: str) -> bool:
    """Whether If-Match names this state."""
    wanted = {one.strip().removeprefix("W/").strip('"') for one in given.split(",")}
    return "*" in wanted or now in wanted
