"""Where a party stands, on its page."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from orbita.parties.classifier.models import Tree
from orbita.parties.classifier.queries import places
from orbita.parties.directory.models import Party
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor

TONES = ("violet", "blue", "teal", "orange", "green", "pink", "lime", "amber")


def standing(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The branches of a party by trees, each tree in its tone. Three statements."""
    if as_of is not None:
        return None
    found = groupby(places(party), key=lambda place: place.tree)
    trees = [
        (name, TONES[number % len(TONES)], list(inside))
        for number, (name, inside) in enumerate(found)
    ]
    may_edit = allows(actor, "parties.edit", party)
    if not trees and not (may_edit and Tree.objects.exists()):
        return None
    return {"trees": trees, "may_edit": may_edit}
