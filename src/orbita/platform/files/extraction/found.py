"""What a reader gives back."""

from dataclasses import asdict, dataclass
from typing import Any

LONGEST_TEXT = 1_000_000
"""Signs of text that are kept: some four hundred pages."""


class Unreadable(Exception):
    """The file has no text to be had: encrypted, broken, limit."""


@dataclass
class Found:
    """Text, pages, and whether there would be more."""

    text: str = ""
    fault: str = ""
    pages: int | None = None
    is_cut: bool = False

    def values(self) -> dict[str, Any]:
        """Plain values; what no database stores is left out."""
        self.text = self.text.replace("\0", "").encode("utf-8", "ignore").decode()
        self.is_cut = self.is_cut or len(self.text) > LONGEST_TEXT
        self.text = self.text[:LONGEST_TEXT].strip()
        return asdict(self)
