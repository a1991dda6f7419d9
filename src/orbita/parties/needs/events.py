"""What needs tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class NeedsChanged:
    """Needs were noted, changed, deleted or restored."""

    need_ids: tuple[UUID, ...]
    party_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class TopicsChanged:
    """The tree of topics was changed."""

    by: UUID | None
