"""What happens to people."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class EmployeeAdded:
    """There is a new employee."""

    user_id: UUID


@dataclass(frozen=True)
class EmployeeChanged:
    """An employee's data, department or roles have changed."""

    user_id: UUID


@dataclass(frozen=True)
class EmployeeLeft:
    """An employee can sign in no more."""

    user_id: UUID


@dataclass(frozen=True)
class EmployeeInvited:
    """Somebody was invited to choose a password; the letter's link begins with `base_url`."""

    user_id: UUID
    base_url: str
    invited_by: str
