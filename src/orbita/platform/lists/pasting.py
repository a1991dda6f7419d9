"""A pasted column as one act."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import kinds


@command
def paste_values(kind: str, field: str, values: Mapping[UUID, Any], *, by: Actor) -> None:
    """Give each record its own value of one field: equal values together, all or nothing."""
    together: dict[Any, list[UUID]] = {}
    for record_id, value in values.items():
        together.setdefault(value, []).append(record_id)
    change = kinds[kind].change
    assert change is not None
    for value, ids in together.items():
        change(ids, {field: value}, by=by)
