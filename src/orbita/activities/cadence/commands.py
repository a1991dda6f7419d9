"""What is done with cadence: the rules, and touches planned for many clients at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from orbita.activities.cadence.errors import (
    EverybodyHasStep,
    RuleExists,
    RuleNeedsName,
    TouchesInThePast,
)
from orbita.activities.cadence.events import CadenceChanged, TouchesPlanned
from orbita.activities.cadence.models import CadenceRule
from orbita.activities.cadence.queries import rule_named, start_of, workdays
from orbita.activities.timeline.commands import NextStep, PlannedStep, plan_steps
from orbita.activities.timeline.models import Kind
from orbita.parties.directory.models import Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command

MANAGE = "cadence.manage"
EDITABLE = {"name", "branch_id", "status", "role", "days", "is_direct"}


@command
def add_cadence_rule(
    *,
    name: str,
    days: int | None,
    branch_id: UUID | None = None,
    status: str = "",
    role: str = "",
    is_direct: bool = True,
    by: Actor,
) -> CadenceRule:
    """Ask for a touch of some clients every so many days (None: never). It stands last."""
    require(by, MANAGE)
    rule = CadenceRule(
        name=_named(name),
        days=days,
        branch_id=branch_id,
        status=status,
        role=role,
        is_direct=is_direct,
        position=CadenceRule.objects.count(),
    )
    _store(rule)
    announce(CadenceChanged(rule_id=rule.pk, by=by.id))
    return rule


@command
def change_cadence_rule(rule_id: UUID, changes: Mapping[str, Any], *, by: Actor) -> CadenceRule:
    """Set fields of a rule; the due days of clients follow."""
    rule = _locked(rule_id, by)
    given = {name: value for name, value in changes.items() if name in EDITABLE}
    if "name" in given:
        given["name"] = _named(given["name"])
    for name, value in given.items():
        setattr(rule, name, value)
    _store(rule, *given)
    announce(CadenceChanged(rule_id=rule.pk, by=by.id))
    return rule


@command
def shift_cadence_rule(rule_id: UUID, *, down: bool, by: Actor) -> None:
    """Put a rule one place higher or lower: the first that fits a client is his."""
    _locked(rule_id, by)
    rules = list(CadenceRule.objects.select_for_update())
    at = next(number for number, one in enumerate(rules) if one.pk == rule_id)
    to = min(max(at + (1 if down else -1), 0), len(rules) - 1)
    rules.insert(to, rules.pop(at))
    for number, one in enumerate(rules):
        one.position = number
    CadenceRule.objects.bulk_update(rules, ["position"])
    announce(CadenceChanged(rule_id=rule_id, by=by.id))


@command
def delete_cadence_rule(rule_id: UUID, *, by: Actor) -> None:
    """Remove a rule; its clients come under the next one that fits."""
    _locked(rule_id, by).delete()
    announce(CadenceChanged(rule_id=rule_id, by=by.id))


@command
def plan_touches(
    ids: Sequence[UUID],
    *,
    first_on: date,
    over_days: int = 5,
    kind: str = Kind.CALL,
    subject: str = "",
    mine: bool = False,
    by: Actor,
) -> int:
    """Plan a contact with each of these clients, spread evenly over working days; how many.

    Each is his owner's to do (`mine`: the actor's own). Clients with a planned step are left out;
    refuses when nobody is left, and days in the past. The number of statements does not grow.
    """
    require(by, "interactions.create")
    if first_on < timezone.localdate():
        raise TouchesInThePast
    seen = Party.objects.visible_to(by).filter(pk__in=list(ids))
    rows = list(
        seen.order_by("cadence__due_at", "pk").values_list("pk", "owner", "pulse__next_step")
    )
    if len(rows) < len(set(ids)):
        raise NotFound
    waiting = [(party, owner) for party, owner, step in rows if step is None]
    if not waiting:
        raise EverybodyHasStep
    days = workdays(first_on, min(over_days, len(waiting)))
    steps = [
        NextStep(
            kind,
            start_of(days[place * len(days) // len(waiting)]),
            is_all_day=True,
            subject=subject,
            assignee_id=by.id if mine else owner or by.id,
        )
        for place, (_party, owner) in enumerate(waiting)
    ]
    parties = tuple(party for party, _owner in waiting)
    plan_steps([PlannedStep(*pair) for pair in zip(steps, parties, strict=True)], by=by)
    announce(TouchesPlanned(party_ids=parties, by=by.id))
    return len(waiting)


def _named(name: str) -> str:
    if not name.strip():
        raise RuleNeedsName
    return name.strip()


def _locked(rule_id: UUID, by: Actor) -> CadenceRule:
    require(by, MANAGE)
    rule_named(rule_id)
    return CadenceRule.objects.select_for_update().get(pk=rule_id)


def _store(rule: CadenceRule, *fields: str) -> None:
    try:
        with transaction.atomic():
            rule.save(update_fields=fields or None)
    except IntegrityError:
        raise RuleExists(name=rule.name) from None
