"""Whom leads tell: who gets one, and the head when nobody takes one in time."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.notifications.slots import Announced
from orbita.platform.records.slots import RecordRef
from orbita.sales.leads.events import LeadsGiven, LeadsLapsed
from orbita.sales.leads.models import Lead
from orbita.sales.leads.policies import heads_of


def given(event: LeadsGiven) -> Announced | None:
    """Everybody who got leads, but not who gave one to himself."""
    to = set(event.owner_ids) - {event.by}
    if not to:
        return None
    if len(event.lead_ids) > 1:
        return Announced(to, {})
    lead = Lead.objects.filter(pk=event.lead_ids[0]).first()
    if lead is None:
        return None
    values = {"subject": lead.subject, "who": lead.who}
    return Announced(to, values, RecordRef("lead", lead.pk))


def word_given(values: Mapping[str, Any]) -> str:
    """A lead, or several, wait for the reader."""
    if "subject" not in values:
        return _("You are given leads")
    return _("You are given a lead: %(subject)s") % {"subject": values["subject"]}


def lapsed(event: LeadsLapsed) -> Announced | None:
    """The heads of those who did not take the leads in time."""
    heads = heads_of(event.owner_ids)
    first = Lead.objects.filter(pk=event.lead_ids[0]).first()
    if not heads or first is None:
        return None
    values = {"count": len(event.lead_ids), "subject": first.subject}
    one = len(event.lead_ids) == 1
    return Announced(heads, values, RecordRef("lead", first.pk) if one else None)


def word_lapsed(values: Mapping[str, Any]) -> str:
    """Leads that nobody took."""
    if values["count"] == 1:
        return _("Nobody took a lead in time: %(subject)s") % {"subject": values["subject"]}
    return ngettext(
        "Nobody took %(count)s lead in time", "Nobody took %(count)s leads in time", values["count"]
    ) % {"count": values["count"]}
