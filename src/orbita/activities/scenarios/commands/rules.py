"""Rules: written down, changed, switched, removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max

from orbita.activities.scenarios.errors import RuleNeedsAction
from orbita.activities.scenarios.events import RulesChanged
from orbita.activities.scenarios.models import Rule
from orbita.activities.scenarios.policies import actions_of, fulfilling
from orbita.activities.scenarios.queries import rule_sentence
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command

MANAGE = "scenarios.manage"


@dataclass(frozen=True)
class RuleDraft:
    """What a rule says: of which kind, when, if, then. Without a name it is called by its words."""

    kind: str
    trigger: str
    said: Mapping[str, Any]
    actions: Sequence[tuple[str, Mapping[str, Any]]]
    condition: str = ""
    name: str = ""
    shelf: str = ""
    is_on: bool = field(default=True)

    def as_rule(self, rule: Rule | None = None) -> Rule:
        """The draft as a rule, unsaved. Refuses one without actions and one that cannot be read."""
        found = rule or Rule(kind=self.kind)
        found.trigger, found.said, found.condition = self.trigger, dict(self.said), self.condition
        found.actions = [[key, dict(said)] for key, said in self.actions]
        found.shelf, found.is_on = self.shelf, self.is_on
        if not found.actions:
            raise RuleNeedsAction
        actions_of(found)
        fulfilling(found)
        found.name = self.name.strip()[:200] or rule_sentence(found)[:200]
        return found


@command
def add_rule(draft: RuleDraft, *, by: Actor) -> Rule:
    """A new rule, the last of its kind. Refuses one without actions, or that cannot be read."""
    require(by, MANAGE)
    rule = draft.as_rule()
    last = Rule.objects.filter(kind=rule.kind).aggregate(last=Max("position"))["last"]
    rule.position = 0 if last is None else last + 1
    rule.save()
    announce(RulesChanged(rule_id=rule.pk, by=by.id))
    return rule


@command
def change_rule(rule_id: UUID, draft: RuleDraft, *, by: Actor) -> Rule:
    """Say the rule anew; what it has done stays done."""
    rule = draft.as_rule(_locked(rule_id, by))
    rule.save()
    announce(RulesChanged(rule_id=rule.pk, by=by.id))
    return rule


@command
def switch_rule(rule_id: UUID, *, on: bool, by: Actor) -> Rule:
    """Switch a rule on or off; what waits for a rule that is off is left out."""
    rule = _locked(rule_id, by)
    rule.is_on = on
    rule.save(update_fields=["is_on"])
    announce(RulesChanged(rule_id=rule.pk, by=by.id))
    return rule


@command
def remove_rule(rule_id: UUID, *, by: Actor) -> None:
    """Remove a rule with its log; what it has done stays done."""
    _locked(rule_id, by).delete()
    announce(RulesChanged(rule_id=rule_id, by=by.id))


def _locked(rule_id: UUID, by: Actor) -> Rule:
    require(by, MANAGE)
    rule = Rule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    return rule
