"""What happens around signing in."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class SecondStepReset:
    """An administrator took an employee's second step away, so that a new one can be set up."""

    user_id: UUID
    by_name: str
