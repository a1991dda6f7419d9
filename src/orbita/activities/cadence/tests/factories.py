"""Cadence rules for tests, made by Bob, who may."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from orbita.activities.cadence.commands import add_cadence_rule
from orbita.activities.cadence.models import CadenceRule
from orbita.activities.timeline.models import Interaction
from orbita.activities.timeline.tests.factories import contact
from orbita.parties.directory.models import Party
from orbita.platform.accounts.tests.factories import actor, bob


def rule(name: str = "Все", days: int | None = 30, **values: Any) -> CadenceRule:
    """A rule."""
    return add_cadence_rule(name=name, days=days, by=actor(bob()), **values)


def touched(party: Party, days_ago: int, **values: Any) -> Interaction:
    """A call so many days ago."""
    return contact(party, done_at=timezone.now() - timedelta(days=days_ago), **values)
