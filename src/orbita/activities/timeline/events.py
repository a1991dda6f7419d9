"""What the timeline tells."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class InteractionLogged:
    """A contact that has taken place was written down."""

    interaction_id: UUID
    party_id: UUID | None
    about_kind: str
    about_id: UUID | None
    kind: str
    mentioned: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class StepPlanned:
    """A next step was planned; `mentioned` are colleagues called by name in its text."""

    interaction_id: UUID
    party_id: UUID | None
    about_kind: str
    about_id: UUID | None
    due_at: datetime
    is_all_day: bool
    assignee_id: UUID | None
    mentioned: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class StepMoved:
    """A planned step was put on another time."""

    interaction_id: UUID
    party_id: UUID | None
    about_kind: str
    about_id: UUID | None
    due_at: datetime
    is_all_day: bool
    assignee_id: UUID | None
    by: UUID | None


@dataclass(frozen=True)
class StepFinished:
    """A planned step was done; `next_id` is the step that was planned after it."""

    interaction_id: UUID
    party_id: UUID | None
    about_kind: str
    about_id: UUID | None
    result: str
    next_id: UUID | None
    by: UUID | None


@dataclass(frozen=True)
class InteractionsChanged:
    """Fields were changed, of one or of many; deleting and restoring is told as deleted_at.

    `touched` are the records whose timelines show them, as «kind:id».
    """

    interaction_ids: tuple[UUID, ...]
    fields: tuple[str, ...]
    touched: tuple[str, ...]
    by: UUID | None
