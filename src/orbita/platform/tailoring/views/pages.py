"""The page of a kind's fields, and the order of tabs and fields on it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import key_of
from orbita.platform.fields.commands import RIGHT, place_fields, restore_field
from orbita.platform.tailoring import queries
from orbita.platform.tailoring.commands import order_tabs
from orbita.platform.tailoring.preview import PreviewForm
from orbita.platform.ui.reply import Reply

PAGE = "tailoring/fields.html"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate(RIGHT, methods="GET")
def fields(request: HttpRequest) -> HttpResponse:
    """Leads to the kind with the most fields."""
    counts = queries.counts()
    first = max(queries.tailored_kinds(), key=lambda kind: counts.get(kind.key, 0))
    return Reply(request, back=reverse("tailoring:fields", args=[first.key]))


@gate(RIGHT, methods="GET")
def kind_fields(request: HttpRequest, kind: str) -> HttpResponse:
    """Tabs and fields of a kind, with the form that people get beside them."""
    return Reply(request).page(PAGE, shown(request, kind), part="builder")


def shown(request: HttpRequest, kind: str) -> dict[str, Any]:
    """What the page shows of a kind."""
    found = queries.tailored_kind(kind)
    now = timezone.now()
    counts = queries.counts()
    return {
        "kind": found,
        "kinds": [(one, counts.get(one.key, 0)) for one in queries.tailored_kinds()],
        "tabs": queries.layout(kind),
        "binned": [(row, queries.days_left(row, now)) for row in queries.binned(kind)],
        "preview": PreviewForm(kind, actor_of(request)),
    }


def done(request: HttpRequest, kind: str, said: str) -> Reply:
    """The page again after an act, with its toast."""
    reply = Reply(request, back=reverse("tailoring:fields", args=[kind])).close_panel()
    reply.fragment(f"{PAGE}#builder", shown(request, kind))
    return reply.toast(said, undo=last_act_id())


@gate(RIGHT, methods="POST")
def field_order(request: HttpRequest, kind: str) -> HttpResponse:
    """Puts the field `id` before the field `before` of the tab `to` (a drop), or `up` and `down` (a
    key): over the edge of a tab it goes to the next one."""
    queries.tailored_kind(kind)
    layout = queries.layout(kind)
    moved = key_of(request.POST, "id")
    columns = [(row.key, [line.field.pk for line in row.fields]) for row in layout]
    if any(moved in keys for _tab, keys in columns):
        _move(request, columns, moved)
        places = [(key, uuid_or_none(tab)) for tab, keys in columns for key in keys]
        place_fields(kind, places, by=actor_of(request))
    return done(request, kind, _("Order of the fields saved"))


def _move(request: HttpRequest, columns: list[tuple[str, list[UUID]]], moved: UUID) -> None:
    here = next(n for n, (_tab, keys) in enumerate(columns) if moved in keys)
    place = columns[here][1].index(moved)
    columns[here][1].remove(moved)
    if "up" in request.POST or "down" in request.POST:
        here, place = _step(columns, here, place, -1 if "up" in request.POST else 1)
    else:
        to = request.POST.get("to", "")
        here = next((n for n, (tab, _keys) in enumerate(columns) if tab == to), here)
        before = uuid_or_none(request.POST.get("before", ""))
        keys = columns[here][1]
        place = keys.index(before) if before in keys else len(keys)
    columns[here][1].insert(place, moved)


def _step(
    columns: Sequence[tuple[str, list[UUID]]], here: int, place: int, step: int
) -> tuple[int, int]:
    if 0 <= place + step <= len(columns[here][1]):
        return here, place + step
    if not 0 <= here + step < len(columns):
        return here, place
    return here + step, len(columns[here + step][1]) if step < 0 else 0


@gate(RIGHT, methods="POST")
def tab_order(request: HttpRequest, kind: str) -> HttpResponse:
    """Puts the tab `id` one place `up` or `down`."""
    order = [row.tab.pk for row in queries.layout(kind) if row.tab]
    moved = key_of(request.POST, "id")
    if moved in order:
        place = order.index(moved) + (-1 if "up" in request.POST else 1)
        order.remove(moved)
        order.insert(max(place, 0), moved)
        order_tabs(kind, order, by=actor_of(request))
    return done(request, kind, _("Order of the tabs saved"))


@gate(RIGHT, methods="POST")
def restoration(request: HttpRequest, field_id: UUID) -> HttpResponse:
    """Takes a field out of the bin, with its values."""
    row = restore_field(field_id, by=actor_of(request))
    return done(request, row.kind, _("The field is back, with its values"))
