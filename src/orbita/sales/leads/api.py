"""What programs do with leads."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.resources.slots import ApiAct, ApiResource, ApiTable, Many, Shape, columns
from orbita.sales.leads import commands
from orbita.sales.leads.commands.changing import EDITABLE
from orbita.sales.leads.models import DistributionRule, Lead, LeadSource, RejectReason

SOURCE = columns(
    LeadSource, "key", "name", "kind", "minutes_to_take", "origins", "heading", "consent", "thanks"
)
RULE = columns(DistributionRule, "name", "where", "mode", "team", "only_at_work", "minutes_to_take")
VALUES = columns(
    Lead, *sorted(EDITABLE - {"source"}), "received_at", "external_system", "external_id"
)
MANAGE = "leads.manage"

API = (
    ApiResource(
        "lead",
        "leads",
        editable=tuple(EDITABLE),
        create=commands.add_lead,
        spread="values",
        more=VALUES,
        unique=("external_system+external_id",),
        importable="leads",
        order=50,
    ),
    ApiAct("leads/{lead_id}/client/", commands.attach_lead, "put"),
    ApiAct("leads/{lead_id}/conversion/", commands.convert_lead),
    ApiAct("leads/owner/", commands.assign_leads, "put"),
    ApiAct("leads/{id}/owner/", commands.assign_leads, "put", one=True),
    ApiAct("leads/rejection/", commands.reject_leads),
    ApiAct("leads/{id}/rejection/", commands.reject_leads, one=True),
    ApiAct("leads/{lead_id}/rejection/", commands.return_lead, "delete"),
    ApiAct("leads/{lead_id}/taking/", commands.take_lead),
    ApiAct("leads/{lead_id}/joined/", commands.join_leads),
    ApiAct("leads/many/", commands.add_leads, body={"rows": Many(Shape("LeadValues", VALUES))}),
    ApiAct("lead-sources/", commands.add_source, body=SOURCE, permission=MANAGE),
    ApiAct(
        "lead-sources/{source_id}/", commands.change_source, "patch", body=SOURCE, permission=MANAGE
    ),
    ApiAct("lead-sources/{source_id}/switch/", commands.switch_source, "put", permission=MANAGE),
    ApiAct("reject-reasons/", commands.add_reason, permission=MANAGE),
    ApiAct("reject-reasons/{reason_id}/", commands.remove_reason, "delete", permission=MANAGE),
    ApiTable(
        "distribution-rules",
        _("Rules of distribution"),
        lambda actor: DistributionRule.objects.all(),
        DistributionRule,
        (*RULE, "position", "is_active"),
        permission=MANAGE,
    ),
    ApiAct("distribution-rules/", commands.add_rule, body=RULE, permission=MANAGE),
    ApiAct(
        "distribution-rules/{rule_id}/", commands.change_rule, "put", body=RULE, permission=MANAGE
    ),
    ApiAct("distribution-rules/{rule_id}/switch/", commands.switch_rule, "put", permission=MANAGE),
    ApiAct("distribution-rules/{rule_id}/position/", commands.place_rule, "put", permission=MANAGE),
    ApiAct("distribution-rules/{rule_id}/", commands.remove_rule, "delete", permission=MANAGE),
    ApiTable(
        "lead-sources",
        _("Sources of leads"),
        lambda actor: LeadSource.objects.all(),
        LeadSource,
        ("key", "name", "kind", "position", "is_active", "minutes_to_take", "origins", "heading"),
        permission="leads.view",
    ),
    ApiTable(
        "reject-reasons",
        _("Reasons of rejection"),
        lambda actor: RejectReason.objects.all(),
        RejectReason,
        ("name", "position"),
        permission="leads.view",
    ),
)
