"""What territories tell."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class TerritoryChanged:
    """The tree or the rules of a territory were changed. Nobody has moved by that."""

    territory_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class PartiesMoved:
    """Clients have come to other territories, by rules or by hand; a big move names none of them."""

    party_ids: tuple[UUID, ...]
    count: int
    by: UUID | None


@dataclass(frozen=True)
class RecutPlanned:
    """Clients are to be sorted anew on a day."""

    recut_id: UUID
    day: date
    by: UUID | None


@dataclass(frozen=True)
class RecutCancelled:
    """A planned re-cut was called off."""

    recut_id: UUID
    by: UUID | None
