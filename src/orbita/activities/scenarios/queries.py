"""Questions about rules: drawn on the board, tried out, and what they have done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from orbita.activities.scenarios.models import Outcome, Rule, RuleRun
from orbita.activities.scenarios.policies import (
    Plan,
    as_stored,
    due,
    fulfilling,
    plan,
    trigger_of,
)
from orbita.activities.scenarios.slots import (
    Parameter,
    RuleKind,
    actions,
    rule_kinds,
    shown,
    triggers,
)
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.models import Act
from orbita.platform.lists.slots import Group
from orbita.platform.records.slots import kinds

DRY_RUN = 50
"""So many records a dry run shows, and a run by hand takes."""
LOG = 100


@dataclass(frozen=True)
class RuleCard:
    """A rule as it is drawn: in words, with what it did lately."""

    rule: Rule
    when: str
    then: list[tuple[str, str]]
    """Icon and words of each action."""
    has_condition: bool
    done: int
    failed: int
    last_at: Any


@dataclass(frozen=True)
class RuleColumn:
    """A column of the board with its rules."""

    group: Group
    cards: list[RuleCard]


@dataclass(frozen=True)
class Tried:
    """What a rule would do with a record: the words of each effect, and why it would not."""

    id: UUID
    title: str
    url: str
    lines: list[tuple[str, str, str]]
    """Icon, words, fault."""


@dataclass(frozen=True)
class DryRun:
    """What a rule would do now: exactly the records and effects, and whether there are more."""

    tried: list[Tried]
    is_timed: bool
    is_more: bool


@dataclass(frozen=True)
class Entry:
    """A line of the log."""

    run: RuleRun
    title: str
    url: str
    lines: list[tuple[str, str, str]]
    undo_act: UUID | None
    is_undone: bool


def rule_kind(kind: str, actor: Actor) -> RuleKind:
    """A kind of records with rules, or NotFound; whoever may not see the kind has none."""
    found = rule_kinds.get(kind)
    if found is None or not actor.may(found.permission):
        raise NotFound
    return found


def rule_named(rule_id: UUID) -> Rule:
    """This rule, or NotFound. One statement."""
    found = Rule.objects.filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found


def rule_actor(rule_id: UUID) -> Actor:
    """Orbita acting for a rule, under its name. One statement."""
    name = Rule.objects.filter(pk=rule_id).values_list("name", flat=True).first()
    return replace(SYSTEM, name=_("Rule “%(name)s”") % {"name": name or ""})


def timed_rules() -> list[UUID]:
    """Rules of time that are on. One statement."""
    keys = [trigger.key for trigger in triggers if trigger.is_timed]
    return list(Rule.objects.filter(is_on=True, trigger__in=keys).values_list("pk", flat=True))


def drawn(kind: RuleKind, shelf: str) -> list[RuleColumn]:
    """The rules as columns: of no stage, of each stage. Two statements, and those of names."""
    rules = Rule.objects.filter(Q(shelf="") | Q(shelf=shelf), kind=kind.key).annotate(
        done=Count("runs", Q(runs__outcome=Outcome.DONE)),
        failed=Count("runs", Q(runs__outcome=Outcome.FAILED)),
        last_at=Max("runs__ran_at", filter=Q(runs__outcome=Outcome.DONE)),
    )
    groups = [Group("", _("Any stage") if kind.groups(shelf) else _("Rules")), *kind.groups(shelf)]
    cards: dict[str, list[RuleCard]] = {group.key: [] for group in groups}
    elsewhere = {group.key for tab, _name in kind.shelves() for group in kind.groups(tab)}
    for rule in rules:
        trigger = triggers.get(rule.trigger)
        place = trigger.column(rule.said) if trigger else ""
        if place not in cards and place in elsewhere:
            continue
        cards[place if place in cards else ""].append(_card(rule))
    return [RuleColumn(group, cards[group.key]) for group in groups]


def _card(rule: Any) -> RuleCard:
    return RuleCard(
        rule,
        trigger_words(rule),
        action_lines(rule),
        bool(rule.condition),
        rule.done,
        rule.failed,
        rule.last_at,
    )


def trigger_words(rule: Rule) -> str:
    """«Сделка стоит на этапе «Переговоры» 10 дней»."""
    trigger = triggers.get(rule.trigger)
    if trigger is None:
        return rule.trigger
    return str(trigger.sentence) % _said(trigger.parameters, rule.kind, rule.said)


def action_lines(rule: Rule) -> list[tuple[str, str]]:
    """Icon and words of each action, as the rule says them."""
    lines = []
    for key, said in rule.actions:
        action = actions.get(key)
        if action is None:
            lines.append(("circle-alert", key))
            continue
        words = _said(action.parameters, rule.kind, said)
        told = [words[one.key] for one in action.parameters if words[one.key]]
        lines.append((action.icon, ": ".join([str(action.label), ", ".join(told)])))
    return lines


def _said(parameters: Sequence[Parameter], kind: str, said: Mapping[str, Any]) -> dict[str, str]:
    return {one.key: shown(one, kind, said.get(one.key, "")) for one in parameters}


def rule_sentence(rule: Rule) -> str:
    """A name for a rule that was given none: when → then."""
    first = action_lines(rule)[0][1] if rule.actions else ""
    return f"{trigger_words(rule)} → {first}"


def effect_words(effect: Mapping[str, Any]) -> str:
    """What was or would be done, in the reader's language."""
    action = actions.get(effect["action"])
    return action.word(effect["values"]) if action else str(effect["action"])


