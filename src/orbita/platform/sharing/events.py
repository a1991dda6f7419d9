"""What happens when a record is shared."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RecordShared:
    """A record was shared, or shared otherwise than before."""

    share_id: UUID
    kind: str
    record_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class ShareTaken:
    """A shared record was taken back."""

    kind: str
    record_id: UUID
    by: UUID | None
