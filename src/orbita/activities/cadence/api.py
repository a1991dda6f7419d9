"""What programs do with cadences."""

from django.utils.translation import gettext_lazy as _

from orbita.activities.cadence import commands
from orbita.activities.cadence.models import CadenceRule
from orbita.activities.timeline.models import Kind
from orbita.platform.resources.slots import ApiAct, ApiTable, columns

MANAGE = "cadence.manage"
RULE = columns(CadenceRule, "name", "branch", "status", "role", "days", "is_direct")

API = (
    ApiTable(
        "cadence-rules", _("Cadences"), lambda actor: CadenceRule.objects.all(), CadenceRule,
        (*RULE, "position"), permission="parties.view",
    ),
    ApiAct("cadence-rules/", commands.add_cadence_rule, permission=MANAGE),
    ApiAct("cadence-rules/{rule_id}/", commands.change_cadence_rule, "patch", spread="changes",
           body=RULE, permission=MANAGE),
    ApiAct("cadence-rules/{rule_id}/", commands.delete_cadence_rule, "delete", permission=MANAGE),
    ApiAct("cadence-rules/{rule_id}/position/", commands.shift_cadence_rule, "put",
           permission=MANAGE),
    ApiAct("parties/touches/", commands.plan_touches, body={"kind": Kind}),
)  # fmt: skip
