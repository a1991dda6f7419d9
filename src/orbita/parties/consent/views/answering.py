"""The common part of the drawers."""

from django.http import HttpRequest, HttpResponse

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply

FORM = "consent/form.html"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def done(request: HttpRequest, back: str, said: str) -> HttpResponse:
    """Close the drawer, fetch anew, say what was done and offer to undo it."""
    reply = Reply(request, back=back).close_panel().refresh()
    return reply.toast(said, undo=last_act_id())
