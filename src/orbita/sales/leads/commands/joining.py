"""One request that came twice becomes one lead again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import lock_rows
from orbita.sales.leads import rules
from orbita.sales.leads.errors import JoinedWithItself, LeadIsClosed
from orbita.sales.leads.events import LeadsJoined
from orbita.sales.leads.models import Lead
from orbita.sales.leads.wording import whole_text_of

FILLED = (
    "person_name", "position", "company_name", "phone", "email", "messenger", "city", "product",
)  # fmt: skip


@command
def join_leads(lead_id: UUID, other_ids: Sequence[UUID], *, by: Actor) -> Lead:
    """Make leads that are the same request one: the first keeps its values, takes those that it
    lacks, and the whole text of each of the others below its own. The others go to the bin.

    Refuses closed leads.
    """
    others = [one for one in dict.fromkeys(other_ids) if one != lead_id]
    if not others:
        raise JoinedWithItself
    rows: dict[UUID, Lead] = {
        row.pk: row for row in lock_rows(Lead, [lead_id, *others], "edit", by=by)
    }
    if closed := next((row for row in rows.values() if not row.is_open), None):
        raise LeadIsClosed(subject=closed.subject)

    lead = rows[lead_id]
    for other_id in others:
        _take_over(lead, rows[other_id])
    lead.save()
    Lead.objects.filter(pk__in=others).update(joined_into=lead, deleted_at=timezone.now())
    announce(LeadsJoined(lead_id=lead.pk, joined_ids=tuple(others), by=by.id))
    return lead


def _take_over(lead: Lead, other: Lead) -> None:
    """What the other says comes below; what this one lacks is filled."""
    for name in FILLED:
        if not getattr(lead, name):
            setattr(lead, name, getattr(other, name))
    if lead.amount is None:
        lead.amount, lead.currency = other.amount, other.currency
    lead.score = lead.score if lead.score is not None else other.score
    lead.party_id = lead.party_id or other.party_id
    normals = rules.normals({name: getattr(lead, name) for name in ("phone", "email", "messenger")})
    for name, value in normals.items():
        setattr(lead, name, value)
    when = timezone.localtime(other.received_at)
    head = f"— {other.subject} ({when:%d.%m.%Y %H:%M})"
    lead.text = "\n\n".join(filter(None, (lead.text, f"{head}\n{whole_text_of(other)}")))
    details: dict[str, Any] = dict(other.details)
    lead.details = {**details, **lead.details}
    lead.received_at = min(lead.received_at, other.received_at)
