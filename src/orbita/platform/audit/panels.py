"""What stood beside a record on a past day: the rows of the tables that belong to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orbita.platform.acts.actor import Actor
from orbita.platform.audit.comparing import part_groups
from orbita.platform.records.slots import kind_of


def parts_then(actor: Actor, record: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """Ties, roles, places, lines of a deal … as of a moment. Two statements and the names.

    Contacts, addresses and accounts of a client stand in the profile.
    """
    if as_of is None:
        return None
    kind = kind_of(type(record))
    shown = {model for model, _key in kind.parts}
    groups = part_groups(actor, kind, record.pk, as_of, shown)
    return {"groups": groups} if groups else None
