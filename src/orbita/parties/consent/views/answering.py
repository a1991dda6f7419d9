"""The common part of the drawers: a form, an act, what it refuses at the field."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply

FORM = "consent/form.html"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def answer(
    request: HttpRequest,
    form: Any,
    act: Callable[[], HttpResponse],
    title: str,
    *,
    template: str = FORM,
    **more: Any,
) -> HttpResponse:
    """A drawer with the form, or the act; what it refuses stands at the field."""
    context = {"form": form, "title": title, "post_url": request.get_full_path(), **more}
    if request.method != "POST":
        return Reply(request).drawer(template, context, title=title)
    if form.is_valid():
        try:
            return act()
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return Reply(request).invalid(template, context, title=title)


def done(request: HttpRequest, back: str, said: str) -> HttpResponse:
    """Close the drawer, fetch anew, say what was done and offer to undo it."""
    reply = Reply(request, back=back).close_panel().refresh()
    return reply.toast(said, undo=last_act_id())
