"""What happens to clients' territories when clients are written down, change or are imported."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from orbita.parties.directory.events import PartiesChanged, PartyAdded
from orbita.parties.directory.models import Address, Party
from orbita.parties.territories.commands import settle_parties
from orbita.parties.territories.models import TerritoryRule
from orbita.platform.acts.frame import running
from orbita.platform.imports.events import RecordsImported
from orbita.platform.tracking import EVENT_MODELS

PLACES = {"city", "addresses", "deleted_at"}


def place_new(event: PartyAdded) -> None:
    """A new client comes to the territory that the rules say."""
    _settle([event.party_id])


def place_changed(event: PartiesChanged) -> None:
    """A client with another address, or with another answer to a condition, follows the rules."""
    if PLACES & set(event.fields) or TerritoryRule.objects.exclude(condition="").exists():
        _settle(event.party_ids)


def place_imported(event: RecordsImported) -> None:
    """All clients of a file come to their territories at once."""
    if event.kind != "parties":
        return
    history = EVENT_MODELS[Party]._default_manager.filter(pgh_context_id=event.act_id)
    moved = EVENT_MODELS[Address]._default_manager.filter(pgh_context_id=event.act_id)
    touched = Q(pk__in=history.values("pgh_obj")) | Q(pk__in=moved.values("party"))
    _settle(Party.objects.filter(touched).values("pk"))


def _settle(ids: Sequence[UUID] | QuerySet[Any]) -> None:
    act = running()
    assert act is not None
    if TerritoryRule.objects.exists():
        settle_parties(ids, by=act.by)
