"""Leads are given to people by the rules; those that nobody takes in time go on."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.sales.leads.events import LeadsGiven, LeadsLapsed
from orbita.sales.leads.models import DistributionRule, Lead, Status
from orbita.sales.leads.policies import WAIT, Choice, Desk

BATCH = 500


@command
def distribute_leads(ids: Sequence[UUID], *, timers: bool = True, by: Actor) -> int:
    """Give these new leads that nobody has to people, by the rules; how many were given.

    The rules are locked, so that two leads at once do not get the same turn. Statements do not grow
    with the leads. Without `timers` (many leads out of a file) nothing is due.
    """
    rules = list(DistributionRule.objects.select_for_update().filter(is_active=True))
    if not rules:
        return 0
    leads = Lead.objects.alive().filter(pk__in=list(ids), owner=None, status=Status.NEW)
    rows = list(leads.select_related("source").order_by("received_at", "pk"))
    choices = Desk(timezone.now(), rules=rules).choose(rows, timers=timers)
    return _give(choices, {row.pk: row for row in rows}, by)


@command
def wake_waiting(*, by: Actor) -> int:
    """Give out leads that came while nobody was at work. How many were given."""
    waiting = Lead.objects.alive().filter(
        owner=None, status=Status.NEW, rule__isnull=False, given__mode=WAIT
    )
    ids = list(waiting.order_by("received_at").values_list("pk", flat=True)[:BATCH])
    return distribute_leads(ids, by=by) if ids else 0


@command
def pass_on_overdue(*, by: Actor) -> int:
    """Take leads that were not taken in time from those who have them, and give them to the next;
    where there is no next they go to the common inbox. The heads are told. How many there were.
    """
    now = timezone.now()
    late = Lead.objects.alive().filter(status=Status.NEW, due_at__lt=now)
    late = late.filter(Q(is_late=False) | Q(owner__isnull=False))
    rows = list(late.select_for_update(of=("self",), skip_locked=True).order_by("due_at")[:BATCH])
    if not rows:
        return 0
    had = [row.owner_id for row in rows]
    for row in rows:
        passed = [*row.given.get("passed", ()), *([str(row.owner_id)] if row.owner_id else ())]
        row.owner, row.is_late, row.given = None, True, {"mode": "late", "passed": passed}
    Lead.objects.bulk_update(rows, ["owner", "is_late", "given"])
    owners = tuple(owner for owner in had if owner)
    announce(LeadsLapsed(lead_ids=tuple(row.pk for row in rows), owner_ids=owners))
    distribute_leads([row.pk for row in rows], by=by)
    return len(rows)


def _give(choices: Sequence[Choice], leads: dict[UUID, Lead], by: Actor) -> int:
    """Write what was chosen, in one statement, and tell it. Who waits already goes on waiting."""
    choices = [
        one for one in choices if one.owner_id or leads[one.lead_id].given.get("mode") != WAIT
    ]
    if not choices:
        return 0
    absent = names_of({one.instead_of for one in choices if one.instead_of})
    rows = [_row(one, leads[one.lead_id], absent) for one in choices]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE leads_lead l SET owner_id = x.owner, rule_id = x.rule, given = x.given::jsonb,
                given_at = CASE WHEN x.owner IS NULL THEN NULL ELSE %s END,
                due_at = coalesce(x.due, CASE WHEN l.is_late THEN l.due_at END)
            FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::timestamptz[])
                AS x (id, owner, rule, given, due)
            WHERE l.id = x.id
            """,
            [timezone.now(), *map(list, zip(*rows, strict=True))],
        )
    given = [one for one in choices if one.owner_id]
    if given:
        ids = tuple(one.lead_id for one in given)
        owners = tuple(one.owner_id for one in given if one.owner_id)
        announce(LeadsGiven(ids, owners, by_rule=True, by=by.id))
    return len(given)


def _row(one: Choice, lead: Lead, absent: dict[UUID, str]) -> tuple[Any, ...]:
    why: dict[str, Any] = {"mode": one.mode, "rule": one.rule.name}
    if one.is_quiet and one.owner_id is None:
        why["quiet"] = True
    if one.instead_of:
        why["instead_of"] = absent.get(one.instead_of, "")
    if lead.given.get("passed"):
        why["passed"] = lead.given["passed"]
    return one.lead_id, one.owner_id, one.rule.pk, json.dumps(why, ensure_ascii=False), one.due_at
