"""What imports tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RecordsImported:
    """A file was imported; the records are those whose history has the act."""

    import_id: UUID
    kind: str
    act_id: UUID
    by: UUID | None
