"""Pages are read from the replica, but nobody misses there what he has just written.

After a request that may have written, the browser keeps the primary's place in the log in a signed
cookie for a minute. A page of his is read from the replica once it has come as far; it is waited for
a moment, then the primary answers.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from orbita.platform.replica.following import follower, is_configured, place_of, primary_place
from orbita.platform.replica.routing import from_replica, read_from_primary, reads_from_replica

COOKIE = "written"
SALT = "orbita.replica"
COOKIE_SECONDS = 60
"""Longer than the replica may be behind: then all are read from the primary."""
PATIENCE_SECONDS = 0.03
READS = frozenset({"GET", "HEAD"})


class ReplicaMiddleware:
    """Stands last, so that it sees nothing but pages. Without a replica it is not there at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not is_configured():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READS:
            if not self._may_be_read(request):
                return self.get_response(request)
            with from_replica():
                return self.get_response(request)
        response = self.get_response(request)
        response.set_signed_cookie(
            COOKIE,
            f"{primary_place():X}",
            salt=SALT,
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
        return response

    def _may_be_read(self, request: HttpRequest) -> bool:
        """Programs keep no cookies: they are answered by the primary."""
        if "Authorization" in request.headers or not follower.is_usable():
            return False
        written = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=COOKIE_SECONDS)
        return not written or follower.has(place_of(f"0/{written}"), PATIENCE_SECONDS)

    def process_exception(self, request: HttpRequest, exception: Exception) -> Any:
        """A replica that breaks in the middle of a page: the page is made again from the primary."""
        broken = isinstance(exception, OperationalError | InterfaceError)
        match = request.resolver_match
        if not (broken and match and reads_from_replica()):
            return None
        follower.failed(exception)
        read_from_primary()
        return match.func(request, *match.args, **match.kwargs)
