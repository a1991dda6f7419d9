"""What apps above show on the page of a territory: open deals, visits, stock."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.parties.territories.models import Territory
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import Fact


@dataclass(frozen=True)
class TerritoryFigure:
    """A figure of a territory with all below it, or None when there is nothing to say.

    The address of the fact opens exactly what it counts.
    """

    key: str
    label: str | Promise
    figure: Callable[[Actor, Territory], Fact | None]
    permission: str | None = None
    order: int = 100


figures: Slot[TerritoryFigure] = Slot(
    "territory figures",
    key=lambda plug: plug.key,
    order=lambda plug: (plug.order, plug.key),
    switchable=True,
)
