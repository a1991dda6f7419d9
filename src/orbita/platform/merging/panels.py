"""What a record's page says of what was merged into it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.platform.audit.terms import is_late
from orbita.platform.merging.queries import merges_into
from orbita.platform.records.slots import kind_of


def merged_from(actor: Actor, record: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The merges into this record until that time, with the way back where there is one.

    Three statements at most.
    """
    merges = merges_into(kind_of(type(record)).key, record.pk)
    shown = [merge for merge in merges if as_of is None or merge.at <= as_of]
    if not shown:
        return None
    names = names_of({merge.by_id for merge in shown if merge.by_id})
    return {
        "merges": [
            {
                "merge": merge,
                "by": names.get(merge.by_id, "") if merge.by_id else "",
                "may_undo": as_of is None
                and not is_late(merge.at)
                and (merge.by_id == actor.id or actor.may("acts.undo_any")),
            }
            for merge in shown
        ]
    }
