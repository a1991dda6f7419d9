"""Slots: typed registries by which one app shows something on another's page.

A slot lives beside the contract that its plugs fulfil. It is open while Django starts and sealed
afterwards, so that what a page shows never depends on the order of imports or on the time of day.
"""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Plug = TypeVar("Plug")


class SlotError(RuntimeError):
    """A plug came twice under one key, came too late, or was asked for and is not there."""


class Slot(Generic[Plug]):
    """A named, ordered, sealable registry of plugs of one type.

    >>> colours: Slot[str] = Slot("colours", key=str)
    >>> colours.plug("red")
    >>> list(colours)
    ['red']
    """

    every: "list[Slot[object]]" = []

    def __init__(
        self,
        name: str,
        *,
        key: Callable[[Plug], str],
        order: Callable[[Plug], object] | None = None,
    ) -> None:
        self.name = name
        self._key = key
        self._order = order
        self._plugs: dict[str, Plug] = {}
        self._sealed = False
        Slot.every.append(self)  # type: ignore[arg-type]

    def plug(self, *plugs: Plug) -> None:
        """Add plugs. Refuses a second plug with the same key and any plug after sealing."""
        for plug in plugs:
            key = self._key(plug)
            if self._sealed:
                raise SlotError(f"slot {self.name}: {key!r} comes after the slot was sealed")
            if key in self._plugs:
                raise SlotError(f"slot {self.name}: a second plug {key!r}")
            self._plugs[key] = plug

    def seal(self) -> None:
        """Close the slot and put its plugs in their order."""
        if self._order is not None:
            order = self._order
            self._plugs = dict(sorted(self._plugs.items(), key=lambda item: order(item[1])))  # type: ignore[arg-type,return-value]
        self._sealed = True

    def __iter__(self) -> Iterator[Plug]:
        return iter(self._plugs.values())

    def __len__(self) -> int:
        return len(self._plugs)

    def __contains__(self, key: str) -> bool:
        return key in self._plugs

    def __getitem__(self, key: str) -> Plug:
        try:
            return self._plugs[key]
        except KeyError:
            raise SlotError(f"slot {self.name}: nothing is plugged as {key!r}") from None

    def get(self, key: str) -> Plug | None:
        """The plug with this key, or None."""
        return self._plugs.get(key)


def seal_all() -> None:
    """Seal every slot; called once, when all apps are ready."""
    for slot in Slot.every:
        slot.seal()
