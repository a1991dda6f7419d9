"""Who sees what by territory: the clients of the territories that he manages, with all below."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q

from orbita.parties.directory.models import Party
from orbita.parties.territories.models import PartyTerritory
from orbita.parties.territories.queries import managed_by
from orbita.platform.acts.actor import Actor


def by_territory(actor: Actor, model: Any) -> Q:
    """Own records, and those of clients who stand in a territory that the actor manages.

    A deal, a contact or whatever else names a client follows its client. No statement.
    """
    own = Q(owner=actor.id)
    if given := getattr(model, "assigned_to", None):
        own |= given(actor)
    clients = PartyTerritory.objects.filter(territory__in=managed_by(actor)).values("party")
    if model is Party:
        return own | Q(pk__in=clients)
    return own | Q(party__in=clients) if _names_client(model) else own


def _names_client(model: Any) -> bool:
    try:
        return bool(model._meta.get_field("party").related_model is Party)
    except FieldDoesNotExist:
        return False
