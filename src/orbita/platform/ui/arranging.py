"""Putting menu and tiles in the order of somebody's workplace."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from orbita.platform.ui.slots import Arrangement, arrangers

AS_IT_COMES = Arrangement()


class Keyed(Protocol):
    """A plug."""

    @property
    def key(self) -> str: ...


One = TypeVar("One", bound=Keyed)


def arrangement_of(actor: Any) -> Arrangement:
    """How the shell of this actor is laid out. No statement."""
    for arranger in arrangers if actor is not None else ():
        if found := arranger.of(actor):
            return found
    return AS_IT_COMES


def in_order(plugs: Iterable[One], keys: Sequence[str]) -> list[One]:
    """The plugs named first in their order, the others behind them as they come."""
    places = {key: place for place, key in enumerate(keys)}
    return sorted(plugs, key=lambda plug: places.get(plug.key, len(places)))
