"""What other apps may show in the shell: menu, settings, palette, home page, demo data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest
from django.utils.functional import Promise

from orbita.kit.slots import Slot

Text = str | Promise


class Asker(Protocol):
    """Who looks at the page: anything that can be asked whether it may do a thing."""

    def may(self, permission: str) -> bool: ...


@dataclass(frozen=True)
class MenuItem:
    """A section of the side bar. `sections` names more URL namespaces that light it up."""

    key: str
    label: Text
    icon: str
    url_name: str
    permission: str = ""
    order: int = 500
    count: Callable[[Any], int | None] | None = None
    hot: bool = False
    sections: tuple[str, ...] = ()
    keys: str = ""
    phone: bool = True


@dataclass(frozen=True)
class SettingsItem:
    """A card on the settings page."""

    key: str
    label: Text
    hint: Text
    icon: str
    url_name: str
    permission: str = ""
    order: int = 500


@dataclass(frozen=True)
class PaletteCommand:
    """An act or a place offered by the command palette. `words` are further search words; a `quick`
    one stands as a button on the start page as well."""

    key: str
    label: Text
    icon: str
    url_name: str
    permission: str = ""
    keys: str = ""
    words: Text = ""
    order: int = 500
    drawer: bool = False
    quick: bool = False


@dataclass(frozen=True)
class HomeTile:
    """A tile of the home page; its body is fetched from `url_name` by a request of its own.

    `when(actor)` says whether there is a tile at all for this user.
    """

    key: str
    title: Text
    url_name: str
    permission: str = ""
    order: int = 500
    wide: bool = False
    when: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class DemoChapter:
    """A module's part of the demo company; chapters run in their order."""

    order: int
    key: str
    make: Callable[..., None]


@dataclass(frozen=True)
class Favourite:
    """One line below "Favourites" in the side bar."""

    label: str
    url: str
    tone: str = "gray"


@dataclass(frozen=True)
class FavouriteSource:
    """Where favourites come from: saved views, pinned records …"""

    key: str
    entries: Callable[[HttpRequest], Iterable[Favourite]]
    order: int = 500


@dataclass(frozen=True)
class Arrangement:
    """How somebody's shell is laid out, by the keys of plugs. What is named nowhere stands at the end.

    `more` stands under “More”, `tiles_off` is not shown; `start` is the section after sign-in, and
    `pages` are palette commands that stand below the favourites.
    """

    start: str = ""
    menu: tuple[str, ...] = ()
    more: frozenset[str] = frozenset()
    tiles: tuple[str, ...] = ()
    tiles_off: frozenset[str] = frozenset()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arranger:
    """Who says how the shell of an actor is laid out; None: as it comes. No statement."""

    key: str
    of: Callable[[Any], Arrangement | None]


arrangers: Slot[Arranger] = Slot("arrangers of the shell", key=lambda plug: plug.key)
menu: Slot[MenuItem] = Slot(
    "menu", key=lambda item: item.key, order=lambda item: item.order, switchable=True
)
settings_items: Slot[SettingsItem] = Slot(
    "settings", key=lambda item: item.key, order=lambda item: item.order, switchable=True
)
palette_commands: Slot[PaletteCommand] = Slot(
    "palette commands", key=lambda item: item.key, order=lambda item: item.order, switchable=True
)
home_tiles: Slot[HomeTile] = Slot(
    "home tiles", key=lambda item: item.key, order=lambda item: item.order, switchable=True
)
demo_chapters: Slot[DemoChapter] = Slot(
    "demo chapters", key=lambda item: item.key, order=lambda item: item.order
)
favourite_sources: Slot[FavouriteSource] = Slot(
    "favourites", key=lambda item: item.key, order=lambda item: item.order, switchable=True
)
