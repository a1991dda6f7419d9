"""The gate of a view: who is let in. A test walks all URLs and fails on a view without one."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from orbita.platform.acts.errors import NotAllowed

View = Callable[..., HttpResponseBase]


def gate(permission: str | None, *, methods: str = "GET POST") -> Callable[[View], View]:
    """Let in whoever is signed in and has the permission in any scope (None: everybody signed in)."""
    allowed = tuple(methods.split())

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if actor is None:
                return redirect_to_login(request.get_full_path())
            if not actor.may(permission):
                raise NotAllowed
            if request.method not in (*allowed, "HEAD", "OPTIONS"):
                from django.http import HttpResponseNotAllowed

                return HttpResponseNotAllowed(allowed)
            return view(request, *args, **kwargs)

        guarded.gate = permission or "signed-in"  # type: ignore[attr-defined]
        return guarded

    return guard


def public(view: View) -> View:
    """A view that is open to everybody, and says so."""

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    opened.gate = "public"  # type: ignore[attr-defined]
    return opened
