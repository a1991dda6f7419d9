"""While nobody has an account, every page leads to the first visit."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from orbita.platform.company.queries import is_first_visit

OPEN = {"api_v1", "company", "health", "ui"}
"""Apps whose public pages answer before there are users: the wizard, health, the language."""


class FirstVisitMiddleware:
    """Asks the database only for visitors without a session: whoever is signed in costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        is_open = getattr(view, "gate", "") == "public" and match and match.namespace in OPEN
        if is_open or request.user.is_authenticated or not is_first_visit():
            return None
        return redirect("company:welcome")
