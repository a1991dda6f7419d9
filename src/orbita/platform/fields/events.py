"""What happened to own fields."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class FieldsChanged:
    """Fields of a kind were added, changed, moved, deleted or restored.

    `searched` says that what is found by them may have changed.
    """

    kind: str
    field_ids: tuple[UUID, ...]
    by: UUID | None
    searched: bool = False
