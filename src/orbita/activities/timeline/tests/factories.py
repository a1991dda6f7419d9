"""Contacts for tests, made by the acts themselves or by the thousand."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from orbita.activities.timeline.commands import log_interaction, plan_interaction
from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.models import Party
from orbita.platform.accounts.tests.factories import actor
from orbita.platform.acts.actor import Actor


def in_hours(hours: float) -> datetime:
    """A moment so many hours from now."""
    return timezone.now() + timedelta(hours=hours)


def contact(
    party: Party, *, kind: str = "call", by: Actor | None = None, **values: Any
) -> Interaction:
    """A contact that has taken place, written down by Alice unless somebody else is named."""
    return log_interaction(kind=kind, party_id=party.pk, by=by or actor(), **values)


def step(
    party: Party, *, kind: str = "task", hours: float = 24, by: Actor | None = None, **values: Any
) -> Interaction:
    """A planned step of Alice's unless somebody else is named."""
    values.setdefault("subject", "Send the offer")
    due_at = values.pop("due_at", None) or in_hours(hours)
    return plan_interaction(kind=kind, party_id=party.pk, due_at=due_at, by=by or actor(), **values)


def many_contacts(party: Party, count: int) -> None:
    """A long history, written in one statement."""
    now = timezone.now()
    kinds = ("call", "letter", "meeting", "note", "chat")
    Interaction.objects.bulk_create(
        [
            Interaction(
                party=party,
                owner_id=party.owner_id,
                kind=kinds[number % len(kinds)],
                text=f"Entry {number}",
                done_at=now - timedelta(hours=number),
            )
            for number in range(count)
        ],
        batch_size=5000,
    )
