"""What needs show on the pages of clients."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from orbita.parties.directory.models import Party
from orbita.parties.needs.models import Importance, Need, State
from orbita.parties.needs.queries import needs_of, offered
from orbita.platform.acts.actor import Actor
from orbita.platform.audit.queries import records_as_of

TONES = {Importance.LOW: "gray", Importance.MIDDLE: "blue", Importance.HIGH: "red"}


def of_party(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The needs of a client, open ones first, with a line to note another. Two statements."""
    if as_of is not None:
        return _then(actor, party, as_of)
    rows = needs_of(actor, party.pk)
    may_add = actor.may("needs.create")
    if not rows and not may_add:
        return None
    return {
        "open": [row for row in rows if row.is_open],
        "closed": [row for row in rows if not row.is_open],
        "topics": offered() if may_add else [],
        "may_add": may_add,
        "note_url": reverse("needs:note", args=[party.pk]),
    }


def _then(actor: Actor, party: Party, as_of: datetime) -> Mapping[str, Any]:
    """The needs of a client as they stood at a moment, as far as the actor sees them today. One
    statement."""
    found = records_as_of(actor, Need, as_of, along=("topic",), party=party.pk)
    found.sort(key=lambda row: (-(row.importance or 0), row.wanted_by or date.max))
    return {
        "open": [row for row in found if row.state == State.OPEN],
        "closed": [row for row in found if row.state != State.OPEN],
        "is_past": True,
    }
