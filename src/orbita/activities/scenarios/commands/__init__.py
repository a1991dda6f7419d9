"""What is done with rules: written down, called, carried out."""

from orbita.activities.scenarios.commands.calling import (
    call_due,
    call_rules,
    forget_runs,
    retry_failed,
    run_now,
)
from orbita.activities.scenarios.commands.rules import (
    RuleDraft,
    add_rule,
    change_rule,
    remove_rule,
    switch_rule,
)
from orbita.activities.scenarios.commands.running import run_waiting, undo_rule_act

__all__ = [
    "RuleDraft",
    "add_rule",
    "call_due",
    "call_rules",
    "change_rule",
    "forget_runs",
    "remove_rule",
    "retry_failed",
    "run_now",
    "run_waiting",
    "switch_rule",
    "undo_rule_act",
]
