"""The user's own language and time zone, on every page that needs to know who asks."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from orbita.platform.ui.middleware import LANGUAGE_KEY


class PersonalMiddleware:
    """Reads what the signed-in user has chosen; pages that are open to everybody pay nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            # The thread serves others next.
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        user = request.user
        if getattr(view, "gate", "") == "public" or not user.is_authenticated:
            return
        if user.language and LANGUAGE_KEY not in request.session:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        if user.time_zone:
            try:
                timezone.activate(zoneinfo.ZoneInfo(user.time_zone))
            except (zoneinfo.ZoneInfoNotFoundError, ValueError):
                timezone.deactivate()
