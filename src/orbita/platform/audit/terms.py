"""How long what was done can be taken back at once."""

from datetime import datetime, timedelta

from django.utils import timezone

UNDO_TERM = timedelta(days=30)
"""A month: by then books are closed and documents have gone out, and other records rest on what the
act wrote. Older states are set back value by value, by whoever looks at the record."""


def is_late(at: datetime) -> bool:
    """Whether an act is too old to be taken back at once."""
    return at < timezone.now() - UNDO_TERM
