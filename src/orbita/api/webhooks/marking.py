"""What becomes of messages after a round, in a few statements however many there were.

These rows are machinery: they are written by the one sender that holds the endpoint, not by acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from orbita.api.webhooks import rules
from orbita.api.webhooks.models import Attempt, EndpointHealth
from orbita.api.webhooks.sending import Letter, Outcome
from orbita.platform.acts.events import send_poke

DUE = """
SELECT m.id, m.uid, m.body FROM webhooks_message m
WHERE m.endpoint_id = %(endpoint)s AND m.state = 'waiting' AND m.next_at <= %(now)s
    AND (m.record_id IS NULL OR m.id = (
        SELECT e.id FROM webhooks_message e
        WHERE e.record_id = m.record_id AND e.endpoint_id = m.endpoint_id AND e.state = 'waiting'
        ORDER BY e.record_id, e.endpoint_id, e.id LIMIT 1
    ))
ORDER BY m.next_at, m.id LIMIT %(most)s
"""
MARK = """
UPDATE webhooks_message m SET
    attempts = m.attempts + 1,
    state = CASE WHEN x.good THEN 'delivered'
        WHEN coalesce(m.failing_since, x.at) <= x.at - %(given_up)s THEN 'given_up'
        ELSE m.state END,
    failing_since = CASE WHEN x.good THEN NULL ELSE coalesce(m.failing_since, x.at) END,
    done_at = CASE WHEN x.good
        OR coalesce(m.failing_since, x.at) <= x.at - %(given_up)s THEN x.at END,
    next_at = CASE WHEN x.good THEN m.next_at
        ELSE greatest(x.at + (%(waits)s::interval[])[least(m.attempts + 1, %(steps)s)] * x.spread,
            x.at + x.later) END
FROM unnest(%(ids)s::bigint[], %(goods)s::boolean[], %(ats)s::timestamptz[], %(laters)s::interval[],
    %(spreads)s::float[]) AS x(id, good, at, later, spread)
WHERE m.id = x.id AND m.state = 'waiting'
"""
BRING_FORWARD = """
UPDATE webhooks_message SET next_at = %s
WHERE endpoint_id = %s AND state = 'waiting' AND next_at > %s AND attempts > 0
"""


@dataclass(frozen=True)
class After:
    """What a round has shown of the receiver."""

    is_paused: bool
    is_gone: bool
    is_dead: bool


def due(endpoint_id: UUID, now: datetime, most: int) -> list[Letter]:
    """Messages whose time has come: of each record the earliest one only. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"endpoint": endpoint_id, "now": now, "most": most})
        return [
            Letter(pk, rules.message_id(uid), body.encode()) for pk, uid, body in cursor.fetchall()
        ]


def endpoints_due(now: datetime) -> list[UUID]:
    """Endpoints in use that have something to send now, the longest waiting first. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT e.id FROM webhooks_endpoint e
            LEFT JOIN webhooks_endpointhealth h ON h.endpoint_id = e.id
            JOIN LATERAL (
                SELECT m.next_at FROM webhooks_message m
                WHERE m.endpoint_id = e.id AND m.state = 'waiting' AND m.next_at <= %(now)s
                ORDER BY m.next_at, m.id LIMIT 1
            ) d ON true
            WHERE e.is_active AND e.deleted_at IS NULL
                AND (h.paused_until IS NULL OR h.paused_until <= %(now)s)
            ORDER BY d.next_at
            """,
            {"now": now},
        )
        return [row[0] for row in cursor.fetchall()]


def mark(endpoint_id: UUID, outcomes: Sequence[Outcome]) -> After:
    """Write down a round: tries, messages, and how the receiver fares. Six statements at most."""
    with transaction.atomic():
        Attempt.objects.bulk_create([_attempt(one) for one in outcomes], batch_size=500)
        _mark_messages(outcomes)
        send_poke([("webhook", endpoint_id)])
        return _mark_health(endpoint_id, outcomes)


def _attempt(one: Outcome) -> Attempt:
    return Attempt(
        message_id=one.pk, at=one.at, status=one.status, milliseconds=one.milliseconds,
        fault=one.fault, answer=one.answer,
    )  # fmt: skip


def _mark_messages(outcomes: Sequence[Outcome]) -> None:
    given: dict[str, Any] = {
        "given_up": rules.GIVEN_UP_AFTER,
        "waits": list(rules.STEPS),
        "steps": len(rules.STEPS),
        "ids": [one.pk for one in outcomes],
        "goods": [one.is_good for one in outcomes],
        "ats": [one.at for one in outcomes],
        "laters": [one.retry_after or timedelta() for one in outcomes],
        "spreads": [rules.spread() for _ in outcomes],
    }
    with connection.cursor() as cursor:
        cursor.execute(MARK, given)


def _mark_health(endpoint_id: UUID, outcomes: Sequence[Outcome]) -> After:
    health, _ = EndpointHealth.objects.select_for_update().get_or_create(endpoint_id=endpoint_id)
    was_paused = health.paused_until is not None
    for one in outcomes:
        if one.is_good:
            health.delivered_at = one.at
        if one.is_good or one.status in rules.OF_THE_MESSAGE:
            health.failures, health.failing_since = 0, None
        else:
            health.failures += 1
            health.failing_since = health.failing_since or one.at
    last = outcomes[-1].at
    pause = rules.pause_after(health.failures)
    health.paused_until = last + pause if pause else None
    health.save()
    if was_paused and not pause:
        _bring_forward(endpoint_id, last)
    since = health.failing_since
    return After(
        is_paused=pause is not None,
        is_gone=any(one.status == rules.GONE for one in outcomes),
        is_dead=since is not None and since <= last - rules.OFF_AFTER,
    )


def _bring_forward(endpoint_id: UUID, now: datetime) -> None:
    """The receiver is back: what waited for it need wait no longer."""
    with connection.cursor() as cursor:
        cursor.execute(BRING_FORWARD, [now, endpoint_id, now])
