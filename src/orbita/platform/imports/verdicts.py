"""What was decided about rows that resemble records: a decision belongs to what the row says."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID


@dataclass(frozen=True)
class Verdict:
    """That a row with these cells is a record that is there already, or a new one (None)."""

    digest: str
    record_id: UUID | None

    def is_about(self, cells: Sequence[str]) -> bool:
        """Whether the row still says what it said when this was decided."""
        return self.digest == digest_of(cells)


def digest_of(cells: Sequence[str]) -> str:
    """A fingerprint of the cells of a row."""
    return blake2b("\x1f".join(cells).encode("utf-8", "replace"), digest_size=16).hexdigest()
