"""Contracts, offers and letters of the demo company."""

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo


@command
def file_demo_documents(demo: Demo, *, by: Actor) -> None:
    """Folders with documents in them."""
