"""The sender of an endpoint: round after round, until nothing is due or others shall have their turn.

One sender holds an endpoint at a time, by a lock of PostgreSQL on a connection of its own: a sender
that is killed loses it at once, and the next one sends again what was not written down, under the
same ids. A few senders work at the same time; a slow receiver cannot take all workers.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.utils import timezone

from orbita.api.webhooks import rules
from orbita.api.webhooks.commands import switch_off_dead
from orbita.api.webhooks.marking import After, due, mark
from orbita.api.webhooks.models import Endpoint, EndpointHealth, OffReason
from orbita.api.webhooks.sending import Post, send, usual_post
from orbita.api.webhooks.signing import opened
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.jobs.stopping import STOPPING
from orbita.platform.own_connection import connection_parameters

SLICE_SECONDS = 10.0
SENDERS = 2
SPACE = 0x776562
"""Our corner of PostgreSQL's advisory locks («web»)."""


def pump(endpoint_id: UUID, post: Post | None = None) -> int:
    """Send what is due for an endpoint; how many messages were delivered. Nothing is done when
    another sender is at it, or when enough senders are at work."""
    post = post or usual_post()
    with _held(endpoint_id) as is_held:
        return _rounds(endpoint_id, post) if is_held else 0


def _rounds(endpoint_id: UUID, post: Post) -> int:
    delivered, began = 0, time.monotonic()
    while time.monotonic() - began < SLICE_SECONDS and not STOPPING.is_set():
        endpoint = _ready(endpoint_id)
        if endpoint is None:
            break
        # A receiver that has failed is asked by one message; the others wait for its answer.
        is_ill = _failures(endpoint) >= rules.OPENS_AT
        letters = due(endpoint_id, timezone.now(), 1 if is_ill else rules.BATCH)
        if not letters:
            break
        outcomes = send(endpoint.url, letters, _secrets(endpoint), post)
        delivered += sum(one.is_good for one in outcomes)
        if _ended(endpoint, mark(endpoint_id, outcomes)):
            break
    return delivered


def _ready(endpoint_id: UUID) -> Endpoint | None:
    """The endpoint, if it is to be sent to now."""
    endpoint = (
        Endpoint.objects.select_related("health", "owner")
        .filter(pk=endpoint_id, is_active=True, deleted_at=None)
        .first()
    )
    if endpoint is None:
        return None
    if not endpoint.owner.is_active:
        switch_off_dead(endpoint_id, reason=OffReason.OWNER, by=SYSTEM)
        return None
    health = _health(endpoint)
    if health and health.paused_until and health.paused_until > timezone.now():
        return None
    return endpoint


def _health(endpoint: Endpoint) -> EndpointHealth | None:
    return getattr(endpoint, "health", None)


def _failures(endpoint: Endpoint) -> int:
    health = _health(endpoint)
    return health.failures if health else 0


def _secrets(endpoint: Endpoint) -> list[str]:
    """What signs: the secret, and for a day after a change the old one as well."""
    found = [opened(endpoint.secret)]
    until = endpoint.old_secret_until
    if endpoint.old_secret and until and until > timezone.now():
        found.append(opened(endpoint.old_secret))
    return found


def _ended(endpoint: Endpoint, after: After) -> bool:
    """Whether nothing more goes to this receiver for now."""
    if after.is_gone:
        switch_off_dead(endpoint.pk, reason=OffReason.GONE, by=SYSTEM)
    elif after.is_dead:
        switch_off_dead(endpoint.pk, reason=OffReason.FAILING, by=SYSTEM)
    return after.is_gone or after.is_dead or after.is_paused


@contextmanager
def _held(endpoint_id: UUID) -> Iterator[bool]:
    """Whether this sender has the endpoint to itself, and one of the places to work at."""
    with psycopg.connect(**connection_parameters(), autocommit=True) as own:
        yield _lock(own, endpoint_id.int & 0x7FFFFFFF) and any(
            _lock(own, -place - 1) for place in range(SENDERS)
        )


def _lock(own: "psycopg.Connection[tuple[bool]]", number: int) -> bool:
    row = own.execute("SELECT pg_try_advisory_lock(%s, %s)", [SPACE, number]).fetchone()
    return bool(row and row[0])
