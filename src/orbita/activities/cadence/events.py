"""What cadence tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CadenceChanged:
    """A rule was added, changed, moved or removed; every client's due day follows at once."""

    rule_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class TouchesPlanned:
    """Contacts were planned with many clients at once."""

    party_ids: tuple[UUID, ...]
    by: UUID | None
