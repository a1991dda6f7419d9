"""A request comes in: by hand, from a form, from another program, one or many."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.own_values import own_of_new
from orbita.sales.leads import rules
from orbita.sales.leads.errors import LeadSaysNothing, SourceIsUnknown
from orbita.sales.leads.events import LeadAdded, LeadsAdded
from orbita.sales.leads.models import Lead, LeadSource, Status

PLAIN = ("currency", "score", "received_at", "external_system", "external_id")
SAYS = ("text", "subject", "person_name", "company_name", "phone", "email", "messenger", "product")
"""A lead says something when one of these is filled."""


@command
def add_lead(
    *,
    values: Mapping[str, Any],
    source_id: UUID | None = None,
    owner_id: UUID | None = None,
    by: Actor,
) -> Lead:
    """Write down a request. What one keeps for oneself is taken at once; what has no owner is given
    by the rules of distribution.

    `values` are those of the model; whatever else is among them is kept in `details`. A request that
    the same outside system has sent already gives the lead that it has become. Refuses a request
    that says nothing.
    """
    require(by, "leads.create")
    source = _source(source_id)
    row = _row(values, source, owner_id, by)
    if known := _known([row]):
        return known[0]
    row.save(force_insert=True)
    announce(LeadAdded(lead_id=row.pk, by=by.id))
    return row


@command
def add_leads(
    rows: Sequence[Mapping[str, Any]], *, source_id: UUID | None = None, by: Actor
) -> list[Lead]:
    """Write down many requests as one act; gives those that are new. Three statements."""
    require(by, "leads.create")
    source = _source(source_id)
    made = [_row(values, source, None, by) for values in rows]
    known = {(row.external_system, row.external_id) for row in _known(made)}
    once: dict[Any, Lead] = {}
    for row in made:
        key = (row.external_system, row.external_id) if row.external_id else row.pk
        if key not in known:
            once.setdefault(key, row)
    Lead.objects.bulk_create(once.values(), batch_size=1000)
    if once:
        ids = tuple(row.pk for row in once.values())
        announce(LeadsAdded(lead_ids=ids, by=by.id))
    return list(once.values())


def _source(source_id: UUID | None) -> LeadSource | None:
    if source_id is None:
        return None
    found = LeadSource.objects.filter(pk=source_id).first()
    if found is None:
        raise SourceIsUnknown
    return found


def _row(
    values: Mapping[str, Any], source: LeadSource | None, owner_id: UUID | None, by: Actor
) -> Lead:
    given, details = rules.fitted(values)
    if not any(given.get(name) for name in SAYS):
        raise LeadSaysNothing
    more = {name: values[name] for name in PLAIN if values.get(name) not in (None, "")}
    amount = values.get("amount")
    if amount is not None and not 0 <= amount < Decimal("1e15"):
        details["amount"], amount = str(amount), None
    given["subject"] = given.get("subject") or rules.subject_of(
        given, source.name if source else ""
    )
    now = timezone.now()
    mine = owner_id is not None and owner_id == by.id
    own = own_of_new(Lead, dict(values), by)
    return Lead(
        own=own,
        **given,
        **more,
        **rules.normals(given),
        amount=amount,
        details=details,
        source=source,
        owner_id=owner_id,
        status=Status.TAKEN if mine else Status.NEW,
        taken_at=now if mine else None,
        given_at=now if owner_id else None,
        given={"mode": "hand"} if owner_id else {},
        created_by_id=by.id,
    )


def _known(rows: Sequence[Lead]) -> list[Lead]:
    """Leads that came before under the same outside keys. One statement, or none."""
    keys = {row.external_id for row in rows if row.external_id}
    if not keys:
        return []
    systems = {row.external_system for row in rows}
    return list(Lead.objects.filter(external_id__in=keys, external_system__in=systems))
