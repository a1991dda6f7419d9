"""The bin over HTTP: what lies there, and the way back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records import bins as bin_queries
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply

PAGE = 50


@gate(None, methods="GET")
def bins(request: HttpRequest) -> HttpResponse:
    """The bin, at the first kind that has anything in it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    offered = bin_queries.kinds_of(actor)
    if not offered:
        return Reply(request).page("records/bin.html", {"rows": [], "places": []})
    filled = (kind for kind in offered if bin_queries.count(actor, kind))
    return _page(request, next(filled, offered[0]).key)


@gate(None, methods="GET")
def binned(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind's records in the bin, the last deleted first."""
    return _page(request, kind)


@gate(None, methods="POST")
def restoration(request: HttpRequest, kind: str) -> HttpResponse:
    """Take the chosen records out of the bin."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = next((one for one in bin_queries.kinds_of(actor) if one.key == kind), None)
    if found is None or found.restore is None:
        raise NotFound
    one = request.POST.get("one")
    ids = _ids([one] if one else request.POST.getlist("ids"))
    if not ids:
        return Reply(request).refused(_("Choose what to restore"), status=422)
    found.restore(ids, by=actor)
    said = ngettext("%(count)s record restored", "%(count)s records restored", len(ids))
    reply = Reply(request, back=reverse("records:binned", args=[kind]))
    reply.toast(said % {"count": len(ids)}, undo=last_act_id())
    return reply.fragment("records/bin.html#list", _context(actor, kind, None))


def _page(request: HttpRequest, kind: str) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    before = parse_datetime(request.GET.get("before", ""))
    context = _context(actor, kind, before)
    return Reply(request).page("records/bin.html", context, part="older" if before else "list")


def _context(actor: Actor, kind: str, before: object) -> dict[str, object]:
    offered = bin_queries.kinds_of(actor)
    found = next((one for one in offered if one.key == kind), None)
    if found is None:
        raise NotFound
    rows = bin_queries.binned(actor, found, before=before, limit=PAGE)  # type: ignore[arg-type]
    counted = [(one, bin_queries.count(actor, one)) for one in offered]
    return {
        "kind": found,
        "rows": rows[:PAGE],
        "older": rows[PAGE - 1].at.isoformat() if len(rows) > PAGE else "",
        "places": [
            Place(
                str(one.plural),
                reverse("records:binned", args=[one.key]),
                current=one.key == kind,
                count=_shown(count),
                is_named=isinstance(one.plural, str),
            )
            for one, count in counted
            if count or one.key == kind
        ],
    }


def _shown(count: int) -> str:
    return f"{bin_queries.COUNTED}+" if count > bin_queries.COUNTED else str(count)


def _ids(texts: list[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        raise NotFound from None
