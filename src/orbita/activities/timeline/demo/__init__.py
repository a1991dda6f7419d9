"""The demo company's contacts: what is said, and by whom."""

from orbita.activities.timeline.demo.chapter import talk_with_demo_clients
from orbita.activities.timeline.demo.writing import Talk, Writer

__all__ = ["Talk", "Writer", "talk_with_demo_clients"]
