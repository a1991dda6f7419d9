"""What prospecting tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CallListsChanged:
    """Lists for calling were made, changed, deleted or restored, or clients were added."""

    list_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class ClientCalled:
    """A client of a list was called; `state` says how it went."""

    list_id: UUID
    party_id: UUID
    state: str
    by: UUID | None
