"""The page of a record: identity and facts above, plugged panels on three sides below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.records import slots
from orbita.platform.records.hidden import masked
from orbita.platform.records.queries import facts_of, panels_of, watched
from orbita.platform.ui.reply import Reply

PLACES = ("left", "main", "right")


@dataclass(frozen=True)
class Pane:
    """One side of the page with the addresses of its panels."""

    place: str
    panels: tuple[tuple[slots.RecordPanel, str], ...]


@dataclass(frozen=True)
class Offer:
    """An act as it is offered for this very record."""

    act: slots.RecordAct
    url: str


def record_page(
    request: HttpRequest,
    kind: str,
    record: Any,
    *,
    head: str,
    extra: Mapping[str, Any] | None = None,
    as_of: date | None = None,
    template: str = "records/page.html",
) -> HttpResponse:
    """The whole page of a record that the actor may see; for htmx its head alone.

    `head` is the template of identity (name, badges, meta); it gets `record` and the `extra`.
    `as_of` shows the record as it was at the end of that day: give the record of that day, too.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = masked(actor, record)
    watched(actor, kind, record)
    panes = [_pane(request, kind, record, place, as_of) for place in PLACES]
    context = {
        "kind": slots.kinds[kind],
        "record": record,
        "live": f"{kind}:{record.pk}",
        "head": head,
        "as_of": as_of,
        "here": request.get_full_path(),
        "facts": [] if as_of else facts_of(actor, kind, record),
        "buttons": [] if as_of else offers(actor, kind, record, "button"),
        "creates": offers(actor, kind, record, "create"),
        "more": offers(actor, kind, record, "more"),
        "may_delete": may_delete(actor, kind, record),
        "history_url": reverse("records:history", args=[kind, record.pk]),
        "then_url": _then_url(kind, record, as_of),
        "looks_url": _looks_url(actor, kind, record),
        "deletion_url": reverse("records:deletion", args=[kind, record.pk]),
        "panes": [pane for pane in panes if pane.panels],
        **(extra or {}),
    }
    return Reply(request).page(template, context, part="head")


def _then_url(kind: str, record: Any, as_of: date | None) -> str:
    """The record then and today: at the end of the shown day, else a day ago."""
    address = reverse("audit:then", args=[kind, record.pk])
    moment = moment_of(as_of)
    return f"{address}?{urlencode({'at': moment.isoformat()})}" if moment else address


def _looks_url(actor: Actor, kind: str, record: Any) -> str:
    """Who looked at the record, for whoever may know."""
    if not actor.may("audit.looks"):
        return ""
    return reverse("audit:record_looks", args=[kind, record.pk])


def offers(actor: Actor, kind: str, record: Any, place: str) -> list[Offer]:
    """What the actor may do from the page of this record, in one of its places. No statement."""
    return [
        Offer(act, url)
        for act in slots.acts
        if kind in act.kinds
        and act.place == place
        and actor.may(act.permission)
        and (url := act.url(record))
    ]


def may_delete(actor: Actor, kind: str, record: Any) -> bool:
    """Whether to offer the bin: the right is granted in some scope, and nothing tells against it.

    The command checks the very record; here no statement is spent on it.
    """
    return bool(slots.kinds[kind].delete) and actor.may(f"{type(record).permissions}.delete")


def moment_of(day: date | None) -> datetime | None:
    """The end of a day, up to which a record is shown as of it."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(1), time()))


def parse_day(text: str | None) -> date | None:
    """A day of an address («2026-01-31»); what cannot be read or lies ahead means today."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day < timezone.localdate() else None


def _pane(request: HttpRequest, kind: str, record: Any, place: str, as_of: date | None) -> Pane:
    """The panels of a side. What stands in the middle gets the filters of the page's address."""
    query = f"?{urlencode({'as_of': as_of.isoformat()})}" if as_of else ""
    if place == "main" and request.GET:
        query = f"?{request.GET.urlencode()}"
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return Pane(
        place,
        tuple(
            (panel, reverse("records:panel", args=[kind, record.pk, panel.key]) + query)
            for panel in panels_of(actor, kind, place)
            if as_of or not panel.only_past
        ),
    )
