"""What classes show on the pages of clients."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.parties.standing import queries
from orbita.platform.acts.actor import Actor


@dataclass(frozen=True)
class Shown:
    """A class of a client as its panel draws it."""

    classification: str
    name: str
    tone: str
    since: datetime
    is_by_hand: bool
    reason: str
    url: str


def of_party(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The classes of a client, of today or of a day, each with why. One statement."""
    rows = queries.classes_then(party.pk, as_of or timezone.now())
    found = [
        Shown(
            row.classification.name,
            row.label,
            row.grade.tone,
            row.since,
            row.is_by_hand,
            row.reason,
            reverse("standing:why", args=[party.pk, row.classification_id]),
        )
        for row in rows
        if row.classification.is_active
    ]
    return {"classes": found, "is_past": as_of is not None} if found else None
