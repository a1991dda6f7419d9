"""What happens to plans and norms."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PlansSet:
    """Plans were set, changed or taken away."""

    count: int
    by: UUID | None


@dataclass(frozen=True)
class NormsSet:
    """Norms of activity were set, changed or taken away."""

    count: int
    by: UUID | None
