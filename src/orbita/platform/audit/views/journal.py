"""The journal of acts and the log of looks over HTTP."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.audit.changed import changes_of
from orbita.platform.audit.journal import (
    PERMISSION,
    Wanted,
    commands_done,
    everybody,
    journal,
    one_act,
)
from orbita.platform.audit.looks import LookWanted, looks, looks_at, may_see_looks
from orbita.platform.audit.models import What
from orbita.platform.audit.terms import UNDO_TERM
from orbita.platform.audit.views.comparing import kind_named
from orbita.platform.audit.wording import sentence_of
from orbita.platform.records.queries import record
from orbita.platform.records.slots import kinds
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply


@gate(None, methods="GET")
def acts(request: HttpRequest) -> HttpResponse:
    """What was done, the newest first: everybody's for who may see it, else one's own."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    sees_all = actor.may(PERMISSION)
    wanted = Wanted(
        by=_person(request) if sees_all else str(actor.id),
        kind=request.GET.get("kind", ""),
        command=request.GET.get("command", ""),
        since=_day(request, "since"),
        until=_day(request, "until"),
    )
    entries, more = journal(actor, wanted, before=uuid_or_none(request.GET.get("before", "")))
    context = {
        "entries": entries,
        "more": _further(request, more),
        "wanted": wanted,
        "sees_all": sees_all,
        "people": everybody() if sees_all else [],
        "kinds": [(kind.key, kind.plural) for kind in kinds],
        "commands": sorted(
            {(name, sentence_of(name)) for name in commands_done(actor)}, key=lambda one: one[1]
        ),
        "term": UNDO_TERM.days,
        "places": _places(actor, "acts"),
    }
    part = "older" if "before" in request.GET else "journal"
    return Reply(request).page("audit/journal.html", context, part=part)


@gate(None, methods="GET")
def act(request: HttpRequest, act_id: UUID) -> HttpResponse:
    """One act: its records and fields, and the way back."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    entry = one_act(actor, act_id)
    groups, is_cut = changes_of(actor, act_id)
    context = {"entry": entry, "groups": groups, "is_cut": is_cut, "term": UNDO_TERM.days}
    return Reply(request).drawer("audit/act.html", context, title=entry.sentence)


@gate("audit.looks", methods="GET")
def look_log(request: HttpRequest) -> HttpResponse:
    """Who looked at personal data, who took lists and files out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = LookWanted(
        by=_person(request),
        what=request.GET.get("what", ""),
        kind=request.GET.get("kind", ""),
        since=_day(request, "since"),
        until=_day(request, "until"),
    )
    rows, more = looks(wanted, before=uuid_or_none(request.GET.get("before", "")))
    context = {
        "rows": rows,
        "more": _further(request, more),
        "wanted": wanted,
        "people": everybody(),
        "kinds": [(kind.key, kind.plural) for kind in kinds],
        "whats": What.choices,
        "places": _places(actor, "looks"),
    }
    part = "older" if "before" in request.GET else "looks"
    return Reply(request).page("audit/looks.html", context, part=part)


@gate("audit.looks", methods="GET")
def record_looks(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Who looked at a record, in the drawer."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject = record(actor, kind_named(kind).key, record_id)
    context = {"record": subject, "rows": looks_at(kind, record_id)}
    return Reply(request).drawer("audit/record_looks.html", context, title=_("Who looked"))


def _places(actor: Actor, current: str) -> list[Place]:
    if not may_see_looks(actor):
        return []
    return [
        Place(_("Acts"), reverse("audit:journal"), current=current == "acts"),
        Place(_("Looks and exports"), reverse("audit:looks"), current=current == "looks"),
    ]


def _person(request: HttpRequest) -> str:
    text = request.GET.get("by", "")
    return text if text == "orbita" or uuid_or_none(text) else ""


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _further(request: HttpRequest, more: UUID | None) -> str:
    """The address of what is older, "" at the end."""
    if more is None:
        return ""
    query: Any = request.GET.copy()
    query["before"] = str(more)
    return f"{request.path}?{query.urlencode()}"
