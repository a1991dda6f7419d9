"""Rules act: what waits is planned and written, a batch in one transaction."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.activities.scenarios.commands.calling import CHAIN, MANAGE, Chain
from orbita.activities.scenarios.errors import RuleIsUnreadable
from orbita.activities.scenarios.models import Outcome, Rule, RuleRun
from orbita.activities.scenarios.policies import (
    Plan,
    actions_of,
    as_stored,
    fulfilling,
    plan,
    standing,
)
from orbita.activities.scenarios.queries import effect_words
from orbita.activities.scenarios.slots import Planning
from orbita.activities.timeline.commands import Told, tell_of_records
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.events import send_poke
from orbita.platform.acts.frame import command, running
from orbita.platform.audit.commands import UndoReport, undo_act
from orbita.platform.records.slots import RecordRef

BATCH = 500
STORY = "rule-acted"


@command
def run_waiting(rule_id: UUID, *, by: Actor) -> int:
    """Carry out the next calls of a rule, set-based; how many there were (0: nothing waits).

    Calls and what the rule does are one transaction: a worker that dies has done nothing, and a
    second run of the job finds what is left.
    """
    # The lock of the rule lets its batches follow one another: whose turn it is stays right.
    rule = Rule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None:
        return 0
    waiting = RuleRun.objects.select_for_update().filter(rule=rule, outcome=Outcome.WAITING)
    calls = list(waiting.order_by("called_at", "pk")[:BATCH])
    if calls:
        _carry_out(rule, calls, by)
        act, now = running(), timezone.now()
        for call in calls:
            call.ran_at = now
            call.act_id = act.id if act and call.outcome == Outcome.DONE else None
        RuleRun.objects.bulk_update(
            calls, ["ran_at", "outcome", "reason", "effects", "act"], batch_size=BATCH
        )
        send_poke([("rule", rule.pk)])
    return len(calls)


@command
def undo_rule_act(act_id: UUID, *, by: Actor) -> UndoReport:
    """Take back what a rule did in one act. Whoever may change rules may; refuses other acts."""
    require(by, MANAGE)
    if not RuleRun.objects.filter(act=act_id).exists():
        raise NotFound
    grants = MappingProxyType({**by.grants, "acts.undo_any": "all"})
    return undo_act(act_id, by=replace(by, grants=grants))


def _carry_out(rule: Rule, calls: Sequence[RuleRun], by: Actor) -> None:
    wanted = [call for call in calls if rule.is_on or call.by_hand]
    _leave_out([call for call in calls if call not in wanted], _("The rule was switched off."))
    try:
        fitting = _fitting(rule, wanted)
        plans, planning = plan(rule, [call.record_id for call in fitting])
    except RuleIsUnreadable as refusal:
        for call in wanted:
            call.outcome, call.reason = Outcome.FAILED, str(refusal)
        return
    by_record = {one.subject.id: one for one in plans}
    token = CHAIN.set(
        Chain(
            max((call.depth for call in fitting), default=0),
            {call.record_id: call.occurrence for call in fitting},
        )
    )
    try:
        _write(rule, fitting, by_record, planning, by)
    finally:
        CHAIN.reset(token)
    if planning.turn != rule.turn:
        Rule.objects.filter(pk=rule.pk).update(turn=planning.turn)


def _fitting(rule: Rule, calls: Sequence[RuleRun]) -> list[RuleRun]:
    """The calls whose records still stand so and fulfil the condition; the others are left out."""
    ids = [call.record_id for call in calls]
    there = set(standing(rule, ids).values_list("pk", flat=True))
    fit = set(fulfilling(rule, ids).values_list("pk", flat=True))
    _leave_out([one for one in calls if one.record_id not in there], _("It is no longer so."))
    unfit = [one for one in calls if one.record_id in there - fit]
    _leave_out(unfit, _("The condition is not fulfilled."))
    return [call for call in calls if call.record_id in fit]


def _leave_out(calls: Sequence[RuleRun], reason: str) -> None:
    for call in calls:
        call.outcome, call.reason, call.effects = Outcome.SKIPPED, reason, []


def _write(
    rule: Rule,
    calls: Sequence[RuleRun],
    plans: dict[UUID, Plan],
    planning: Planning,
    by: Actor,
) -> None:
    """All records together; where somebody refuses, one by one, so that each is judged alone."""
    chosen = [plans[call.record_id] for call in calls if call.record_id in plans]
    done: dict[UUID, str] = {}
    try:
        with transaction.atomic():
            _do(rule, chosen, planning, by)
    except (Refusal, DatabaseError):
        for one in chosen:
            done[one.subject.id] = _alone(rule, one, planning, by)
    for call in calls:
        made = plans.get(call.record_id)
        if made is None:
            _leave_out([call], _("It is no longer so."))
            continue
        call.effects = as_stored(made.effects)
        fault = done.get(call.record_id, "")
        undone = all(effect.fault for effect in made.effects)
        reason = fault or (made.effects[0].fault if undone and made.effects else "")
        call.reason = reason[:500]
        if fault:
            call.outcome = Outcome.FAILED
        else:
            call.outcome = Outcome.SKIPPED if undone else Outcome.DONE


def _alone(rule: Rule, one: Plan, planning: Planning, by: Actor) -> str:
    """Why it could not be done with this record, or nothing."""
    try:
        with transaction.atomic():
            _do(rule, [one], planning, by)
    except Refusal as refusal:
        return str(refusal)
    except DatabaseError:
        return _("The database refused it.")
    return ""


def _do(rule: Rule, plans: Sequence[Plan], planning: Planning, by: Actor) -> None:
    """Exactly the planned effects, action by action, and a line on each timeline."""
    for place, (action, _said) in enumerate(actions_of(rule)):
        effects = [one.effects[place] for one in plans if len(one.effects) > place]
        able = [effect for effect in effects if not effect.fault]
        if able:
            action.run(able, planning, by)
    told = [_story(rule, one) for one in plans if any(not each.fault for each in one.effects)]
    tell_of_records(STORY, told, by=by)


def _story(rule: Rule, one: Plan) -> Told:
    about = None if rule.kind == "party" else RecordRef(rule.kind, one.subject.id)
    done = [
        {"action": effect.action, "values": dict(effect.values)}
        for effect in one.effects
        if not effect.fault
    ]
    said = ""
    with suppress(KeyError):
        said = "; ".join(effect_words(each) for each in done)
    return Told(about, one.subject.party_id, {"rule": rule.name, "done": said})
