"""What relations tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RelationsChanged:
    """A relation between these parties was added, changed, ended or removed."""

    party_ids: tuple[UUID, ...]
    by: UUID | None
