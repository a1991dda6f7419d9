"""Tabs, switches and empty states: pieces that a page uses once, drawn without a template."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from orbita.platform.ui.components import Place, icon


def _place(place: Place, style: str) -> SafeString:
    count = (
        format_html('<span class="cnt">{}</span>', place.count)
        if place.count is not None
        else SafeString("")
    )
    return format_html(
        '<a class="{}" href="{}"{}>{}<span{}>{}</span>{}</a>',
        style,
        place.url,
        SafeString(' aria-current="page"' if place.current else ""),
        icon(place.icon) if place.icon else "",
        SafeString(' translate="no"' if place.is_named else ""),
        place.label,
        count,
    )


def tabs(places: Iterable[Place], label: str) -> SafeString:
    """Places as tabs, each a link with its own address, a count beside it where there is one."""
    return format_html(
        '<nav class="tabs" aria-label="{}">{}</nav>',
        label,
        format_html_join("", "{}", ((_place(place, "tab"),) for place in places)),
    )


def seg(places: Iterable[Place], label: str) -> SafeString:
    """Two to five ways to see the same data."""
    return format_html(
        '<nav class="seg" aria-label="{}">{}</nav>',
        label,
        format_html_join("", "{}", ((_place(place, "seg-item"),) for place in places)),
    )


def empty(
    picture: str,
    title: str,
    text: str = "",
    *,
    url: str = "",
    action: str = "",
    drawer: bool = True,
) -> SafeString:
    """An empty state: what this place is for, and one action. A drawer opens it in place."""
    button = SafeString("")
    if url:
        fetch = format_html(' hx-get="{}" hx-target="#drawer"', url) if drawer else ""
        button = format_html(
            '<a class="btn sm" href="{}"{}>{}{}</a>',
            url,
            fetch,
            icon("plus") if drawer else "",
            action,
        )
    return format_html(
        '<div class="empty">{}<b>{}</b>{}{}</div>',
        icon(picture),
        title,
        format_html("<span>{}</span>", text) if text else "",
        button,
    )


def lazy(url: str, *, identity: str = "", lines: int = 3, now: bool = False) -> SafeString:
    """A piece that fetches itself when it is scrolled into view, with the layout's grey lines."""
    return format_html(
        '<div{} class="lazy" hx-get="{}" hx-trigger="{}" hx-swap="outerHTML" aria-busy="true"'
        ' data-controller="lazy">{}</div>',
        format_html(' id="{}"', identity) if identity else "",
        url,
        "load" if now else "intersect once",
        format_html_join(
            "", '<span class="skel" data-line="{}"></span>', ((line % 3,) for line in range(lines))
        ),
    )
