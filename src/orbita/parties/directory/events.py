"""What the directory tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PartyAdded:
    party_id: UUID
    form: str
    by: UUID | None


@dataclass(frozen=True)
class PartiesChanged:
    """Fields of parties were changed, of one or of many; the bin is told as deleted_at.

    Parts are told by the name of their collection: contact_points, addresses, bank_accounts.
    """

    party_ids: tuple[UUID, ...]
    fields: tuple[str, ...]
    by: UUID | None
