"""What calendars tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CalendarsChanged:
    """Hours, special days or absences were changed, of these employees or of everybody."""

    user_ids: tuple[UUID, ...]
    by: UUID | None
