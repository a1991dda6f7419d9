"""Pairs for tests."""

from orbita.parties.directory.duplicates import PARTIES
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.duplicates.commands import keep_scan
from orbita.platform.duplicates.models import SuspectedPair
from orbita.platform.duplicates.scanning import scan


def searched() -> list[SuspectedPair]:
    """A search among all clients, written down; the pairs that it found."""
    keep_scan("party", scan(PARTIES), by=SYSTEM)
    return list(SuspectedPair.objects.order_by("-score", "pk"))
