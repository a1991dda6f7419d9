"""What is told when an act is taken back."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ActUndone:
    """An act was undone; `records` are «kind:id» of everything that came back or went away."""

    act_id: UUID
    records: tuple[str, ...]
