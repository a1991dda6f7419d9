"""Where people come to after signing in, as other apps say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from orbita.kit.slots import Slot


@dataclass(frozen=True)
class Landing:
    """The page after a sign-in: `address(actor)`, or "" when this app has none for him."""

    key: str
    address: Callable[[Any], str]
    order: int = 500


landings: Slot[Landing] = Slot(
    "pages after sign-in", key=lambda plug: plug.key, order=lambda plug: plug.order
)
