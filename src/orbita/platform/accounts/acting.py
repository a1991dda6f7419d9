"""Puts the actor on the request and turns refusals into answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from orbita.kit.slots import absence
from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.ui.reply import refusal_reply


class ActorMiddleware:
    """`request.actor`: an Actor, or None for an anonymous visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.__class__.actor = _Actor()  # type: ignore[attr-defined]
        with absence():  # which modules are switched off is known once the actor is
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal is an answer, not a fault: its sentence is shown where the user looks."""
        if isinstance(exception, Refusal):
            return refusal_reply(request, exception)
        return None


class _Actor:
    """Computes the actor at the first look, so that static files and sign-in cost nothing."""

    def __get__(self, request: HttpRequest | None, owner: type) -> Actor | None:
        if request is None:
            return None
        if "_actor" not in request.__dict__:
            user = request.user
            request.__dict__["_actor"] = actor_of(user) if user.is_authenticated else None
        found: Actor | None = request.__dict__["_actor"]
        return found
