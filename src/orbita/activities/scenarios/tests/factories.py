"""Rules for tests, made by Bob, who may, and the worker that carries them out."""

from typing import Any

from orbita.activities.scenarios.commands import RuleDraft, add_rule, call_due
from orbita.activities.scenarios.jobs import act
from orbita.activities.scenarios.models import Rule, RuleRun
from orbita.activities.scenarios.queries import timed_rules
from orbita.platform.accounts.tests.factories import actor, bob
from orbita.platform.acts.actor import SYSTEM

CALL = ("step", {"kind": "call", "words": "", "days": 1, "who": "owner"})


def rule(trigger: str, *does: tuple[str, dict[str, Any]], kind: str = "deal", **more: Any) -> Rule:
    """A rule that is on; it plans a call for tomorrow unless something else is said."""
    given = ("stage", "days", "field", "result", "status")
    said: dict[str, Any] = {key: more.pop(key) for key in given if key in more}
    draft = RuleDraft(kind=kind, trigger=trigger, said=said, actions=does or (CALL,), **more)
    return add_rule(draft, by=actor(bob()))


def work() -> None:
    """What the worker does: whatever waits is carried out."""
    for rule_id in (
        RuleRun.objects.filter(outcome="waiting").values_list("rule", flat=True).distinct()
    ):
        act(rule_id)


def tick() -> None:
    """What the clock does."""
    for rule_id in timed_rules():
        while call_due(rule_id, by=SYSTEM):
            act(rule_id)
    work()
