"""What the shell around every page shows: menu, palette, favourites, theme, language.

The context processor hands out one lazy object, so that a page or a fragment without the shell
pays nothing for it.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language, get_language_info

from orbita.kit.keyboard import variants
from orbita.kit.slots import absent
from orbita.platform.ui import slots
from orbita.platform.ui.arranging import arrangement_of, in_order

THEMES = ("system", "light", "dark")
DENSITIES = ("normal", "compact")


@dataclass(frozen=True)
class Entry:
    """A menu item as this user sees it."""

    item: slots.MenuItem
    url: str
    current: bool
    count: int | None


@dataclass(frozen=True)
class Command:
    """A palette command as this user sees it; `words` are searched by the browser."""

    item: slots.PaletteCommand
    url: str
    words: str


def address(url_name: str) -> str:
    """The address of a plug's page, which is named or said («/registers/…»); empty when its module is
    not there."""
    if url_name.startswith("/"):
        return f"{get_script_prefix()}{url_name[1:]}"
    return _address(url_name, settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=1024)
def _address(url_name: str, _pages: str, _prefix: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=512)
def searched_words(text: str) -> str:
    """Words by which the browser finds a command, those typed in the wrong layout included."""
    plain = text.lower()
    wrong = (variant.lower() for word in plain.split() for variant in variants(word))
    return " ".join(dict.fromkeys((*plain.split(), *wrong)))


def _place(item: slots.MenuItem | slots.SettingsItem) -> slots.PaletteCommand:
    """A place as a command that leads there."""
    return slots.PaletteCommand(
        f"go-{item.key}", item.label, item.icon, item.url_name, item.permission
    )


class Shell:
    """The shell for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def actor(self) -> Any:
        return getattr(self.request, "actor", None)

    def allows(self, permission: str) -> bool:
        """Whether the one who asks may use a plug with this permission."""
        actor = self.actor
        return actor is not None and (not permission or bool(actor.may(permission)))

    @property
    def is_staging(self) -> bool:
        """Whether this is a copy with invented data, which every page says."""
        return bool(settings.ORBITA_STAGING)

    @cached_property
    def namespace(self) -> str:
        match = self.request.resolver_match
        return match.namespace if match else ""

    @cached_property
    def arrangement(self) -> slots.Arrangement:
        """How this user's shell is laid out."""
        return arrangement_of(self.actor)

    @cached_property
    def menu(self) -> list[Entry]:
        return [one for one in self.sections if one.item.key not in self.arrangement.more]

    @cached_property
    def more_menu(self) -> list[Entry]:
        """The sections under "More"."""
        return [one for one in self.sections if one.item.key in self.arrangement.more]

    @cached_property
    def sections(self) -> list[Entry]:
        """All sections that this user may open, in his order."""
        return list(self._entries())

    def _entries(self) -> Iterator[Entry]:
        offered = [
            (item, url)
            for item in in_order(slots.menu, self.arrangement.menu)
            if self.allows(item.permission) and (url := address(item.url_name))
        ]
        here = self._current(offered)
        for item, url in offered:
            yield Entry(item, url, item.key == here, item.count(self.actor) if item.count else None)

    def _current(self, offered: list[tuple[slots.MenuItem, str]]) -> str:
        """The section of this page: the one that claims it, else the longest address above it."""
        path = self.request.path
        claimed = (item.key for item, _url in offered if self.namespace in item.sections)
        above = [
            (len(url), item.key) for item, url in offered if url != "/" and path.startswith(url)
        ]
        same = (item.key for item, url in offered if url == path)
        return next(claimed, "") or (max(above)[1] if above else next(same, ""))

    @cached_property
    def phone_menu(self) -> list[Entry]:
        """The four sections of the bottom bar on a phone; the rest is behind "More"."""
        return [entry for entry in self.menu if entry.item.phone][:4]

    @cached_property
    def favourites(self) -> list[slots.Favourite]:
        if self.actor is None:
            return []
        return [
            favourite
            for source in slots.favourite_sources
            for favourite in source.entries(self.request)
        ]

    @cached_property
    def settings(self) -> list[tuple[slots.SettingsItem, str]]:
        return [
            (item, url)
            for item in slots.settings_items
            if self.allows(item.permission) and (url := address(item.url_name))
        ]

    @cached_property
    def settings_url(self) -> str:
        return address("ui:settings")

    @cached_property
    def commands(self) -> list[Command]:
        """Acts, then the places of the menu and of the settings: one box for all of them."""
        offered = [*slots.palette_commands, *map(_place, (*slots.menu, *slots.settings_items))]
        known: dict[str, Command] = {}
        for item in offered:
            if self.allows(item.permission) and (url := address(item.url_name)):
                words = searched_words(f"{item.label} {item.words}")
                known.setdefault(item.url_name, Command(item, url, words))
        return list(known.values())

    @cached_property
    def home_tiles(self) -> list[tuple[slots.HomeTile, str]]:
        return [
            (tile, url)
            for tile in in_order(slots.home_tiles, self.arrangement.tiles)
            if tile.key not in self.arrangement.tiles_off
            and self.allows(tile.permission)
            and (url := address(tile.url_name))
            and (tile.when is None or tile.when(self.actor))
        ]

    @property
    def quick_acts(self) -> list[Command]:
        """The acts that stand as buttons on the start page."""
        return [command for command in self.commands if command.item.quick]

    @cached_property
    def search_url(self) -> str:
        """Where the palette asks for records."""
        return address("search:palette")

    @cached_property
    def results_url(self) -> str:
        """The page with all search results."""
        return address("search:results")

    @cached_property
    def bell_url(self) -> str:
        """Where the bell with its counter is fetched from."""
        return address("notifications:bell") if self.actor is not None else ""

    @cached_property
    def logout_url(self) -> str:
        return address("account_logout")

    @property
    def live_url(self) -> str:
        """The address of the websocket that says what has changed."""
        return "/live/" if self.actor is not None else ""

    @cached_property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else "system"

    @cached_property
    def density(self) -> str:
        chosen = self.request.COOKIES.get("density", "")
        return chosen if chosen in DENSITIES else "normal"

    @cached_property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        return [get_language_info(code) for code, _ in settings.LANGUAGES]

    @property
    def user_name(self) -> str:
        """How the user is called in the chip at the bottom."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return ""
        return str(getattr(user, "name", "") or user.get_full_name() or user)

    @property
    def user_line(self) -> str:
        """What stands below the name: the job, else the address."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return ""
        return str(getattr(user, "job_title", "") or user.email)

    @cached_property
    def for_everybody(self) -> tuple[Hashable, ...]:
        """What palette, keys and sentences depend on: rights, language, where pages are."""
        actor = self.actor
        rights = None if actor is None else (actor.is_system, frozenset(actor.grants.items()))
        made = tuple((one.key, one.label, one.icon, one.order) for one in slots.menu.grown())
        return rights, absent(), self.language, settings.ROOT_URLCONF, get_script_prefix(), made

    @cached_property
    def for_this_user(self) -> tuple[Hashable, ...]:
        """What the side bar depends on besides: the section, counts, favourites, the name."""
        marks = tuple((entry.item.key, entry.current, entry.count) for entry in self.sections)
        name = (self.user_name, self.user_line)
        return (*self.for_everybody, marks, self.arrangement.more, tuple(self.favourites), name)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The context processor."""
    return {"shell": Shell(request)}
