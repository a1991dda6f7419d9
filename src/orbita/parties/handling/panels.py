"""What handling shows on the pages of clients, deals and leads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from orbita.parties.directory.models import Party
from orbita.parties.handling.queries import guide_of, handling_of, handling_then, party_of
from orbita.platform.acts.actor import Actor


def of_record(actor: Actor, record: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """How the client of a record is to be treated, of today or of a day. One statement."""
    party_id = party_of(record)
    if party_id is None:
        return None
    found = handling_then(party_id, as_of) if as_of else handling_of(party_id)
    guide = guide_of(found) if found else None
    is_on_top = as_of is None and isinstance(record, Party)
    may_edit = is_on_top and actor.may("parties.edit")
    if guide is None and not may_edit:
        return None
    if is_on_top and guide and not guide.has_terms:  # all of it stands in the head already
        return None
    return {
        "guide": guide,
        "is_on_top": is_on_top,
        "may_edit": may_edit,
        "edit_url": reverse("handling:rules", args=[party_id]) if may_edit else "",
        "is_past": as_of is not None,
    }
