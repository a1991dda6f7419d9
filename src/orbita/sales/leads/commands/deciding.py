"""The decisions about a lead: take it, give it, reject it, return it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from orbita.platform.access.queries import require
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import lock_rows
from orbita.sales.leads.errors import (
    LeadIsClosed,
    LeadIsConverted,
    LeadIsOpen,
    LeadIsTaken,
    RejectReasonIsUnknown,
)
from orbita.sales.leads.events import LeadReturned, LeadsGiven, LeadsRejected, LeadTaken
from orbita.sales.leads.models import OPEN, Lead, RejectReason, Status

TOLD = timedelta(hours=1)
"""For so long whoever has just seen a common lead is told who was quicker."""


@command
def take_lead(lead_id: UUID, *, by: Actor) -> Lead:
    """Accept a lead: it becomes one's own. Taking one's own lead again does nothing.

    Of two who take a common lead at once the second is told who has it. Refuses a closed lead and
    one that a colleague is working on.
    """
    lead = lock_lead(lead_id, by)
    if not lead.is_open:
        raise LeadIsClosed(subject=lead.subject)
    if lead.status == Status.TAKEN:
        if lead.owner_id == by.id:
            return lead
        raise LeadIsTaken(name=lead.owner or "—")
    take(lead, by)
    lead.save(update_fields=["status", "owner", "taken_at", "given_at", "given", "is_late"])
    announce(LeadTaken(lead_id=lead.pk, by=by.id))
    return lead


def take(lead: Lead, by: Actor) -> None:
    """Make a new lead the actor's own, without saving it."""
    now = timezone.now()
    if lead.owner_id != by.id:
        was = "common" if lead.owner_id is None else "other"
        lead.owner_id, lead.given_at = by.id, now
        lead.given = {"mode": "taken", "was": was}
    lead.status, lead.taken_at = Status.TAKEN, now
    lead.is_late = lead.due_at is not None and lead.due_at < now


def lock_lead(lead_id: UUID, by: Actor) -> Lead:
    """The lead for an act on it: seen, locked, his to change."""
    # No join here: after waiting for another's lock a joined owner would be the one before.
    lead: Lead | None = Lead.objects.alive().select_for_update().filter(pk=lead_id).first()
    if lead is None:
        raise NotFound
    if not Lead.objects.visible_to(by).filter(pk=lead_id).exists():
        _say_who_was_quicker(lead, by)
        raise NotFound
    if not Lead.objects.within(by, "edit").filter(pk=lead_id).exists():
        if lead.status == Status.TAKEN:
            raise LeadIsTaken(name=lead.owner or "—")
        raise NotAllowed
    return lead


def _say_who_was_quicker(lead: Lead, by: Actor) -> None:
    """A common lead was everybody's a moment ago: who saw it there may know who has it now."""
    if not by.may("leads.edit") or lead.taken_at is None or lead.given.get("was") != "common":
        return
    if timezone.now() - lead.taken_at < TOLD:
        raise LeadIsTaken(name=lead.owner or "—")


@command
def assign_leads(ids: Sequence[UUID], *, owner_id: UUID | None, by: Actor) -> None:
    """Give open leads to an employee, or with None back to the common inbox. One statement.

    Refuses closed leads, and an employee who cannot sign in.
    """
    rows = _lock_open(ids, by)
    if owner_id and not User.objects.active().filter(pk=owner_id).exists():
        raise NotFound
    now = timezone.now()
    Lead.objects.filter(pk__in=[row.pk for row in rows]).update(
        owner=owner_id,
        status=Status.TAKEN if owner_id and owner_id == by.id else Status.NEW,
        taken_at=now if owner_id and owner_id == by.id else None,
        given_at=now if owner_id else None,
        given={"mode": "hand", "by": by.name} if owner_id else {},
        rule=None,
    )
    if owner_id:
        given = tuple(row.pk for row in rows)
        announce(LeadsGiven(given, (owner_id,) * len(given), by_rule=False, by=by.id))


@command
def reject_leads(
    ids: Sequence[UUID], *, reason_id: UUID | None, comment: str = "", by: Actor
) -> None:
    """Close leads as rejected, with the reason. Refuses without one, and leads that are closed."""
    rows = _lock_open(ids, by)
    reason = RejectReason.objects.filter(pk=reason_id).first() if reason_id else None
    if reason is None:
        raise RejectReasonIsUnknown
    Lead.objects.filter(pk__in=[row.pk for row in rows]).update(
        status=Status.REJECTED,
        reject_reason=reason,
        reject_comment=comment.strip(),
        closed_at=timezone.now(),
    )
    Lead.objects.filter(pk__in=[row.pk for row in rows], owner=None).update(owner=by.id)
    announce(LeadsRejected(lead_ids=tuple(row.pk for row in rows), reason_id=reason.pk, by=by.id))


@command
def return_lead(lead_id: UUID, *, by: Actor) -> Lead:
    """Put a lead back into the common inbox, a rejected one as well. Refuses a converted one."""
    lead = lock_lead(lead_id, by)
    if lead.status == Status.CONVERTED:
        raise LeadIsConverted(subject=lead.subject)
    if lead.status == Status.NEW and lead.owner_id is None:
        raise LeadIsOpen(subject=lead.subject)
    lead.status, lead.owner, lead.rule, lead.given = Status.NEW, None, None, {}
    lead.taken_at = lead.given_at = lead.closed_at = lead.due_at = lead.reject_reason = None
    lead.reject_comment = ""
    lead.save()
    announce(LeadReturned(lead_id=lead.pk, by=by.id))
    return lead


def _lock_open(ids: Sequence[UUID], by: Actor) -> list[Lead]:
    require(by, "leads.edit")
    rows: list[Lead] = lock_rows(Lead, ids, "edit", by=by)
    if closed := next((row for row in rows if row.status not in OPEN), None):
        raise LeadIsClosed(subject=closed.subject)
    return rows
