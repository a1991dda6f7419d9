"""Finding: the palette's answer, the page of results, suggestions of a form's field."""

from django.http import HttpRequest, HttpResponse

from orbita.platform.access.gates import gate
from orbita.platform.records.slots import kinds
from orbita.platform.search.queries import find, surroundings
from orbita.platform.ui.reply import Reply


@gate(None, methods="GET")
def palette(request: HttpRequest) -> HttpResponse:
    """The records that the palette offers for what is typed."""
    text = request.GET.get("q", "")
    found = find(request.actor, text, limit=5)  # type: ignore[attr-defined]
    return Reply(request).page("search/palette.html", {"found": found, "q": text})


@gate(None, methods="GET")
def results(request: HttpRequest) -> HttpResponse:
    """All that was found, kind by kind, with an address."""
    text = request.GET.get("q", "")
    asked = request.GET.get("kind", "")
    kind = asked if asked in kinds else None
    found = find(request.actor, text, limit=50 if kind else 10, kind=kind)  # type: ignore[attr-defined]
    around = surroundings(request.actor, found, text)  # type: ignore[attr-defined]
    context = {"found": found, "around": around, "q": text, "kind": kind}
    return Reply(request).page("search/results.html", context)


@gate(None, methods="GET")
def suggestions(request: HttpRequest, kind: str) -> HttpResponse:
    """Records of one kind for a form's field, while somebody types."""
    name = request.GET.get("name", "")
    text = request.GET.get(f"{name}-text", "")
    found = find(request.actor, text, limit=8, kind=kind) if kind in kinds else {}  # type: ignore[attr-defined]
    hits = [hit for hits in found.values() for hit in hits]
    return Reply(request).page("search/suggestions.html", {"hits": hits, "q": text, "name": name})
