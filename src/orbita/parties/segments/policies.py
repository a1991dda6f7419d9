"""The scope «segment»: whoever has a right in it reaches the clients of the segments given to him."""

from django.db.models import Exists, Model, OuterRef, Q

from orbita.parties.directory.models import Party
from orbita.parties.segments.models import given_to, members_of
from orbita.platform.acts.actor import Actor


def given_clients(actor: Actor, model: type[Model]) -> Q:
    """Own and assigned records, and the clients of given segments, or what belongs to these clients.

    Asked client by client through an index: beside an OR, a set of a million keys would be looked
    through for every row.
    """
    found = Q(owner=actor.id)
    extra = getattr(model, "assigned_to", None)
    if extra is not None:
        found |= extra(actor)
    if model is Party:
        link = "pk"
    elif any(field.name == "party" for field in model._meta.fields):
        link = "party"
    else:
        return found
    given = members_of(given_to(actor).values("segment"))
    return found | Q(Exists(given.filter(party=OuterRef(link))))
