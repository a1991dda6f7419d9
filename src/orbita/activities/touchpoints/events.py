"""What touchpoints tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class TouchpointChanged:
    """A touchpoint was added, changed or removed."""

    touchpoint_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class DefaultsFilled:
    """Contacts of the past were given the touchpoints of their kinds."""

    count: int
    by: UUID | None
