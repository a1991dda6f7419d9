"""The timeline over HTTP: entries, the composer, and what is done with one entry."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from orbita.activities.timeline import drawing
from orbita.activities.timeline.filters import Filters
from orbita.activities.timeline.forms import Composed, hint_of
from orbita.activities.timeline.models import Direction, Kind
from orbita.activities.timeline.queries import Cursor, colleagues
from orbita.parties.handling.queries import warnings
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.pages import moment_of, parse_day
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordRef, kinds
from orbita.platform.ui.reply import Reply


def subject(actor: Actor, kind: str, record_id: UUID) -> Any:
    """The record whose timeline it is, seen by the actor, or NotFound."""
    if kind not in kinds:
        raise NotFound
    return record(actor, kind, record_id)


@gate("interactions.view", methods="GET")
def entries(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """The past of a record: its newest entries, or those before a place in time."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = subject(actor, kind, record_id)
    moment = moment_of(parse_day(request.GET.get("as_of")))
    filters = Filters.of(request.GET)
    if before := Cursor.parse(request.GET.get("before", "")):
        context = drawing.older(actor, kind, found, filters, before=before, as_of=moment)
        return Reply(request).page("timeline/page.html", context, part="older")
    down_to = Cursor.parse(request.GET.get("down_to", ""))
    context = drawing.newest(actor, kind, found, filters, down_to=down_to, as_of=moment)
    reply = Reply(request).page("timeline/page.html", context, part="page" if down_to else "past")
    if request.GET.get("filtered"):
        address = kinds[kind].url(record_id)
        reply.replace(f"{address}?{filters.query}" if filters else address)
    return reply


@gate("interactions.view", methods="GET")
def top(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """What was decided and what is planned: the part above the past."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = drawing.top(actor, kind, subject(actor, kind, record_id))
    return Reply(request).page("timeline/page.html", context, part="top")


@gate("interactions.create")
def compose(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """The composer in the drawer (`?kind=call`); a POST of it writes down or plans."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = subject(actor, kind, record_id)
    if request.method == "POST":
        return _save(request, kind, found)
    asked = request.GET.get("kind", "")
    composed = Composed(
        kind=asked if asked in Kind.values else Kind.NOTE, plan=bool(request.GET.get("plan"))
    )
    context = drawing.composer(actor, kind, found, composed, place="drawer")
    return Reply(request).drawer("timeline/compose.html", context, title=_("New entry"))


def _save(request: HttpRequest, kind: str, found: Any) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    composed = Composed.of(request)
    place = "drawer" if request.POST.get("place") == "drawer" else "page"
    try:
        made = composed.save(RecordRef(kind, found.pk), request.FILES.getlist("files"), by=actor)
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        context = drawing.composer(actor, kind, found, composed, place=place, refusal=refusal)
        return Reply(request).invalid("timeline/composer.html", context, title=_("New entry"))
    reply = refreshed(request, kind, found)
    if place == "drawer":
        reply.close_panel()
    else:
        empty = Composed(kind=composed.kind)
        reply.fragment(
            "timeline/composer.html",
            drawing.composer(actor, kind, found, empty, place="page"),
            swap="outerHTML",
        )
    for broken in warnings(made.party_id, made.kind, made.done_at or made.due_at):
        if made.direction != Direction.IN:
            reply.toast(broken, tone="warn")
    said = _("Noted") if made.is_done else _("Planned")
    return reply.toast(said, undo=last_act_id())


def refreshed(request: HttpRequest, kind: str, found: Any) -> Reply:
    """A reply that brings the timeline of a record up to date, under the page's own filters."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    filters = Filters.of(QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query))
    reply = Reply(request, back=kinds[kind].url(found.pk))
    reply.fragment("timeline/page.html#top", drawing.top(actor, kind, found))
    return reply.fragment("timeline/page.html#past", drawing.newest(actor, kind, found, filters))


@gate("interactions.create", methods="GET")
def quick_date(request: HttpRequest) -> HttpResponse:
    """How a typed time is understood, while it is typed."""
    text = next((request.GET[name] for name in ("when", "next", "text") if name in request.GET), "")
    when, note = hint_of(text[:500])
    return Reply(request).page("timeline/hint.html", {"when": when, "note": note}, part="hint")


@gate("interactions.create", methods="GET")
def colleagues_named(request: HttpRequest) -> HttpResponse:
    """Employees by a part of the name: for @ in a text, or as a datalist."""
    asked = request.GET.get("q") or request.GET.get("assignee", "")
    part = "datalist" if "assignee" in request.GET else "options"
    context = {"people": colleagues(asked[:100])}
    return Reply(request).page("timeline/colleagues.html", context, part=part)
