"""What segments show on pages of records: on their own, and on the dossier."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.parties.directory.models import Party
from orbita.parties.segments import queries
from orbita.parties.segments.models import Segment
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import ConditionFault, dump, parse
from orbita.platform.conditions.tree import Test as Asked
from orbita.platform.lists.chips import Chip, chips_of
from orbita.platform.lists.slots import screens
from orbita.platform.lists.state import ListState
from orbita.platform.records.slots import Fact
from orbita.platform.ui.dates import when

SHOWN = 20
MONTH = timedelta(days=30)


def clients_url(segment: Segment) -> str:
    """The list of clients, filtered by the segment."""
    where = dump(Asked("segment", "in", [str(segment.pk)]))
    return f"/parties/?{urlencode({'where': where})}"


def worded(condition: str, actor: Actor) -> list[Chip]:
    """A condition in words, part by part. A statement for names, if there are any."""
    try:
        where = parse(condition)
    except ConditionFault:
        return []
    return chips_of(ListState(screens["party"], where), actor) if condition else []


def of_party(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The segments in which a client is, or was at a moment. One statement."""
    found = queries.segments_of(actor, party.pk, as_of)
    return {"memberships": found} if found or as_of else None


def about(actor: Actor, segment: Segment, as_of: datetime | None) -> Mapping[str, Any] | None:
    """How clients get into the segment, in words."""
    return {"segment": segment, "parts": worded(segment.condition, actor)}


def member_panel(
    actor: Actor, segment: Segment, as_of: datetime | None
) -> Mapping[str, Any] | None:
    """The first clients of the segment that the actor sees. One statement."""
    if as_of is not None:
        return None
    rows = queries.members(actor, segment.pk).values("pk", "name", "city", "form")[: SHOWN + 1]
    found = list(rows)
    return {
        "segment": segment,
        "members": found[:SHOWN],
        "is_more": len(found) > SHOWN,
        "clients_url": clients_url(segment),
    }


def history(actor: Actor, segment: Segment, as_of: datetime | None) -> Mapping[str, Any] | None:
    """On which of the last days clients came and left. Two statements."""
    if as_of is not None:
        return None
    found = queries.days(segment.pk, segment.state.size)
    most = max((max(day.came, day.left) for day in found), default=0)
    return {"segment": segment, "days": found[:10], "most": most}


def access(actor: Actor, segment: Segment, as_of: datetime | None) -> Mapping[str, Any] | None:
    """To whom the clients of the segment are given. One statement."""
    found = queries.accesses(segment.pk)
    may_give = actor.may("access.manage")
    if as_of is not None or not (found or may_give):
        return None
    return {"segment": segment, "accesses": found, "may_give": may_give}


def size_fact(actor: Actor, segment: Segment) -> Fact | None:
    """How many clients are in it, and when that was found."""
    state = segment.state
    if not state.is_readable:
        return Fact(_("Clients"), str(state.size), _("the condition cannot be read"), "bad")
    note = when(state.computed_at, "time") if state.computed_at else ""
    return Fact(
        _("Clients"), f"{state.size:,}".replace(",", "\u00a0"), note, url=clients_url(segment)
    )


def moves_fact(actor: Actor, segment: Segment) -> Fact | None:
    """How many came and left within thirty days. One statement."""
    since = timezone.now() - MONTH
    came = segment.memberships.filter(since__gte=since).count()
    left = segment.memberships.filter(until__gte=since).count()
    return Fact(_("Came and left in 30 days"), f"+{came} −{left}")
