"""What happens to rates."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RateAgreed:
    """A client's currency or rate was written down."""

    party_id: UUID
