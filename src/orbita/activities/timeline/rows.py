"""Entries of a timeline drawn in Python: a page of them is one string, made in one go."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from orbita.activities.timeline.wording import Entry
from orbita.platform.ui.components import icon

NOBODY = UUID(int=0)
"""Stands in an address where each entry's key comes."""


class Pen:
    """What all entries of a page have in common: words, addresses, the hidden fields of forms."""

    def __init__(self, kind: str, token: str) -> None:
        self.tail = f"?on={escape(kind)}"
        self.hidden = (
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
            f'<input type="hidden" name="on" value="{escape(kind)}">'
        )
        self.pin, self.unpin = _("Pin above the timeline"), _("Unpin")
        self.done, self.done_what = _("Done"), _("Done: %(title)s")
        self.overdue = _("overdue")
        self.until = _("until %(due)s")
        self.move, self.move_example = _("Move to another time"), _("Move: “Friday at 15”")
        self.page, self.pinning, self.completion, self.time, self.file = map(
            _address,
            (
                "timeline:interaction",
                "timeline:pin",
                "timeline:completion",
                "timeline:time",
                "files:file",
            ),
        )

    def form(self, style: str, url: str) -> str:
        """The beginning of a form that htmx sends."""
        named = f' class="{style}"' if style else ""
        return f'<form{named} method="post" action="{url}" hx-post="{url}" hx-swap="none">{self.hidden}'

    def link(self, entry: Entry, more: str = "") -> str:
        """The title as a link that opens the drawer."""
        url = f"{self.page(entry.id)}{self.tail}"
        return f'<a{more} href="{url}" hx-get="{url}" hx-target="#drawer">{escape(entry.title)}</a>'


def _address(name: str) -> Callable[[Any], str]:
    start, end = reverse(name, args=[NOBODY]).split(str(NOBODY))
    return lambda key: f"{start}{key}{end}"


def draw_past(
    entries: Sequence[Entry], kind: str, token: str, *, frozen: bool = False
) -> SafeString:
    """What has taken place, headings of days between; `frozen`: as of a day, nothing to change."""
    pen = Pen(kind, token)
    return SafeString("".join(map(partial(_past, pen, frozen), entries)))


def _past(pen: Pen, frozen: bool, e: Entry) -> str:
    heading = f'<h2 class="tl-day">{escape(e.heading)}</h2>' if e.heading else ""
    title = escape(e.title) if e.is_story else pen.link(e)
    marks = ""
    if e.result:
        marks += f'<span class="badge" data-tone="{e.result_tone}">{escape(e.result)}</span>'
    if e.length:
        marks += f'<span class="muted xs num">{escape(e.length)}</span>'
    if e.due:
        marks += (
            f'<span class="badge" data-tone="violet">{escape(pen.until % {"due": e.due})}</span>'
        )
    if not frozen and not e.is_story:
        marks += _pin(pen, e)
    return (
        f'{heading}<article class="tl-i" id="entry-{e.id}"{" data-pinned" if e.is_pinned else ""}>'
        f'{_picture(e)}<div class="tl-b"><div class="tl-t"><b>{title}</b>{marks}'
        f"{_time(e)}</div>{_body(pen, e)}</div></article>"
    )


def _pin(pen: Pen, e: Entry) -> str:
    words, value, picture = (pen.unpin, 0, "pin-off") if e.is_pinned else (pen.pin, 1, "pin")
    return (
        f"{pen.form('tl-acts', pen.pinning(e.id))}"
        f'<button class="btn ghost sq sm" name="pinned" value="{value}"'
        f' aria-label="{escape(words)}">{icon(picture)}</button></form>'
    )


def draw_steps(entries: Sequence[Entry], kind: str, token: str) -> SafeString:
    """What is planned, each with its tick."""
    pen = Pen(kind, token)
    return SafeString("".join(map(partial(_step, pen), entries)))


def _step(pen: Pen, e: Entry) -> str:
    done = ""
    if e.may_change:
        words = escape(pen.done_what % {"title": e.title})
        done = (
            f'<button class="tl-done" data-row-key="KeyD" aria-label="{words}"'
            f' title="{escape(pen.done)}">{icon("check")}</button>'
        )
    late = (
        f'<span class="badge" data-tone="red">{icon("alarm-clock")}{escape(pen.overdue)}</span>'
        if e.is_late
        else ""
    )
    return (
        f'<article class="tl-i" data-planned data-row id="entry-{e.id}">{_picture(e)}'
        f'<div class="tl-b"><div class="tl-t">{pen.form("", pen.completion(e.id))}{done}</form>'
        f"<b>{pen.link(e, ' data-row-link')}</b>{late}{_time(e, 'bad' if e.is_late else '')}"
        f"{_moving(pen, e) if e.may_change else ''}</div>"
        f"{_body(pen, e)}</div></article>"
    )


def _moving(pen: Pen, e: Entry) -> str:
    words = escape(pen.move)
    return (
        f'<details class="tl-move"><summary class="btn ghost sq sm" aria-label="{words}"'
        f' title="{words}">{icon("calendar-clock")}</summary>{pen.form("", pen.time(e.id))}'
        f'<input class="input" name="when" autocomplete="off" aria-label="{words}"'
        f' placeholder="{escape(pen.move_example)}"></form></details>'
    )


def _picture(e: Entry) -> str:
    return f'<span class="tl-ic" data-tone="{escape(e.tone)}">{icon(e.icon)}</span>'


def _time(e: Entry, style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<time{named} datetime="{timezone.localtime(e.at).isoformat()}">{escape(e.time)}</time>'


def _body(pen: Pen, e: Entry) -> str:
    """Who with whom, the text, the files."""
    found = f'<div class="tl-s">{escape(e.line)}</div>' if e.line else ""
    if e.text:
        found += f'<div class="tl-c">{escape(e.text)}</div>'
    if e.files:
        files = "".join(
            f'<a class="tl-c tl-file" href="{pen.file(one.document_id)}">{icon("paperclip")}'
            f'<b>{escape(one.file.name)}</b><span class="muted">'
            f"{escape(filesizeformat(one.file.size))}</span></a>"
            for one in e.files
        )
        found += f'<div class="cluster tl-files">{files}</div>'
    return found
