"""How leads become one: what can be chosen, and that closed ones stay as they were decided."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.merging.slots import Mergeable
from orbita.sales.leads import rules
from orbita.sales.leads.errors import LeadIsClosed
from orbita.sales.leads.events import LeadsChanged
from orbita.sales.leads.models import Lead

FIELDS = (
    "subject", "person_name", "position", "company_name", "phone", "email", "messenger", "city",
    "product", "amount", "currency", "score", "owner",
)  # fmt: skip
REACHES = ("phone", "email", "messenger")


def refuse_closed(leads: Sequence[Lead]) -> None:
    """What was decided of a lead is decided."""
    if closed := next((lead for lead in leads if not lead.is_open), None):
        raise LeadIsClosed(subject=closed.subject)


def follow(
    leads: Sequence[Lead], sources: Mapping[str, Any], changed: Mapping[str, Any]
) -> dict[str, Any]:
    """The comparable forms of contacts; the client, if any of them is known to be of one."""
    reaches = {name: value for name, value in changed.items() if name in REACHES}
    found: dict[str, Any] = dict(rules.normals(reaches))
    found["received_at"] = min(lead.received_at for lead in leads)
    if leads[0].party_id is None:
        found["party_id"] = next((lead.party_id for lead in leads if lead.party_id), None)
    return found


def tell_changed(ids: Sequence[UUID], fields: Sequence[str], by: Actor) -> None:
    """The survivors have changed."""
    announce(LeadsChanged(lead_ids=tuple(ids), fields=tuple(fields), by=by.id))


LEAD = Mergeable(
    kind="lead",
    fields=lambda leads: FIELDS,
    refuse=refuse_closed,
    follow=follow,
    tell=tell_changed,
    joined=("text",),
)
