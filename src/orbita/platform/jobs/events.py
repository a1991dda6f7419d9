"""What long work tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class WorkFinished:
    """Long work has ended: done, failed or cancelled."""

    work_id: UUID
    title: str
    by: UUID | None
    state: str
