"""Components drawn in Python, for rows that are drawn in one go.

A list page shows hundreds of cells, and a template include a cell costs more than the database.
So the small pieces are plain functions that return safe HTML; the template tags call the same ones.
What repeats (icons, badges, avatars) is remembered.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import NewType

from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from orbita.kit.money import format_amount
from orbita.kit.text import initials

Tone = NewType("Tone", str)

TONES = (
    "gray",
    "blue",
    "violet",
    "pink",
    "red",
    "orange",
    "amber",
    "lime",
    "green",
    "teal",
)
# Red and gray carry meaning (late, closed), so no person is painted with them.
AVATAR_TONES = ("blue", "violet", "pink", "orange", "teal", "green", "amber", "lime")
DASH = SafeString('<span class="muted">—</span>')


@dataclass(frozen=True)
class Place:
    """One entry of tabs, of a segmented switch or of a trail."""

    label: str
    url: str
    current: bool = False
    icon: str = ""
    count: int | str | None = None
    is_named: bool = False
    """Whether the company has named it: its words wait for no language."""


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static("vendor/icons.svg")


@lru_cache(maxsize=1024)
def icon(name: str, style: str = "") -> SafeString:
    """An icon of the sprite. It is decoration: it stands beside a text or in a labelled button."""
    extra = f" {style}" if style else ""
    address = f"{_sprite()}#{escape(name)}"
    return SafeString(f'<svg class="icon{extra}" aria-hidden="true"><use href="{address}"/></svg>')


def tone_of(name: str) -> str:
    """The tone that belongs to a name: the same name is the same colour everywhere."""
    return AVATAR_TONES[sum(map(ord, name)) % len(AVATAR_TONES)]


@lru_cache(maxsize=8192)
def avatar(name: str, size: int = 24, square: bool = False) -> SafeString:
    """Initials in a circle (people) or a square (organisations)."""
    shape = " sqr" if square else ""
    return SafeString(
        f'<span class="avatar{shape}" data-tone="{tone_of(name)}" style="--av:{int(size)}px"'
        f' title="{escape(name)}" aria-hidden="true">{escape(initials(name))}</span>'
    )


@lru_cache(maxsize=4096)
def _badge(text: str, tone: str, icon_name: str, dot: bool) -> SafeString:
    picture = icon(icon_name) if icon_name else ""
    shape = " dot" if dot else ""
    return SafeString(
        f'<span class="badge{shape}" data-tone="{escape(tone)}">{picture}{escape(text)}</span>'
    )


def badge(text: object, tone: str = "gray", icon: str = "", *, dot: bool = False) -> SafeString:
    """A status, an event (with an icon) or a tag. `dot` marks a state."""
    return _badge(str(text), tone, icon, dot)


def person(
    name: str, *, role: str = "", url: str = "", size: int = 24, square: bool = False
) -> SafeString:
    """An avatar with the name beside it, a link when there is an address."""
    tag, address = ("a", f' href="{escape(url)}"') if url else ("span", "")
    label = f'<{tag}{address} class="trunc">{escape(name)}</{tag}>'
    if role:
        label = f'<span class="person-text">{label}<small>{escape(role)}</small></span>'
    return SafeString(f'<span class="person">{avatar(name, size, square)}{label}</span>')


def money(
    value: Decimal | float | int | None, currency: str = "RUB", *, short: bool = False
) -> SafeString:
    """A sum that never breaks over lines; a dash when there is none."""
    if value is None:
        return DASH
    text = format_amount(
        Decimal(str(value)) if isinstance(value, float) else Decimal(value),
        currency,
        get_language() or "ru",
        short=short,
    )
    return SafeString(f'<span class="num nowrap">{escape(text)}</span>')


def link(text: str, url: str, *, style: str = "") -> SafeString:
    """A link inside text (underlined), or with another class."""
    return SafeString(f'<a href="{escape(url)}" class="{style or "link"}">{escape(text)}</a>')


@lru_cache(maxsize=64)
def grade(letter: str, title: str = "") -> SafeString:
    """The letter of an ABC class."""
    tone = {"A": "green", "B": "amber"}.get(letter, "gray")
    hint = f' title="{escape(title)}"' if title else ""
    return SafeString(f'<span class="abc" data-tone="{tone}"{hint}>{escape(letter)}</span>')
