"""The one helper that answers htmx, and a browser without JavaScript as well.

A reply is a response from the start and grows by chained calls:

    return Reply(request).fragment("deals/record.html#head", {"deal": deal}).toast(
        _("Deal won"), undo=act.pk
    )

With htmx each fragment travels as an `<hx-partial>` aimed at the id of its own root element and is
morphed in, so that focus, scroll and unsaved words stay. Without htmx the same reply is a redirect
back to the page, and the toast waits for it as a message. No view writes an HX header itself.
"""

import re
from typing import Any, Self
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.html import escape
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from orbita.platform.ui.toasts import Toast, undo_address

Context = dict[str, Any] | None
MORPH = "outerMorph"
_ROOT_ID = re.compile(
    r"""\s*<[a-zA-Z][\w-]*(?:\s+(?!id=)[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?)*\s+id=["']?([^"'\s>]+)"""
)


class Reply(HttpResponse):
    """An answer that swaps what has changed. Until something is added it says "nothing to show"."""

    def __init__(self, request: HttpRequest, *, back: str = "") -> None:
        super().__init__()
        self.request = request
        self.htmx = request.headers.get("HX-Request") == "true"
        self._toasts: list[Toast] = []
        patch_vary_headers(self, ("HX-Request",))
        if self.htmx:
            self.status_code = 204
        else:
            self.status_code = 303
            self.headers["Location"] = back or page_before(request)

    # Pages

    def page(
        self, template: str, context: Context = None, *, part: str = "", status: int = 200
    ) -> Self:
        """A whole page; for htmx only its partial `part`, swapped where the element says."""
        name = f"{template}#{part}" if part and self.htmx else template
        return self._body(self._draw(name, context), status)

    def drawer(
        self, template: str, context: Context = None, *, title: str = "", status: int = 200
    ) -> Self:
        """A form or a record in the panel on the right; without JavaScript a page of its own.

        The status is 422 when the form asks for what an act lacks: the page knows that it was not done.
        """
        return self._panel("drawer", template, context, title, status)

    def dialog(self, template: str, context: Context = None, *, title: str = "") -> Self:
        """A question in the middle; without JavaScript a page of its own."""
        return self._panel("dialog", template, context, title, 200)

    def invalid(self, template: str, context: Context = None, *, title: str = "") -> Self:
        """A form with its errors: the same fragment again, with the status 422."""
        html = self._draw(template, context)
        if self.htmx:
            self._partial(html, target=f"#{root_id(html)}")
            self.status_code = 422
            return self
        return self._alone(html, title, 422)

    # Fragments

    def fragment(
        self, template: str, context: Context = None, *, swap: str = MORPH, target: str = ""
    ) -> Self:
        """A changed piece; it takes the place of the element that has its root's id."""
        if not self.htmx:
            return self
        return self.html(self._draw(template, context), swap=swap, target=target)

    def html(self, markup: SafeString, *, swap: str = MORPH, target: str = "") -> Self:
        """A changed piece that is drawn already (rows are drawn in Python)."""
        if not self.htmx:
            return self
        return self._partial(markup, swap=swap, target=target or f"#{root_id(markup)}")

    def remove(self, identity: str) -> Self:
        """Takes the element with this id off the page."""
        if not self.htmx:
            return self
        return self._partial(SafeString(""), swap="delete", target=f"#{identity}")

    def toast(
        self, text: object, *, undo: object = None, tone: str = "good", undo_label: object = ""
    ) -> Self:
        """A line at the bottom left, with "Undo" (or another word) when the act can be undone.

        The tone is good, bad, warn or plain.
        """
        address = undo_address(undo) if undo is not None else ""
        toast = Toast(str(text), address, str(undo_label), tone)
        if not self.htmx or "HX-Redirect" in self.headers:
            toast.leave(self.request)
            return self
        self._toasts.append(toast)
        line = render_to_string("ui/toast.html", {"toast": toast}, self.request)
        return self._partial(line, swap="beforeend", target="#toasts")

    def refused(self, text: object, *, status: int = 409) -> Self:
        """Says why an act is not possible; nothing else on the page changes."""
        self.toast(text, tone="bad")
        if self.htmx:
            self.status_code = status
        return self

    def close_panel(self) -> Self:
        """Closes the drawer or the dialog from which the request came."""
        if self.htmx:
            self._event("close-panel")
        return self

    def refresh(self) -> Self:
        """Asks the page's live parts to fetch themselves again."""
        if self.htmx:
            self._event("refresh-live")
        return self

    def push(self, url: str) -> Self:
        """Shows another address in the browser's bar, where the state lives in the URL."""
        if self.htmx:
            self.headers["HX-Push-Url"] = url
        return self

    def replace(self, url: str) -> Self:
        """The same without a new step in the history."""
        if self.htmx:
            self.headers["HX-Replace-Url"] = url
        return self

    def go(self, url: str) -> Self:
        """Leads on to another page; toasts of this reply are shown there."""
        if self.htmx:
            self.headers["HX-Redirect"] = url
            self.status_code = 200
            for toast in self._toasts:
                toast.leave(self.request)
        else:
            self.status_code = 303
            self.headers["Location"] = url
        return self

    # Inside

    def _draw(self, template: str, context: Context) -> SafeString:
        return SafeString(render_to_string(template, context or {}, self.request))

    def _body(self, html: str, status: int) -> Self:
        self.headers.pop("Location", None)
        self.content = html
        self.status_code = status
        return self

    def _partial(self, html: str, *, target: str, swap: str = MORPH) -> Self:
        self.write(
            f'<hx-partial hx-target="{escape(target)}" hx-swap="{escape(swap)}">{html}</hx-partial>'
        )
        if self.status_code == 204:
            self.status_code = 200
        return self

    def _panel(self, place: str, template: str, context: Context, title: str, status: int) -> Self:
        html = self._draw(template, context)
        if self.htmx:
            self._partial(html, swap="innerHTML", target=f"#{place}")
            self.status_code = status
            return self
        return self._alone(html, title, status)

    def _alone(self, html: SafeString, title: str, status: int) -> Self:
        page = self._draw("ui/alone.html", {"fragment": html, "title": title})
        return self._body(page, status)

    def _event(self, name: str) -> None:
        before = self.headers.get("HX-Trigger")
        self.headers["HX-Trigger"] = f"{before},{name}" if before else name


def refusal_reply(request: HttpRequest, refusal: Exception) -> HttpResponse:
    """A refused act: its sentence as a toast, as a message after a form, or as a page."""
    status = int(getattr(refusal, "status", 422))
    reply = Reply(request)
    if reply.htmx or request.method not in {"GET", "HEAD"}:
        return reply.refused(str(refusal), status=status)
    page = "404.html" if status == 404 else "ui/refusal.html"
    return reply.page(page, {"sentence": str(refusal), "status": status}, status=status)


def root_id(html: str) -> str:
    """The id of the first element that has one: a fragment's root must carry it."""
    found = _ROOT_ID.match(html)
    if found is None:
        raise ValueError("A fragment's root element needs an id to be swapped in.")
    return found.group(1)


def page_before(request: HttpRequest) -> str:
    """The page from which the request came, when it is one of ours; else the start page."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        parts = urlsplit(referer)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return "/"
