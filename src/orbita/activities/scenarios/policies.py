"""Which records a rule is for, and what it would do with them. Nothing here writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from orbita.activities.scenarios.errors import RuleIsUnreadable
from orbita.activities.scenarios.models import Rule, RuleRun
from orbita.activities.scenarios.slots import (
    Action,
    Effect,
    Params,
    Planning,
    RuleKind,
    Subject,
    Trigger,
    actions,
    rule_kinds,
    triggers,
)
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault, parse
from orbita.platform.lists.slots import fields_of
from orbita.platform.records.slots import kinds


@dataclass(frozen=True)
class Plan:
    """What a rule does with one record."""

    subject: Subject
    effects: list[Effect] = field(default_factory=list)


def kind_of(rule: Rule) -> RuleKind:
    """The kind of records that the rule is for."""
    found = rule_kinds.get(rule.kind)
    if found is None:
        raise RuleIsUnreadable
    return found


def trigger_of(rule: Rule) -> Trigger:
    """The rule's trigger."""
    found = triggers.get(rule.trigger)
    if found is None:
        raise RuleIsUnreadable
    return found


def actions_of(rule: Rule) -> list[tuple[Action, Params]]:
    """The rule's actions with their parameters, in order."""
    pairs = [(actions.get(key), said) for key, said in rule.actions]
    if any(action is None for action, _said in pairs):
        raise RuleIsUnreadable
    return [(action, said) for action, said in pairs if action is not None]


def standing(rule: Rule, ids: Iterable[UUID] | None = None) -> QuerySet[Any]:
    """The records for which the rule's trigger has happened, whatever its condition says. The rights
    of a rule are the company's. No statement of its own."""
    kind = kind_of(rule)
    try:
        happened = trigger_of(rule).stands(rule.said, rule.kind)
    except (ValueError, TypeError, KeyError):
        raise RuleIsUnreadable from None
    rows: QuerySet[Any] = kinds[rule.kind].model.objects.visible_to(SYSTEM)
    rows = rows.filter(happened, kind.on_shelf(rule.shelf) if rule.shelf else Q())
    return rows if ids is None else rows.filter(pk__in=list(ids))


def fulfilling(rule: Rule, ids: Iterable[UUID] | None = None) -> QuerySet[Any]:
    """Of these, the ones that fulfil the condition. No statement of its own."""
    rows = standing(rule, ids)
    try:
        condition = compile_condition(parse(rule.condition), rule.kind, fields_of, SYSTEM)
    except ConditionFault:
        raise RuleIsUnreadable from None
    return rows.filter(condition) if condition else rows


def due(rule: Rule) -> Any:
    """For a trigger of time: the records for which it is time and that the rule has not had since
    they stand so, each with its `occurrence`. No statement of its own."""
    what = trigger_of(rule).occurrence
    if what is None:
        raise RuleIsUnreadable
    had = RuleRun.objects.filter(
        rule=rule, record_id=OuterRef("pk"), occurrence=OuterRef("occurrence")
    )
    rows = fulfilling(rule).annotate(occurrence=Cast(what, CharField()))
    rows = rows.exclude(occurrence=None).exclude(Exists(had))
    return rows.order_by("pk")


def subjects(kind: RuleKind, ids: Iterable[UUID]) -> list[Subject]:
    """The records as planning takes them, in the order of their keys. One statement."""
    title = kinds[kind.key].title
    paths = ("pk", title, "owner_id", kind.party, *kind.columns)
    rows = kinds[kind.key].model.objects.visible_to(SYSTEM).filter(pk__in=list(ids))
    return [
        Subject(row[0], row[1], row[2], row[3], dict(zip(kind.columns, row[4:], strict=True)))
        for row in rows.order_by("pk").values_list(*paths)
    ]


def plan(rule: Rule, ids: Iterable[UUID]) -> tuple[list[Plan], Planning]:
    """What the rule does with these records: dry run and real run ask here alike.

    A few statements an action, however many records there are.
    """
    found = subjects(kind_of(rule), ids)
    planning = _planning(rule, found)
    by_record: dict[UUID, Plan] = {subject.id: Plan(subject) for subject in found}
    for action, said in actions_of(rule):
        try:
            effects = action.plan(found, said, planning)
        except (ValueError, TypeError, KeyError):
            raise RuleIsUnreadable from None
        for effect in effects:
            by_record[effect.record_id].effects.append(effect)
    return list(by_record.values()), planning


def _planning(rule: Rule, found: Sequence[Subject]) -> Planning:
    """Names of employees and the heads of owners. Two statements."""
    people = User.objects.active().values_list("pk", "first_name", "last_name")
    names = {str(pk): f"{first} {last}".strip() for pk, first, last in people}
    owners = {subject.owner_id for subject in found if subject.owner_id}
    return Planning(rule.kind, rule.name, rule.turn, names, heads_of(owners))


_HEADS = """
WITH RECURSIVE way AS (
    SELECT u.id AS owner, u.department_id AS at, 0 AS step FROM accounts_user u WHERE u.id = ANY(%s)
    UNION ALL
    SELECT way.owner, d.parent_id, way.step + 1 FROM way
    JOIN accounts_department d ON d.id = way.at
), heads AS (
    SELECT u.id, u.department_id, r.key FROM accounts_user u
    JOIN accounts_roleassignment a ON a.user_id = u.id JOIN accounts_role r ON r.id = a.role_id
    WHERE u.is_active AND r.key IN ('head', 'director', 'supervisor')
)
SELECT DISTINCT ON (owner) owner, heads.id FROM way
JOIN heads ON (heads.department_id = way.at OR heads.key = 'director') AND heads.id <> way.owner
ORDER BY owner, (heads.key = 'director' AND heads.department_id IS DISTINCT FROM way.at), step,
    (heads.key = 'director'), heads.id
"""


def heads_of(owners: Iterable[UUID]) -> dict[UUID, UUID]:
    """The nearest head above each of these employees, else a director. One statement."""
    wanted = list(owners)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [wanted])
        return dict(cursor.fetchall())


def as_stored(effects: Sequence[Effect]) -> list[Mapping[str, Any]]:
    """Effects as the log keeps them."""
    return [
        {"action": one.action, "values": dict(one.values), "fault": one.fault} for one in effects
    ]
