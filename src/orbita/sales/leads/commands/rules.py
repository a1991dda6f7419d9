"""The rules by which leads are given out."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Max

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault, parse
from orbita.platform.lists.slots import fields_of
from orbita.sales.leads.errors import RuleIsUnclear, RuleNeedsPeople
from orbita.sales.leads.models import DistributionRule, RuleMember

MANAGE = "leads.manage"
EDITABLE = ("name", "where", "mode", "team_id", "only_at_work", "minutes_to_take")


@command
def add_rule(*, people: Collection[UUID] = (), by: Actor, **values: Any) -> DistributionRule:
    """Add a rule behind the others. Refuses one without people, and a condition that cannot be
    understood."""
    require(by, MANAGE)
    _check(values, people)
    last = DistributionRule.objects.aggregate(last=Max("position"))["last"]
    rule = DistributionRule.objects.create(
        position=0 if last is None else last + 1,
        **{name: value for name, value in values.items() if name in EDITABLE},
    )
    _settle_people(rule, people)
    return rule


@command
def change_rule(
    rule_id: UUID, *, people: Collection[UUID] = (), by: Actor, **values: Any
) -> DistributionRule:
    """Change a rule and let it choose among exactly these people (and its team)."""
    rule = _lock(rule_id, by)
    _check(values, people)
    changed = [name for name in EDITABLE if name in values]
    for name in changed:
        setattr(rule, name, values[name])
    rule.save(update_fields=[name.removesuffix("_id") for name in changed])
    _settle_people(rule, people)
    return rule


@command
def switch_rule(rule_id: UUID, *, on: bool, by: Actor) -> DistributionRule:
    """Put a rule into use or out of it."""
    rule = _lock(rule_id, by)
    rule.is_active = on
    rule.save(update_fields=["is_active"])
    return rule


@command
def place_rule(rule_id: UUID, *, up: bool, by: Actor) -> None:
    """Let a rule be asked before its neighbour above, or after the one below."""
    _lock(rule_id, by)
    rows = list(DistributionRule.objects.select_for_update())
    here = next(place for place, row in enumerate(rows) if row.pk == rule_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for place, row in enumerate(rows):
            row.position = place
        DistributionRule.objects.bulk_update(rows, ["position"])


@command
def remove_rule(rule_id: UUID, *, by: Actor) -> None:
    """Take a rule away; leads that it gave keep their owners and the story of it."""
    _lock(rule_id, by).delete()


def _lock(rule_id: UUID, by: Actor) -> DistributionRule:
    require(by, MANAGE)
    rule = DistributionRule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    return rule


def _check(values: dict[str, Any], people: Collection[UUID]) -> None:
    if not people and not values.get("team_id"):
        raise RuleNeedsPeople
    try:
        compile_condition(parse(values.get("where", "")), "lead", fields_of, SYSTEM)
    except ConditionFault:
        raise RuleIsUnclear from None


def _settle_people(rule: DistributionRule, people: Collection[UUID]) -> None:
    """Make these the rule's people, in this order."""
    now = list(rule.members.order_by("pk").values_list("user", flat=True))
    if now != list(people):
        rule.members.all().delete()
        RuleMember.objects.bulk_create(RuleMember(rule=rule, user_id=one) for one in people)
