"""Questions about rates."""

from uuid import UUID

from django.db.models import QuerySet

from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita_rates.models import ClientRate


def rate_of(party_id: UUID) -> ClientRate | None:
    """The rate of a client, or None. One statement."""
    return ClientRate.objects.filter(party=party_id).first()


def rates(actor: Actor) -> "QuerySet[ClientRate]":
    """The rates of the clients that the actor sees, by name. One statement."""
    seen = Party.objects.visible_to(actor)
    return ClientRate.objects.filter(party__in=seen).select_related("party").order_by("party__name")
