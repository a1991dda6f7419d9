"""What leads tell on the timeline."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.commands import tell_stories, tell_story
from orbita.activities.timeline.slots import Story
from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.frame import running
from orbita.platform.records.slots import RecordRef
from orbita.sales.leads import events
from orbita.sales.leads.models import Lead, RejectReason

MOST = 100
"""More leads at once tell no stories: a file of thousands is one act, and history has it."""
STORIES = (
    Story("lead-added", _("Request received: %(subject)s"), "inbox", "blue", "%(source)s"),
    Story("lead-taken", _("Request taken"), "user-check", "blue", "%(subject)s"),
    Story("lead-given", _("Request given to %(name)s"), "user-round", "gray", "%(rule)s"),
    Story("lead-late", _("Nobody took the request in time"), "alarm-clock", "red"),
    Story("lead-rejected", _("Request rejected"), "circle-x", "gray", "%(reason)s"),
    Story("lead-returned", _("Request returned to the unsorted ones"), "rotate-ccw", "amber"),
    Story("lead-attached", _("Request attached to the client"), "link", "violet", "%(subject)s"),
    Story("lead-joined", _("The same request came again"), "merge", "violet", "%(subject)s"),
    Story("lead-converted", _("Request became a client"), "user-plus", "green", "%(subject)s"),
)


def _by() -> Any:
    act = running()
    assert act is not None
    return act.by


def _tell(key: str, lead_id: UUID, party_id: UUID | None = None, **values: Any) -> None:
    about = RecordRef("lead", lead_id)
    tell_story(key, party_id=party_id, about=about, values=values, by=_by())


def _tell_many(key: str, ids: Sequence[UUID], **values: Any) -> None:
    if ids and len(ids) <= MOST:
        tell_stories(key, [RecordRef("lead", pk) for pk in ids], values=values, by=_by())


def tell_added(event: events.LeadAdded) -> None:
    """A request came."""
    lead = Lead.objects.select_related("source").get(pk=event.lead_id)
    source = lead.source.name if lead.source else ""
    _tell("lead-added", lead.pk, subject=lead.subject, source=source)


def tell_taken(event: events.LeadTaken) -> None:
    """Somebody took it."""
    _tell("lead-taken", event.lead_id)


def tell_given(event: events.LeadsGiven) -> None:
    """Leads were given out: one statement for each of those who got some."""
    if len(event.lead_ids) > MOST:
        return
    names = names_of(set(event.owner_ids))
    rules = dict(Lead.objects.filter(pk__in=event.lead_ids).values_list("pk", "given__rule"))
    groups: dict[tuple[UUID, str], list[UUID]] = {}
    for lead_id, owner_id in zip(event.lead_ids, event.owner_ids, strict=True):
        groups.setdefault((owner_id, rules.get(lead_id) or ""), []).append(lead_id)
    for (owner_id, rule), ids in groups.items():
        _tell_many("lead-given", ids, name=names.get(owner_id, ""), rule=rule)


def tell_late(event: events.LeadsLapsed) -> None:
    """Nobody took them in time."""
    _tell_many("lead-late", event.lead_ids)


def tell_rejected(event: events.LeadsRejected) -> None:
    """Leads were rejected, and why."""
    reason = RejectReason.objects.only("name").get(pk=event.reason_id)
    _tell_many("lead-rejected", event.lead_ids, reason=reason.name)


def tell_returned(event: events.LeadReturned) -> None:
    """A lead went back to the common inbox."""
    _tell("lead-returned", event.lead_id)


def tell_attached(event: events.LeadAttached) -> None:
    """A lead belongs to a known client."""
    lead = Lead.objects.only("subject").get(pk=event.lead_id)
    _tell("lead-attached", event.lead_id, event.party_id, subject=lead.subject)


def tell_joined(event: events.LeadsJoined) -> None:
    """The same request came more than once."""
    subjects = Lead.objects.filter(pk__in=event.joined_ids).values_list("subject", flat=True)
    _tell("lead-joined", event.lead_id, subject="; ".join(subjects))


def tell_converted(event: events.LeadConverted) -> None:
    """A lead became a client."""
    lead = Lead.objects.only("subject").get(pk=event.lead_id)
    _tell("lead-converted", event.lead_id, event.party_id, subject=lead.subject)
