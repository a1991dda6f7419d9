"""What is done with leads: a module for each sort of act."""

from orbita.sales.leads.commands.adding import add_lead, add_leads
from orbita.sales.leads.commands.changing import change_leads, delete_leads, restore_leads
from orbita.sales.leads.commands.converting import Conversion, attach_lead, convert_lead
from orbita.sales.leads.commands.deciding import (
    assign_leads,
    reject_leads,
    return_lead,
    take_lead,
)
from orbita.sales.leads.commands.distributing import (
    distribute_leads,
    pass_on_overdue,
    wake_waiting,
)
from orbita.sales.leads.commands.joining import join_leads
from orbita.sales.leads.commands.rules import (
    add_rule,
    change_rule,
    place_rule,
    remove_rule,
    switch_rule,
)
from orbita.sales.leads.commands.sources import (
    add_reason,
    add_source,
    change_source,
    remove_reason,
    switch_source,
)

__all__ = [
    "Conversion",
    "add_lead",
    "add_leads",
    "add_reason",
    "add_rule",
    "add_source",
    "assign_leads",
    "attach_lead",
    "change_leads",
    "change_rule",
    "change_source",
    "convert_lead",
    "delete_leads",
    "distribute_leads",
    "join_leads",
    "pass_on_overdue",
    "place_rule",
    "reject_leads",
    "remove_reason",
    "remove_rule",
    "restore_leads",
    "return_lead",
    "switch_rule",
    "switch_source",
    "take_lead",
    "wake_waiting",
]
