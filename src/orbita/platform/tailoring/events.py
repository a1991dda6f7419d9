"""What happened in the builder of fields."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldsForgotten:
    """Fields that lay in the bin for long enough are gone with their values."""

    kind: str
    keys: tuple[str, ...]
