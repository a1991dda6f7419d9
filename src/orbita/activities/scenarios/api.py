"""What programs do with rules."""

from django.utils.translation import gettext_lazy as _

from orbita.activities.scenarios import commands
from orbita.activities.scenarios.models import Rule, RuleRun
from orbita.platform.resources.slots import ApiAct, ApiTable

MANAGE = "scenarios.manage"

API = (
    ApiTable(
        "rules", _("Rules"), lambda actor: Rule.objects.all(), Rule,
        ("kind", "name", "shelf", "trigger", "said", "condition", "actions", "is_on", "position"),
        permission=MANAGE,
    ),
    ApiAct("rules/", commands.add_rule, permission=MANAGE),
    ApiAct("rules/{rule_id}/", commands.change_rule, "put", permission=MANAGE),
    ApiAct("rules/{rule_id}/", commands.remove_rule, "delete", permission=MANAGE),
    ApiAct("rules/{rule_id}/switch/", commands.switch_rule, "put", permission=MANAGE),
    ApiAct("rules/{rule_id}/run/", commands.run_now, permission=MANAGE),
    ApiAct("rules/{rule_id}/failed/", commands.retry_failed, permission=MANAGE),
    ApiTable(
        "rule-runs", _("Log of rules"), lambda actor: RuleRun.objects.all(), RuleRun,
        ("rule_id", "record_kind", "record_id", "called_at", "ran_at", "outcome", "reason", "act_id"),
        permission=MANAGE,
    ),
    ApiAct("rules/acts/{act_id}/undo/", commands.undo_rule_act, permission=MANAGE),
)  # fmt: skip
