"""What classes tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ClassificationsChanged:
    """Classifications, their grades or rules were changed."""

    classification_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class ClassGiven:
    """A class was given to a client by hand, or taken back."""

    party_id: UUID
    classification_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class PartiesReclassified:
    """Classes were computed; who came into which, stands in the memberships at this moment."""

    classification_id: UUID
    changed: int
    at: str
