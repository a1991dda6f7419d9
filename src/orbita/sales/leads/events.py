"""What leads tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class LeadAdded:
    lead_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class LeadsAdded:
    """Many leads came at once, from a file or from another program."""

    lead_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class LeadTaken:
    lead_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class LeadsGiven:
    """Leads were given to employees, by a rule or by hand; `owner_ids` stand in the same order."""

    lead_ids: tuple[UUID, ...]
    owner_ids: tuple[UUID, ...]
    by_rule: bool
    by: UUID | None


@dataclass(frozen=True)
class LeadsLapsed:
    """Nobody took these leads in time; `owner_ids` are those who had them."""

    lead_ids: tuple[UUID, ...]
    owner_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class LeadsRejected:
    lead_ids: tuple[UUID, ...]
    reason_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class LeadReturned:
    lead_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class LeadAttached:
    lead_id: UUID
    party_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class LeadsJoined:
    lead_id: UUID
    joined_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class LeadConverted:
    lead_id: UUID
    party_id: UUID
    person_id: UUID | None
    deal_id: UUID | None
    by: UUID | None


@dataclass(frozen=True)
class LeadsChanged:
    """Fields of leads were changed; deleting and restoring is told as deleted_at."""

    lead_ids: tuple[UUID, ...]
    fields: tuple[str, ...]
    by: UUID | None
