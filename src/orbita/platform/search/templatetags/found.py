"""Marks what was searched for in what was found."""

import re
from collections.abc import Mapping
from uuid import UUID

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from orbita.kit.keyboard import variants

register = template.Library()
START, STOP = "\u2402", "\u2403"
"""Signs around found words in a snippet: they become marks only after the text has been escaped."""


@register.filter
def marked(title: str, text: str) -> SafeString:
    """The title with the typed words in bold; ё and е are the same, the layout does not matter."""
    words = {
        word for variant in variants(text.strip()) for word in variant.split() if len(word) > 1
    }
    if not words:
        return SafeString(escape(title))
    pattern = "|".join(
        re.sub("[её]", "[её]", re.escape(word.lower()))
        for word in sorted(words, key=len, reverse=True)
    )
    pieces = re.split(f"({pattern})", title, flags=re.IGNORECASE)
    return SafeString(
        "".join(f"<mark>{escape(p)}</mark>" if n % 2 else escape(p) for n, p in enumerate(pieces))
    )


@register.simple_tag
def surroundings(around: Mapping[UUID, str], record_id: UUID) -> SafeString:
    """The words around what was found, the found ones marked; nothing where there are none."""
    text = escape(around.get(record_id, ""))
    marked = text.replace(START, "<mark>").replace(STOP, "</mark>")
    return SafeString(f'<span class="soft sm found-in">{marked}</span>' if text else "")
