"""The kinds of business that a company chooses from at its first visit."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor

Text = str | Promise


@dataclass(frozen=True)
class TradePreset:
    """A kind of business. `hint` says in a few words whom it suits."""

    key: str
    label: Text
    hint: Text
    icon: str
    order: int = 100


@dataclass(frozen=True)
class TradeStep:
    """What an app lays out for a kind of business: pipelines, classifiers, fields.

    `apply(trade, by)` runs once, in the transaction of the set-up.
    """

    key: str
    apply: Callable[[str, Actor], None]
    order: int = 100


trades: Slot[TradePreset] = Slot(
    "trade presets", key=lambda plug: plug.key, order=lambda plug: plug.order
)
trade_steps: Slot[TradeStep] = Slot(
    "trade steps", key=lambda plug: plug.key, order=lambda plug: plug.order
)
