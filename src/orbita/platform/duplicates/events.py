"""What is told about duplicates."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PairsDecided:
    """These records are not one, or may be one again."""

    kind: str
    records: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class PairsFound:
    """A search has written its pairs down."""

    kind: str
    count: int
