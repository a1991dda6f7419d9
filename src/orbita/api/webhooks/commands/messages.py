"""Acts on messages: a trial one, sending again, forgetting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from orbita.api.webhooks.commands.endpoints import MANAGE
from orbita.api.webhooks.errors import EndpointIsOff, NothingToSend
from orbita.api.webhooks.models import Endpoint, Message, State
from orbita.api.webhooks.rules import KEPT
from orbita.api.webhooks.writing import wake, write_ping
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import send_poke
from orbita.platform.acts.frame import command

FORGET_AT_ONCE = 5000


@command
def send_ping(endpoint_id: UUID, *, by: Actor) -> Message:
    """Send a message of the type «ping» to see whether the receiver answers. Refuses one that is
    switched off."""
    endpoint = _in_use(endpoint_id, by)
    uid = write_ping(endpoint)
    wake(endpoint.pk)
    return Message.objects.get(uid=uid)


@command
def send_again(endpoint_id: UUID, *, message_ids: Sequence[UUID], by: Actor) -> int:
    """Send these messages again, under the same ids and at once; how many. Those that wait for
    their next try are tried now."""
    endpoint = _in_use(endpoint_id, by)
    return _again(endpoint, uid__in=list(message_ids))


@command
def replay_since(endpoint_id: UUID, *, since: datetime, by: Actor) -> int:
    """Send again, under the same ids and in order, whatever was told since a moment; how many."""
    endpoint = _in_use(endpoint_id, by)
    return _again(endpoint, created_at__gte=since)


@command
def forget_old(*, by: Actor) -> int:
    """Forget messages of more than a month ago with their tries, and endpoints that were removed as
    long ago; how many messages. A few statements a piece."""
    require(by, MANAGE)
    before = timezone.now() - KEPT
    total = 0
    while gone := _forget(before):
        total += gone
    Endpoint.objects.filter(deleted_at__lt=before, messages=None).delete()
    return total


def _in_use(endpoint_id: UUID, by: Actor) -> Endpoint:
    require(by, MANAGE)
    found = Endpoint.objects.filter(pk=endpoint_id, deleted_at=None).first()
    if found is None:
        raise NotFound
    if not found.is_active:
        raise EndpointIsOff
    return found


def _again(endpoint: Endpoint, **which: Any) -> int:
    count = Message.objects.filter(endpoint=endpoint, **which).update(
        state=State.WAITING, next_at=timezone.now(), failing_since=None, done_at=None
    )
    if not count:
        raise NothingToSend
    wake(endpoint.pk)
    send_poke([("webhook", endpoint.pk)])
    return count


def _forget(before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH old AS (
                SELECT id FROM webhooks_message WHERE created_at < %s ORDER BY created_at LIMIT %s
            ), tries AS (
                DELETE FROM webhooks_attempt USING old WHERE message_id = old.id
            )
            DELETE FROM webhooks_message USING old WHERE webhooks_message.id = old.id
            """,
            [before, FORGET_AT_ONCE],
        )
        return int(cursor.rowcount)
