"""What own registers tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RegistersChanged:
    """Registers or their stages were made, changed, put in order, deleted or brought back."""

    register_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class EntryAdded:
    """A record of a register was made."""

    kind: str
    entry_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class EntriesChanged:
    """Records of a register were changed, moved, put into the bin or taken out of it."""

    kind: str
    entry_ids: tuple[UUID, ...]
    fields: tuple[str, ...]
    by: UUID | None
