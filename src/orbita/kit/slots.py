"""Slots: typed registries by which one app shows something on another's page.

A slot lives beside the contract that its plugs fulfil. It is open while Django starts and sealed
afterwards, so that what a page shows never depends on the order of imports or on the time of day.

A slot knows which app has plugged what. An app that is switched off keeps its plugs, but the slots
that say what people see («switchable») pass over them for as long as it is absent.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

Plug = TypeVar("Plug")


class SlotError(RuntimeError):
    """A plug came twice under one key, came too late, or was asked for and is not there."""


_plugging: ContextVar[str] = ContextVar("plugging", default="")
_absent: ContextVar[frozenset[str]] = ContextVar("absent", default=frozenset())


@contextmanager
def plugging(app: str) -> Iterator[None]:
    """What is plugged in here belongs to this app, named by its package."""
    token = _plugging.set(app)
    try:
        yield
    finally:
        _plugging.reset(token)


def who_plugs() -> str:
    """The app that is plugging itself in just now; "" when none is."""
    return _plugging.get()


@contextmanager
def absence(apps: frozenset[str] = frozenset()) -> Iterator[None]:
    """In here these apps are switched off; `now_absent` may say so later."""
    before = _absent.get()
    _absent.set(apps)
    try:
        yield
    finally:
        _absent.set(before)


def now_absent(apps: frozenset[str]) -> None:
    """From here on, until the surrounding `absence` ends, these apps are switched off."""
    _absent.set(apps)


def absent() -> frozenset[str]:
    """The apps that are switched off for the request or the job that asks."""
    return _absent.get()


def is_absent(module: str) -> bool:
    """Whether a Python module belongs to an app that is switched off."""
    gone = _absent.get()
    return bool(gone) and any(module == app or module.startswith(f"{app}.") for app in gone)


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
        switchable: bool = False,
    ) -> None:
        self.name = name
        self.switchable = switchable
        self._key = key
        self._order = order
        self._plugs: dict[str, Plug] = {}
        self._owners: dict[str, str] = {}
        self._sources: list[tuple[str, Callable[[], Iterable[Plug]]]] = []
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
            self._owners[key] = _plugging.get()

    def grow(self, source: Callable[[], Iterable[Plug]], *, prefix: str) -> None:
        """Add plugs that are known only at the moment of asking. Their keys begin with `prefix`, so
        that whoever looks for another key does not pay for them. The source remembers by itself."""
        self._sources.append((prefix, source))

    def seal(self) -> None:
        """Close the slot and put its plugs in their order."""
        if self._order is not None:
            order = self._order
            self._plugs = dict(sorted(self._plugs.items(), key=lambda item: order(item[1])))  # type: ignore[arg-type,return-value]
        self._sealed = True

    def owner(self, key: str) -> str:
        """The app that has plugged this, by its package; "" for what no app has."""
        return self._owners.get(key, "")

    def built_in(self) -> Iterator[Plug]:
        """The plugs that came while Orbita started, and no others."""
        if not (self.switchable and absent()):
            return iter(self._plugs.values())
        return (plug for key, plug in self._plugs.items() if not is_absent(self._owners[key]))

    def grown(self) -> Iterator[Plug]:
        """The plugs that the sources give now; none before the slot is sealed."""
        for _prefix, source in self._sources if self._sealed else ():
            yield from source()

    def present(self) -> Iterator[Plug]:
        """The plugs of the apps that are switched on, whatever the slot is."""
        return (plug for plug in self if not is_absent(self.owner(self._key(plug))))

    def __iter__(self) -> Iterator[Plug]:
        if self._order is None or not self._sources:
            yield from self.built_in()
            yield from self.grown()
        else:
            yield from sorted([*self.built_in(), *self.grown()], key=self._order)  # type: ignore[arg-type]

    def __len__(self) -> int:
        return sum(1 for _plug in self)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __getitem__(self, key: str) -> Plug:
        found = self.get(key)
        if found is None:
            raise SlotError(f"slot {self.name}: nothing is plugged as {key!r}")
        return found

    def get(self, key: str) -> Plug | None:
        """The plug with this key, or None. Who names a key gets it, of an absent app as well: what is
        kept (a rule, an import) can be told as it is."""
        found = self._plugs.get(key)
        if found is not None:
            return found
        if not self._sealed or not isinstance(key, str):
            return None
        asked = (source for prefix, source in self._sources if key.startswith(prefix))
        grown = (plug for source in asked for plug in source())
        return next((plug for plug in grown if self._key(plug) == key), None)


def seal_all() -> None:
    """Seal every slot; called once, when all apps are ready."""
    for slot in Slot.every:
        slot.seal()
