"""What needs show on the pages of clients."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from orbita.parties.directory.models import Party
from orbita.parties.needs.models import Importance, Need, State
from orbita.parties.needs.queries import needs_of, offered
from orbita.platform.acts.actor import Actor
from orbita.platform.tracking import EVENT_MODELS

TONES = {Importance.LOW: "gray", Importance.MIDDLE: "blue", Importance.HIGH: "red"}


def of_party(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The needs of a client, open ones first, with a line to note another. Two statements."""
    if as_of is not None:
        return _then(party, as_of)
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


def _then(party: Party, as_of: datetime) -> Mapping[str, Any] | None:
    """The needs of a client as they stood at a moment, by their history. One statement."""
    events: Any = EVENT_MODELS[Need]
    rows = (
        events._default_manager.filter(party=party.pk, pgh_created_at__lte=as_of)
        .order_by("pgh_obj", "-pgh_id")
        .distinct("pgh_obj")
    )
    found = [row for row in rows if row.pgh_label != "delete" and row.deleted_at is None]
    if not found:
        return None
    return {
        "open": [row for row in found if row.state == State.OPEN],
        "closed": [row for row in found if row.state != State.OPEN],
        "is_past": True,
    }
