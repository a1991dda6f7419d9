"""What roles tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RoleSet:
    """A party has a role now, or the data of its role has changed."""

    party_id: UUID
    role: str
    by: UUID | None


@dataclass(frozen=True)
class RoleDropped:
    party_id: UUID
    role: str
    by: UUID | None
