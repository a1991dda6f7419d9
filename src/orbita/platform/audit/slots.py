"""Who stands behind acts that Orbita itself has done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from orbita.kit.slots import Slot


@dataclass(frozen=True)
class ActNames:
    """Names for acts without a human behind them: «Rule “…”» instead of «Orbita».

    `names(ids)` knows some of these acts, in one statement.
    """

    key: str
    names: Callable[[Iterable[UUID]], Mapping[UUID, str]]


act_names: Slot[ActNames] = Slot("names of acts", key=lambda plug: plug.key)
