"""What webhooks tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class EndpointsChanged:
    """An endpoint was added, changed, switched or removed."""

    endpoint_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class EndpointDied:
    """An endpoint was switched off because nothing could be delivered any more."""

    endpoint_id: UUID
    owner_id: UUID
    host: str
    reason: str
