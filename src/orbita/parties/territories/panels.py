"""The territory of a client on his page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orbita.parties.directory.models import Party
from orbita.parties.territories.models import Territory
from orbita.parties.territories.queries import former_territories, territory_of
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor


def standing(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """Where the client stands, why, and where he stood before. Three statements at most."""
    if as_of is not None:
        return None
    now = territory_of(party)
    may_edit = allows(actor, "parties.edit", party)
    if now is None and not (may_edit and Territory.objects.exists()):
        return None
    return {"now": now, "past": former_territories(party), "may_edit": may_edit}
