"""What hand-overs tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class HandedOver:
    """Records went to colleagues; `counts` says how many clients each of them has got."""

    handover_id: UUID
    giver_id: UUID | None
    counts: tuple[tuple[UUID, int], ...]
    note: str
    by: UUID | None


@dataclass(frozen=True)
class HandedBack:
    """What was still theirs went back to those who had it before."""

    handover_id: UUID
    giver_id: UUID | None
    count: int
    by: UUID | None
