"""Keys out of foreign text."""

from typing import Any
from uuid import UUID


def uuid_or_none(text: Any) -> UUID | None:
    """A key out of a text; None for anything else."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
