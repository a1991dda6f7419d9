"""The page's sign of life."""

from django.http import HttpRequest, HttpResponse

from orbita.platform.access.gates import gate
from orbita.platform.presence.commands import count_minute


@gate(None, methods="POST")
def minute(request: HttpRequest) -> HttpResponse:
    """Whoever sees the page was active in the last minute."""
    count_minute(request.actor.id)  # type: ignore[attr-defined]
    return HttpResponse(status=204)
