"""What consents and erasures tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ConsentsChanged:
    """Consents of these people were given, refused, withdrawn or changed."""

    consent_ids: tuple[UUID, ...]
    party_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class RequestsChanged:
    """Requests of data subjects have come, or were answered."""

    request_ids: tuple[UUID, ...]
    party_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class PersonErased:
    """A person was made nameless; nothing of his data is left to tell."""

    party_id: UUID
    number: int
    by: UUID | None


@dataclass(frozen=True)
class KeepingReached:
    """A rule of retention has found people whom somebody has to look at."""

    keeping_id: UUID
    left: int
