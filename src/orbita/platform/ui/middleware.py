"""The language of a request, and the headers that keep a page safe."""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponse]
LANGUAGE_KEY = "language"
"""Under this key the session keeps the language that the user chose."""


def chosen_language(request: HttpRequest) -> str:
    """The user's language; before a choice the browser's; else the one of the settings.

    The session is read only when the browser has one, so that a page for strangers costs no query.
    """
    offered = dict(settings.LANGUAGES)
    for language in (
        request.session.get(LANGUAGE_KEY),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME),
    ):
        if language in offered:
            return str(language)
    return translation.get_language_from_request(request)


class LanguageMiddleware:
    """Activates the language; stands behind the sessions and costs no query of its own.

    The user's own language is taken over into the session at the first page, where the user is
    read anyway.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ("Accept-Language",))
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """By now the user can be asked: his language wins over the browser's."""
        if LANGUAGE_KEY in request.session or SESSION_KEY not in request.session:
            return
        language = str(getattr(request.user, "language", "") or request.LANGUAGE_CODE)
        request.session[LANGUAGE_KEY] = language
        translation.activate(language)
        request.LANGUAGE_CODE = language


class SecurityHeadersMiddleware:
    """A strict Content-Security-Policy. The nonce serves the import map and nothing else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nonce = secrets.token_urlsafe(16)
        request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy(nonce))
        headers.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(self), microphone=(self), payment=(), usb=()",
        )
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response


def policy(nonce: str) -> str:
    """The Content-Security-Policy of every page."""
    return (
        "default-src 'self'; "
        f"script-src 'self' 'nonce-{nonce}'; "
        "style-src 'self'; "
        "style-src-attr 'unsafe-inline'; "
        "img-src 'self' data: blob:; "
        "font-src 'self'; "
        "connect-src 'self' ws: wss:; "
        "frame-ancestors 'none'; "
        "base-uri 'self'; "
        "form-action 'self'; "
        "object-src 'none'"
    )
