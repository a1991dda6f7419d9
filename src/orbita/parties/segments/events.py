"""What segments tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class SegmentsChanged:
    """Segments were added, changed, deleted or restored."""

    segment_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class SegmentRecomputed:
    """Clients came into a segment or left it; who, stand in its memberships at this moment."""

    segment_id: UUID
    size: int
    came: int
    left: int
    at: str
