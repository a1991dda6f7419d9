"""What stands on the page of a lead, and what leads show on the pages of clients and deals."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.records.slots import (
    RecordAct,
    RecordFact,
    RecordPanel,
    acts,
    facts,
    panels,
)
from orbita.sales.leads import panels as lead_panels
from orbita.sales.leads.models import Lead, Status

panels.plug(
    RecordPanel(
        "lead-request",
        ("lead",),
        pgettext_lazy("lead", "Request"),
        "leads/request_panel.html",
        lead_panels.request,
        place="left",
        order=10,
    ),
    RecordPanel(
        "lead-outcome",
        ("lead",),
        _("What has become of it"),
        "leads/outcome_panel.html",
        lead_panels.outcome,
        place="right",
        order=5,
    ),
    RecordPanel(
        "lead-similar",
        ("lead",),
        _("Looks the same"),
        "leads/similar_panel.html",
        lead_panels.similar,
        place="right",
        order=10,
    ),
    RecordPanel(
        "leads-of-party",
        ("party",),
        _("Requests"),
        "leads/leads_panel.html",
        lead_panels.leads_of_party,
        place="right",
        order=45,
        permission="leads.view",
    ),
    RecordPanel(
        "lead-of-deal",
        ("deal",),
        pgettext_lazy("deal", "Request at the beginning"),
        "leads/leads_panel.html",
        lead_panels.leads_of_deal,
        place="right",
        order=45,
        permission="leads.view",
    ),
)
facts.plug(
    RecordFact("lead-source", ("lead",), lead_panels.source_fact, order=10),
    RecordFact("lead-due", ("lead",), lead_panels.due_fact, order=20),
    RecordFact("lead-owner", ("lead",), lead_panels.owner_fact, order=30),
    RecordFact("lead-amount", ("lead",), lead_panels.amount_fact, order=40),
)


def _while(name: str, *states: str) -> Callable[[Lead], str]:
    """The address of an act that leads in these states have."""
    return lambda lead: reverse(name, args=[lead.pk]) if lead.status in states else ""


_OPEN = (Status.NEW, Status.TAKEN)
acts.plug(
    RecordAct(
        "take-lead",
        ("lead",),
        pgettext_lazy("lead", "Take"),
        "user-check",
        _while("leads:taking", Status.NEW),
        place="button",
        order=10,
        permission="leads.edit",
        method="post",
        keys="A",
    ),
    RecordAct(
        "convert-lead",
        ("lead",),
        _("Make a client"),
        "user-plus",
        _while("leads:conversion", *_OPEN),
        place="button",
        order=20,
        permission="leads.edit",
        drawer=True,
    ),
    RecordAct(
        "attach-lead",
        ("lead",),
        _("Attach to a client"),
        "link",
        _while("leads:client", *_OPEN),
        order=10,
        permission="leads.edit",
        drawer=True,
    ),
    RecordAct(
        "reject-lead",
        ("lead",),
        _("Reject"),
        "circle-x",
        _while("leads:rejection", *_OPEN),
        place="button",
        order=30,
        permission="leads.edit",
        drawer=True,
        keys="R",
    ),
    RecordAct(
        "give-lead",
        ("lead",),
        _("Give to a colleague"),
        "forward",
        _while("leads:owner", *_OPEN),
        order=20,
        permission="leads.edit",
        drawer=True,
    ),
    RecordAct(
        "return-lead",
        ("lead",),
        _("Return to the unsorted ones"),
        "rotate-ccw",
        lambda lead: (
            reverse("leads:return", args=[lead.pk])
            if lead.status in (Status.TAKEN, Status.REJECTED)
            else ""
        ),
        order=30,
        permission="leads.edit",
        method="post",
    ),
    RecordAct(
        "edit-lead",
        ("lead",),
        _("Change"),
        "pencil",
        lambda lead: reverse("leads:profile", args=[lead.pk]),
        order=5,
        permission="leads.edit",
        drawer=True,
        keys="E",
    ),
)
