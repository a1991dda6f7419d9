"""Whoever must have a second step sets it up before anything else."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from orbita.platform.signin import queries
from orbita.platform.signin.errors import SecondStepStays
from orbita.platform.ui.reply import Reply, refusal_reply

OPEN = ("mfa_", "account_logout", "account_reauthenticate", "account_login", "signin:second_step")
"""What stays open: setting it up, confirming oneself, going away."""


class SecondStepMiddleware:
    """Knows from the actor, who is read anyway, whether a second step is missing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead there, or refuse to take away the last one. Programs with keys are not asked."""
        if getattr(view, "gate", "") == "public" or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == "mfa_remove_webauthn" and request.method == "POST":
            is_last = queries.must_keep(request.user.pk, kwargs["pk"])
            return refusal_reply(request, SecondStepStays()) if is_last else None
        if name.startswith(OPEN) or not is_missing(request):
            return None
        return Reply(request, back=reverse("signin:second_step")).go(reverse("signin:second_step"))


def is_missing(request: HttpRequest) -> bool:
    """Whether his role asks for a second step that he has not got, and no provider asked him for it.

    One statement more for those alone who have come from a provider and miss it here.
    """
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None or not actor.carried.get("second_step"):
        return False
    said = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, ())
    keys = {one["provider"] for one in said if one.get("provider")}
    return not (keys and queries.asks_second_step(keys))
