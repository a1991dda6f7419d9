"""What every kind of record shows over HTTP: panels, a look from the list, history, deletion."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.queries import Change, as_of, history, value_before
from orbita.platform.records.hidden import masked
from orbita.platform.records.pages import moment_of, offers, parse_day
from orbita.platform.records.queries import facts_of, panels_of, record, watched
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.ui.reply import Reply

HISTORY_PAGE = 25


def kind_named(key: str) -> RecordKind:
    """The kind with this key, or NotFound."""
    found = kinds.get(key)
    if found is None:
        raise NotFound
    return found


@gate(None, methods="GET")
def panel(request: HttpRequest, kind: str, record_id: UUID, key: str) -> HttpResponse:
    """One panel of a record's page. Absent panels answer with an empty place that stays live."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject, day = _subject(request, kind, record_id)
    shown = next(
        (
            one
            for place in ("left", "main", "right")
            for one in panels_of(actor, kind, place)
            if one.key == key
        ),
        None,
    )
    if shown is None:
        raise NotFound
    found = shown.context(actor, subject, moment_of(day))
    context = {
        "panel": shown,
        "record": subject,
        "kind": kind,
        "as_of": day,
        "is_empty": found is None,
        "live": f"{kind}:{record_id}",
        "here": request.get_full_path(),
        **(found or {}),
    }
    return Reply(request).page("records/panel_page.html", context, part="panel")


@gate(None, methods="GET")
def peek(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """A look at a record beside the list: what decides, and the way to its page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject = record(actor, kind_named(kind).key, record_id)
    watched(actor, kind, subject)
    context = {
        "kind": kinds[kind],
        "record": subject,
        "url": kinds[kind].url(record_id),
        "facts": facts_of(actor, kind, subject),
        "buttons": offers(actor, kind, subject, "button"),
        "panels": [
            (one, reverse("records:panel", args=[kind, record_id, one.key]))
            for one in panels_of(actor, kind, "left")
        ],
    }
    return Reply(request).page("records/peek.html", context, part="look")


@gate(None, methods="GET")
def history_of(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Who changed what and when, field by field, a page at a time, in the drawer."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject = record(actor, kind_named(kind).key, record_id)
    watched(actor, kind, subject)
    before = parse_datetime(request.GET.get("before", ""))
    changes = history(kinds[kind], record_id, before=before, limit=HISTORY_PAGE, actor=actor)
    context = {
        "kind": kinds[kind],
        "record": subject,
        "me": actor.id,
        "acts": _by_act(changes),
        "older": changes[-1].at.isoformat() if len(changes) >= HISTORY_PAGE // 2 else "",
        "may_change": kinds[kind].change is not None,
    }
    if before is not None:
        return Reply(request).page("records/history.html", context, part="entries")
    return Reply(request).drawer("records/history.html", context, title=_("History"))


@gate(None, methods="POST")
def old_value(
    request: HttpRequest, kind: str, record_id: UUID, entry: int, field: str
) -> HttpResponse:
    """Give a field the value again that it had before an entry of the history."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = kind_named(kind)
    record(actor, kind, record_id)
    try:
        value = value_before(found, record_id, entry, field)
    except (LookupError, FieldDoesNotExist):
        raise NotFound from None
    if found.change is None:
        raise NotFound
    found.change([record_id], {field: value}, by=actor)
    return (
        Reply(request).toast(_("The old value is back"), undo=last_act_id()).close_panel().refresh()
    )


@gate(None, methods="POST")
def deletion(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Put a record into the bin and go to the list of its kind."""
    found = kind_named(kind)
    if found.delete is None:
        raise NotFound
    found.delete([record_id], by=request.actor)  # type: ignore[attr-defined]
    said = _("%(title)s is in the bin") % {"title": str(_title(found, record_id))}
    return Reply(request).toast(said, undo=last_act_id()).go(list_address(kind))


def list_address(kind: str) -> str:
    """The list of a kind; the start page when it has none."""
    found = kinds.get(kind)
    if found is not None and found.list_url:
        return found.list_url
    try:
        return reverse(f"lists:{kind}")
    except NoReverseMatch:
        return "/"


def _title(kind: RecordKind, record_id: UUID) -> Any:
    return kind.model._base_manager.get(pk=record_id)


def _subject(request: HttpRequest, kind: str, record_id: UUID) -> tuple[Any, Any]:
    """The record that the actor sees, as of the day in the address if there is one."""
    subject = record(request.actor, kind_named(kind).key, record_id)  # type: ignore[attr-defined]
    day = parse_day(request.GET.get("as_of"))
    moment = moment_of(day)
    if moment is None:
        return subject, None
    then = as_of(kinds[kind], record_id, moment)
    if then is None:
        raise NotFound
    return masked(request.actor, then), day  # type: ignore[attr-defined]


def _by_act(changes: list[Change]) -> list[tuple[Change, list[Change]]]:
    """Changes of the same act together, headed by the first of them."""
    groups: list[tuple[Change, list[Change]]] = []
    at: datetime | None = None
    for change in changes:
        if groups and change.act_id == groups[-1][0].act_id and change.at == at:
            groups[-1][1].append(change)
        else:
            groups.append((change, [change]))
        at = change.at
    return groups
