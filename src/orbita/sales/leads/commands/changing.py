"""Fields of leads, and the bin."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.fields.queries import is_own
from orbita.platform.records.changing import bin_rows, change_rows, restore_rows
from orbita.sales.leads import rules
from orbita.sales.leads.errors import LeadSaysNothing
from orbita.sales.leads.events import LeadsChanged
from orbita.sales.leads.models import Lead

EDITABLE = frozenset(rules.TEXTS) | {"amount", "currency", "score", "source", "details"}


@command
def change_leads(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> list[Lead]:
    """Set fields of one lead or of many. The owner and the state have acts of their own."""
    changes = {
        field: value for field, value in changes.items() if field in EDITABLE or is_own(field)
    }
    if "subject" in changes and not str(changes["subject"]).strip():
        raise LeadSaysNothing(field="subject")
    written: list[Lead] = change_rows(
        Lead, ids, {**changes, **rules.normals(changes)}, base=base, by=by
    )
    announce(LeadsChanged(lead_ids=tuple(ids), fields=tuple(changes), by=by.id))
    return written


@command
def delete_leads(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put leads into the bin."""
    binned = bin_rows(Lead, ids, by=by)
    announce(LeadsChanged(lead_ids=tuple(binned), fields=("deleted_at",), by=by.id))


@command
def restore_leads(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take leads out of the bin; one that was joined into another stands alone again."""
    restored = restore_rows(Lead, ids, by=by)
    Lead.objects.filter(pk__in=restored).update(joined_into=None)
    announce(LeadsChanged(lead_ids=tuple(restored), fields=("deleted_at",), by=by.id))
