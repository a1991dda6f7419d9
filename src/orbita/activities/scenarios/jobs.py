"""Rules act in the background: after the acts that called them, and by the clock."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.activities.scenarios.commands import call_due, forget_runs, run_waiting
from orbita.activities.scenarios.events import RulesCalled
from orbita.activities.scenarios.queries import rule_actor, timed_rules
from orbita.platform.acts.actor import SYSTEM

KEPT = timedelta(days=180)
SKIPPED_KEPT = timedelta(days=14)


def act_on_calls(event: RulesCalled) -> None:
    """Let the called rules act until nothing waits. Safe to run twice."""
    for rule_id in event.rule_ids:
        act(rule_id)


def act(rule_id: UUID) -> int:
    """Let a rule act until nothing waits for it; on how many records."""
    by, total = rule_actor(rule_id), 0
    while count := run_waiting(rule_id, by=by):
        total += count
    return total


@app.periodic(cron="*/10 * * * *")
@app.task(name="scenarios.call_due", queue="care", queueing_lock="scenarios")
def call_rules_of_time(timestamp: int) -> None:
    """Call the rules of time for whatever has come due; they act right here."""
    for rule_id in timed_rules():
        while call_due(rule_id, by=SYSTEM):
            act(rule_id)


@app.periodic(cron="29 3 * * *")
@app.task(name="scenarios.forget", queue="care", queueing_lock="forget rules")
def forget(timestamp: int) -> None:
    """Forget what the log need not keep."""
    now = timezone.now()
    forget_runs(before=now - KEPT, skipped_before=now - SKIPPED_KEPT, by=SYSTEM)
