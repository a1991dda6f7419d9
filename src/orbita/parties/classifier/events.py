"""What the classifier tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class TreeChanged:
    """A tree or its branches were added, renamed, moved or deleted."""

    tree_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class PartiesPlaced:
    """Parties were put into a branch, or taken out of it."""

    party_ids: tuple[UUID, ...]
    branch_id: UUID
    placed: bool
    by: UUID | None
