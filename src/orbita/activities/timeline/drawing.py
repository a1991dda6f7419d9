"""What the templates of the timeline draw: contexts of its parts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.activities.timeline import queries
from orbita.activities.timeline.filters import Filters
from orbita.activities.timeline.forms import OFFERED, Composed
from orbita.activities.timeline.models import Direction, Kind, Result
from orbita.activities.timeline.queries import Cursor, Page
from orbita.activities.timeline.wording import LOOKS, entries, entry
from orbita.parties.consent.queries import refusals_of
from orbita.parties.directory.models import Channel, ContactPoint
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.files.queries import attachments
from orbita.platform.keys import uuid7

Context = dict[str, Any]


def panel(actor: Actor, record: Any, as_of: datetime | None) -> Context:
    """The panel's frame; the template tag `timeline` fills it with the filters of the request."""
    return {"as_of_moment": as_of}


def whole(
    actor: Actor, kind: str, record: Any, filters: Filters, as_of: datetime | None
) -> Context:
    """Everything in the panel: composer, filters, what is planned and pinned, the newest entries."""
    return {
        **_base(kind, record, as_of),
        "composer": None if as_of else composer(actor, kind, record, Composed()),
        "kind_choices": [("", _("All")), *((one.value, label) for one, label in _TABS)],
        "writers": queries.writers(kind, record.pk),
        "top": top(actor, kind, record) if as_of is None else None,
        "page": newest(actor, kind, record, filters, as_of=as_of),
        "filters": filters,
    }


def top(actor: Actor, kind: str, record: Any, *, finished: Any = None) -> Context:
    """Pinned entries and next steps; `finished` asks what follows the step just done."""
    return {
        **_base(kind, record, None),
        "pinned": [entry(actor, row) for row in queries.pinned(actor, kind, record.pk)],
        "steps": _entries(actor, queries.steps(actor, kind, record.pk)),
        "finished": finished,
        "results": Result.choices,
    }


def newest(
    actor: Actor,
    kind: str,
    record: Any,
    filters: Filters,
    *,
    down_to: Cursor | None = None,
    as_of: datetime | None = None,
) -> Context:
    """The newest entries of the past."""
    found = queries.past(actor, kind, record.pk, filters, down_to=down_to, as_of=as_of)
    query = filters.query
    fresh = f"{query}&down_to={found.older}" if found.older else query
    base = _base(kind, record, as_of)
    return {
        **base,
        **_page(actor, found, base["entries_url"], filters),
        "fresh_url": f"{base['entries_url']}?{fresh}",
        "filters": filters,
    }


def older(
    actor: Actor,
    kind: str,
    record: Any,
    filters: Filters,
    *,
    before: Cursor,
    as_of: datetime | None = None,
) -> Context:
    """Entries before a place in time."""
    found = queries.past(actor, kind, record.pk, filters, before=before, as_of=as_of)
    base = _base(kind, record, as_of)
    day = timezone.localtime(before.at).date()
    return {**base, **_page(actor, found, base["entries_url"], filters, after_day=day)}


def composer(
    actor: Actor,
    kind: str,
    record: Any,
    composed: Composed,
    *,
    place: str = "page",
    refusal: Refusal | None = None,
) -> Context:
    """The composer on a record's page or in the drawer, with what was typed and what was refused."""
    return {
        **_base(kind, record, None),
        "typed": composed,
        "act_key": composed.act_key or uuid7(),
        "place": place,
        "refusal": refusal,
        "tabs": [(one.value, one.label, LOOKS[one][0], _KEYS.get(one, "")) for one in OFFERED],
        "results": Result.choices,
        "directions": [Direction.OUT, Direction.IN],
        "people": queries.people_of(actor, kind, record),
        "touchpoints": queries.touchpoints(),
        "refusals": _refusals(kind, record),
        "phones": _phones(kind, record) if composed.kind == Kind.CALL and place == "drawer" else [],
    }


_KEYS = {Kind.NOTE: "KeyL", Kind.TASK: "KeyT"}


def _base(kind: str, record: Any, as_of: datetime | None) -> Context:
    where = [kind, record.pk]
    return {
        "kind": kind,
        "record": record,
        "live": f"{kind}:{record.pk}",
        "as_of": as_of,
        "entries_url": reverse("timeline:entries", args=where),
        "top_url": reverse("timeline:top", args=where),
        "compose_url": reverse("timeline:compose", args=where),
    }


def _page(
    actor: Actor, found: Page, url: str, filters: Filters, *, after_day: Any = None
) -> Context:
    more = f"{url}?{filters.query}&before={found.older}"
    return {
        "entries": _entries(actor, list(found.entries), after_day=after_day),
        "older_url": more if found.older else "",
    }


def _entries(actor: Actor, rows: list[Any], *, after_day: Any = None) -> list[Any]:
    """Rows as entries with their files, in one more statement for all of them."""
    hung: dict[UUID, list[Any]] = {}
    if rows:
        for one in attachments(actor, "interaction", [row.pk for row in rows]):
            hung.setdefault(one.record_id, []).append(one)
    for row in rows:
        row.files = hung.get(row.pk, [])
    return entries(actor, rows, after_day=after_day)


def _refusals(kind: str, record: Any) -> list[str]:
    """What the client does not want to be contacted for. One statement."""
    party_id = record.pk if kind == queries.PARTY else getattr(record, "party_id", None)
    return refusals_of([party_id]) if party_id else []


def _phones(kind: str, record: Any) -> list[Any]:
    """Phones of the client. One statement."""
    party_id = record.pk if kind == queries.PARTY else getattr(record, "party_id", None)
    points = ContactPoint.objects.filter(party=party_id, channel=Channel.PHONE)
    return list(points.order_by("-is_main", "position", "pk")[:6])


_TABS = (
    (Kind.CALL, gettext_lazy("Calls")),
    (Kind.LETTER, gettext_lazy("Letters")),
    (Kind.MEETING, gettext_lazy("Meetings")),
    (Kind.CHAT, gettext_lazy("Chats")),
    (Kind.NOTE, gettext_lazy("Notes")),
)
