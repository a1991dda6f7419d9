"""Rules are called: by an event within the act itself, by the clock, by hand."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from orbita.activities.scenarios.errors import NothingToDo, RuleIsUnreadable
from orbita.activities.scenarios.events import RulesCalled
from orbita.activities.scenarios.models import Outcome, Rule, RuleRun
from orbita.activities.scenarios.policies import due, fulfilling, standing, trigger_of
from orbita.activities.scenarios.queries import DRY_RUN, rule_named
from orbita.activities.scenarios.slots import triggers
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command, running

BATCH = 1000
DEEPEST = 3
"""So many rules may follow from one another; then the chain is cut."""
MANAGE = "scenarios.manage"


@dataclass(frozen=True)
class Chain:
    """What a running rule was itself called by: depth, and the first cause by record."""

    depth: int = 0
    causes: Mapping[UUID, str] = field(default_factory=dict)


CHAIN: ContextVar[Chain | None] = ContextVar("chain_of_rules", default=None)


@command
def call_rules(happened: Any, *, by: Actor) -> int:
    """Call the rules whose trigger this event is, for the records it touched; how many calls.

    A part of the act that announced it, so that an act that fails calls nobody. One statement when
    no rule listens, three a rule that does.
    """
    heard = [trigger for trigger in triggers if type(happened) in trigger.events]
    rules = Rule.objects.filter(is_on=True, trigger__in=[trigger.key for trigger in heard])
    called: list[RuleRun] = []
    for rule in rules:
        caught = trigger_of(rule).events[type(happened)]
        ids = set(caught(happened, rule.said, rule.kind))
        if ids and rule.kind in trigger_of(rule).kinds:
            with suppress(RuleIsUnreadable):
                called += _calls(rule, standing(rule, ids).values_list("pk", flat=True))
    return _store(called, by)


@command
def call_due(rule_id: UUID, *, by: Actor) -> int:
    """Call a rule of time for the records whose time has come, a thousand at most; how many."""
    rule = rule_named(rule_id)
    try:
        found = list(due(rule).values_list("pk", "occurrence")[:BATCH])
    except RuleIsUnreadable:
        return 0
    return _store([_call(rule, pk, occurrence) for pk, occurrence in found], by)


@command
def run_now(rule_id: UUID, *, ids: Sequence[UUID] | None = None, by: Actor) -> int:
    """Let a rule act now, on or off, on exactly the records that its dry run shows; how many.

    Refuses when there are none.
    """
    require(by, MANAGE)
    rule = rule_named(rule_id)
    if trigger_of(rule).is_timed and ids is None:
        found = list(due(rule).values_list("pk", "occurrence")[:DRY_RUN])
    else:
        wanted = fulfilling(rule, ids).order_by(trigger_of(rule).newest, "pk")
        act = running()
        found = [(pk, f"now:{act.id if act else ''}") for pk in _keys(wanted)]
    calls = [_call(rule, pk, occurrence, by_hand=True) for pk, occurrence in found]
    if not calls:
        raise NothingToDo
    return _store(calls, by)


@command
def retry_failed(rule_id: UUID, *, by: Actor) -> int:
    """Let a rule try again where it failed; how many records."""
    require(by, MANAGE)
    rule = rule_named(rule_id)
    failed = RuleRun.objects.filter(rule=rule, outcome=Outcome.FAILED)
    count = failed.update(outcome=Outcome.WAITING, reason="", by_hand=True)
    if count:
        announce(RulesCalled(rule_ids=(rule.pk,), by=by.id))
    return count


@command
def forget_runs(*, before: datetime, skipped_before: datetime, by: Actor) -> int:
    """Drop what the log need not keep: the old, and earlier than that what was left out.

    What is forgotten of a rule of time stays done while the record stands so: the newest run of each
    record is kept.
    """
    old = Q(called_at__lt=before) | Q(called_at__lt=skipped_before, outcome=Outcome.SKIPPED)
    newer = RuleRun.objects.filter(
        rule=OuterRef("rule"), record_id=OuterRef("record_id"), called_at__gt=OuterRef("called_at")
    )
    once = Q(occurrence__startswith="now:") | Q(occurrence__startswith="act:")
    gone = RuleRun.objects.filter(old).filter(once | Q(Exists(newer)))
    count, _each = gone.exclude(outcome=Outcome.WAITING).delete()
    return count


def _keys(rows: Any) -> list[UUID]:
    return list(dict.fromkeys(rows.values_list("pk", flat=True)[:DRY_RUN]))


def _calls(rule: Rule, ids: Iterable[UUID]) -> list[RuleRun]:
    """Calls of an event: once for a record in all that follows from one act of a human."""
    act, chain = running(), CHAIN.get() or Chain()
    here = f"act:{act.id if act else ''}"
    return [_call(rule, pk, chain.causes.get(pk, here)) for pk in dict.fromkeys(ids)]


def _call(rule: Rule, pk: UUID, occurrence: str, *, by_hand: bool = False) -> RuleRun:
    chain = CHAIN.get()
    depth = chain.depth + 1 if chain else 0
    return RuleRun(
        rule=rule,
        record_kind=rule.kind,
        record_id=pk,
        occurrence=occurrence[:120],
        depth=depth,
        by_hand=by_hand,
    )


def _store(calls: list[RuleRun], by: Actor) -> int:
    """Write the calls that are new, and wake the worker."""
    kept = [call for call in calls if call.depth <= DEEPEST]
    if not kept:
        return 0
    RuleRun.objects.bulk_create(kept, batch_size=2000, ignore_conflicts=True)
    rules = tuple(dict.fromkeys(call.rule_id for call in kept))
    announce(RulesCalled(rule_ids=rules, by=by.id))
    return len(kept)
