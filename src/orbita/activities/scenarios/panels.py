"""Which rules acted on a record, on its page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orbita.activities.scenarios import queries
from orbita.platform.acts.actor import Actor
from orbita.platform.records.slots import kind_of


def of_record(actor: Actor, record: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The newest acts of rules on the record. Three statements; nothing where no rule has acted."""
    if as_of is not None:
        return None
    entries = queries.log_of_record(actor, kind_of(type(record)).key, record.pk)
    return {"entries": entries, "may_manage": actor.may("scenarios.manage")} if entries else None