def _lines(effects: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    return [
        (
            actions[one["action"]].icon if one["action"] in actions else "circle-alert",
            effect_words(one),
            one["fault"],
        )
        for one in effects
    ]


def dry_run_plans(rule: Rule, ids: Sequence[UUID] | None = None) -> tuple[list[Plan], bool]:
    """The plans of a dry run, and whether there are more records than it shows. Writes nothing."""
    trigger = trigger_of(rule)
    if trigger.is_timed:
        rows = due(rule)
        rows = rows if ids is None else rows.filter(pk__in=list(ids))
    else:
        rows = fulfilling(rule, ids).order_by(trigger.newest, "pk")
    found = list(dict.fromkeys(rows.values_list("pk", flat=True)[: DRY_RUN + 1]))
    plans, _planning = plan(rule, found[:DRY_RUN])
    return plans, len(found) > DRY_RUN


def dry_run(rule: Rule, actor: Actor) -> DryRun:
    """What the rule would do now: for a trigger of time with those whose time has come, for an event
    with the newest records for which it has happened. Records that the actor does not see are told
    without their names. Writes nothing; a few statements an action."""
    plans, is_more = dry_run_plans(rule)
    seen = _seen(actor, rule.kind, [one.subject.id for one in plans])
    tried = [
        Tried(one.subject.id, *seen(one.subject.id), _lines(as_stored(one.effects)))
        for one in plans
    ]
    return DryRun(tried, trigger_of(rule).is_timed, is_more)


def _seen(actor: Actor, kind: str, ids: Iterable[UUID]) -> Callable[[UUID], tuple[str, str]]:
    """Gives title and address of a record as far as the actor sees it. One statement."""
    plug = kinds[kind]
    rows = plug.model.objects.visible_to(actor).filter(pk__in=list(ids))
    titles: dict[UUID, str] = dict(rows.values_list("pk", plug.title))
    hidden = (_("A record outside your access"), "")
    return lambda pk: (titles[pk], plug.url(pk)) if pk in titles else hidden


def log_of_rule(rule: Rule, actor: Actor, outcome: str = "") -> list[Entry]:
    """What the rule did lately, the newest first. Three statements."""
    runs = RuleRun.objects.filter(rule=rule)
    if outcome in Outcome.values:
        runs = runs.filter(outcome=outcome)
    return _entries(actor, runs.select_related("rule").order_by("-called_at", "-pk")[:LOG])


def log_of_record(actor: Actor, kind: str, record_id: UUID, limit: int = 10) -> list[Entry]:
    """Which rules acted on a record, the newest first. Three statements."""
    runs = RuleRun.objects.filter(record_kind=kind, record_id=record_id)
    return _entries(actor, runs.select_related("rule").order_by("-called_at", "-pk")[:limit])


def _entries(actor: Actor, found: Iterable[RuleRun]) -> list[Entry]:
    runs = list(found)
    if not runs:
        return []
    seen = _seen(actor, runs[0].record_kind, [run.record_id for run in runs])
    undone = set(
        Act.objects.filter(pk__in=[run.act_id for run in runs if run.act_id])
        .exclude(undone_by=None)
        .values_list("pk", flat=True)
    )
    return [
        Entry(
            run,
            *seen(run.record_id),
            _lines(run.effects),
            run.act_id if run.act_id and run.act_id not in undone else None,
            run.act_id in undone,
        )
        for run in runs
    ]


def names_of_acts(act_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Which rule stands behind these acts of Orbita's own, for histories. One statement."""
    rows = RuleRun.objects.filter(act__in=list(act_ids)).values_list("act", "rule__name").distinct()
    return {act: _("Rule “%(name)s”") % {"name": name} for act, name in rows if act}


def counts(rule: Rule) -> dict[str, int]:
    """How many records the rule has had, by outcome. One statement."""
    rows = RuleRun.objects.filter(rule=rule).order_by().values_list("outcome")
    return dict(rows.annotate(count=Count("pk")))
