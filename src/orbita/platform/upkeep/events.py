"""What is told of backups."""

from dataclasses import dataclass


@dataclass(frozen=True)
class UpkeepFailed:
    """A backup or a drill has not worked."""

    kind: str
    note: str


@dataclass(frozen=True)
class BackupsAreOld:
    """There should be a newer backup than there is."""

    days: int
