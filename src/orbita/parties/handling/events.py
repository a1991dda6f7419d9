"""What handling tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class HandlingChanged:
    """The personal rules of a client were written down or changed."""

    party_id: UUID
    by: UUID | None
