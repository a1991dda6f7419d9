"""What merging tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RecordsMerged:
    """Losers went into survivors: the two stand at the same places, a survivor once a loser."""

    kind: str
    survivor_ids: tuple[UUID, ...]
    loser_ids: tuple[UUID, ...]
    by: UUID | None
