"""What stands on the page of a lead, and what leads show on the pages of clients and deals."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from orbita.kit.money import format_amount
from orbita.platform.acts.actor import Actor
from orbita.platform.audit.queries import records_as_of
from orbita.platform.records.slots import Fact
from orbita.platform.ui.dates import when
from orbita.sales.leads import queries
from orbita.sales.leads.models import Lead, Status
from orbita.sales.leads.wording import why_given


def request(actor: Actor, lead: Lead, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The words of the request and every value that came with them."""
    if as_of is not None:
        return None
    return {
        "lead": lead,
        "values": queries.details_of(lead),
        "why": why_given(lead),
        "may_edit": actor.may("leads.edit"),
    }


def similar(actor: Actor, lead: Lead, as_of: datetime | None) -> Mapping[str, Any] | None:
    """Who it may come from, and whether the same request came before."""
    if as_of is not None or not lead.is_open:
        return None
    return likeness(actor, lead)


def likeness(actor: Actor, lead: Lead) -> dict[str, Any]:
    """Known clients and open leads that look the same, with the reasons. Five statements at most."""
    may_see = actor.may("parties.view")
    clients = queries.similar_clients(actor, lead) if may_see else []
    return {
        "lead": lead,
        "clients": [(same, queries.reason_words(same.reason)) for same in clients],
        "twins": queries.similar_leads(actor, lead),
        "may_edit": actor.may("leads.edit"),
    }


def outcome(actor: Actor, lead: Lead, as_of: datetime | None) -> Mapping[str, Any] | None:
    """What has become of it: client, person and deal, or why it was rejected."""
    if as_of is not None or not (lead.party_id or lead.status == Status.REJECTED):
        return None
    return {"lead": lead}


THEN = 20
"""So many requests of a past day are shown."""


def leads_of_party(actor: Actor, party: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """A client's requests. One statement."""
    if as_of is not None:
        then = records_as_of(actor, Lead, as_of, along=("source",), party=party.pk)
        then.sort(key=lambda lead: lead.received_at, reverse=True)
        return {"leads": then[:THEN], "is_past": True}
    rows = Lead.objects.visible_to(actor).filter(party=party.pk).select_related("source")
    found = list(rows.order_by("-received_at")[:6])
    return {"leads": found} if found else None


def leads_of_deal(actor: Actor, deal: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The request from which a deal began."""
    if as_of is not None:
        return None
    rows = Lead.objects.visible_to(actor).filter(deal=deal.pk).select_related("source")
    found = list(rows.order_by("-received_at")[:3])
    return {"leads": found} if found else None


def source_fact(actor: Actor, lead: Lead) -> Fact | None:
    """Where it came from and when."""
    source = lead.source.name if lead.source else "—"
    return Fact(_("Source"), source, when(lead.received_at, "time"))


def due_fact(actor: Actor, lead: Lead) -> Fact | None:
    """By when it is to be taken, or how soon it was."""
    if lead.status != Status.NEW:
        return None
    if lead.due_at is None:
        return None
    late = lead.is_late or lead.due_at < timezone.now()
    note = _("overdue") if late else ""
    return Fact(_("To be taken by"), when(lead.due_at, "time"), note, "bad" if late else "")


def owner_fact(actor: Actor, lead: Lead) -> Fact | None:
    """Whose it is, and why."""
    if lead.owner is None:
        return Fact(_("Owner"), _("nobody"), why_given(lead), "warn" if lead.is_open else "")
    return Fact(_("Owner"), str(lead.owner), why_given(lead))


def amount_fact(actor: Actor, lead: Lead) -> Fact | None:
    """What it may be worth."""
    if lead.amount is None:
        return None
    return Fact(_("Amount"), format_amount(lead.amount, lead.currency, get_language() or "ru"))
