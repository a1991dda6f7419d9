"""Messages are written in the transaction of the act, one statement an endpoint, however many records."""

import json
import re
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from orbita.api.webhooks.catalogue import PING
from orbita.api.webhooks.models import Endpoint
from orbita.api.webhooks.told import Told, told_of
from orbita.platform.accounts.actors import actor_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import running
from orbita.platform.keys import uuid7
from orbita.platform.records.hidden import concealed
from orbita.platform.records.slots import kinds
from orbita.platform.remembering import once
from orbita.platform.tracking import EVENT_MODELS

SEND, QUEUE = "webhooks.send", "webhooks"
"""The job that sends, by its name: jobs stand above what is written here."""
NOWHERE = UUID(int=0)
"""Stands for the id in the address of a kind's pages."""

ANYBODY = "webhooks"
ANYBODY_SQL = "SELECT 'yes' FROM webhooks_endpoint WHERE is_active AND deleted_at IS NULL LIMIT 1"
WRITE = """
INSERT INTO webhooks_message
    (uid, endpoint_id, type, kind, record_id, body, created_at, state, next_at, attempts)
SELECT gen_random_uuid(), %(endpoint)s, x.type, %(kind)s, x.id,
    json_build_object('type', x.type, 'timestamp', %(stamp)s::text, 'data', json_build_object(
        'kind', %(kind)s::text, 'id', x.id, 'url', replace(%(url)s, %(nowhere)s, x.id::text),
        'act', %(act)s::text, 'by', %(by)s::text, 'event', {event}))::text,
    %(now)s, 'waiting', %(now)s, 0
FROM (SELECT r.id, w.along, {type} AS type FROM ({rows}) r JOIN {wanted} w ON w.id = r.id) x
WHERE %(any)s OR x.type = ANY(%(types)s)
"""
GIVEN = "(SELECT DISTINCT * FROM unnest(%(ids)s::uuid[], %(along)s::uuid[]) AS given(id, along))"
OF_ACT = """(SELECT DISTINCT h.pgh_obj_id AS id, NULL::uuid AS along
    FROM {history} h WHERE h.pgh_context_id = %(of_act)s)"""


@once
def listening() -> tuple[Endpoint, ...]:
    """The endpoints that get messages at all; asked once an act. One statement."""
    return tuple(
        Endpoint.objects.filter(is_active=True, deleted_at=None, owner__is_active=True)
        .select_related("owner")
        .order_by("pk")
    )


@once
def _rights_of(owner_id: UUID, owner: Any) -> Actor:
    return actor_of(owner)


def hear(event: object) -> None:
    """Write messages of an event for whoever wants them. No statement when nobody listens at all:
    each act knows that from its beginning."""
    act = running()
    if act is not None and act.known[ANYBODY] is None:
        return
    endpoints = listening()
    if not endpoints:
        return
    for told in told_of(event):
        for endpoint in endpoints:
            if not endpoint.events or told.types & set(endpoint.events):
                _tell(endpoint, told)


def _tell(endpoint: Endpoint, told: Told) -> None:
    actor = _rights_of(endpoint.owner_id, endpoint.owner)
    values = _shown(actor, told)
    if values is not None and write(endpoint, told, values, actor):
        wake(endpoint.pk)


def _shown(actor: Actor, told: Told) -> dict[str, Any] | None:
    """The event's own values as far as the owner may know them; None: nothing is told at all.

    Values of events have names of their own («won_on» is the deal's «closed_on»), so whoever may
    not see every field of the kind gets none of them; the rest he fetches by his rights.
    """
    hidden = concealed(actor, told.kind)
    if not hidden:
        return told.values
    fields = told.values.get("fields")
    if fields is None:
        return {}
    seen = [name for name in fields if name not in hidden]
    return {"fields": seen} if seen else None


def write(endpoint: Endpoint, told: Told, values: dict[str, Any], actor: Actor) -> int:
    """The messages about those of the records that the owner sees; how many. One statement."""
    kind = kinds[told.kind]
    rows = kind.model.objects.within(actor, "view").order_by().values("id", "deleted_at")
    sql, parameters = rows.query.sql_with_params()
    act, now = running(), timezone.now()
    event = "%(values)s::json"
    if told.companion:
        event = "(%(values)s::jsonb || jsonb_build_object(%(companion)s::text, x.along))::json"
    statement = WRITE.format(
        event=event,
        type=_type_sql(told),
        rows="{rows}",
        wanted=_wanted_sql(told),
    )
    along: list[UUID | None] = list(told.companions) or [None] * len(told.ids)
    given: dict[str, Any] = {
        "endpoint": endpoint.pk, "kind": told.kind, "type": told.type, "stamp": now.isoformat(),
        "url": kind.url(NOWHERE), "nowhere": str(NOWHERE), "act": str(act.id) if act else None,
        "by": str(told.by) if told.by else None, "values": json.dumps(values), "now": now,
        "companion": told.companion, "ids": list(told.ids), "of_act": told.act_id,
        "along": along,
        "any": not endpoint.events, "types": list(endpoint.events),
    }  # fmt: skip
    with connection.cursor() as cursor:
        before, after = statement.split("{rows}")
        cursor.execute(*_joined(before, (sql, parameters), after, given))
        return int(cursor.rowcount)


def _type_sql(told: Told) -> str:
    if not told.is_bin:
        return "%(type)s::text"
    return "%(kind)s::text || CASE WHEN r.deleted_at IS NULL THEN '.restored' ELSE '.deleted' END"


def _wanted_sql(told: Told) -> str:
    if told.act_id is None:
        return GIVEN
    history: Any = EVENT_MODELS[kinds[told.kind].model]
    return OF_ACT.format(history=history._meta.db_table)


def _joined(
    before: str, inner: tuple[str, tuple[Any, ...]], after: str, given: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Django's statement has its values by place, ours by name: all of them by name."""
    sql, parameters = inner
    names = [f"inner_{place}" for place in range(len(parameters))]
    left = iter(names)
    named = re.sub("%%|%s", lambda one: f"%({next(left)})s" if one[0] == "%s" else "%%", sql)
    return before + named + after, {**given, **dict(zip(names, parameters, strict=True))}


def write_ping(endpoint: Endpoint) -> UUID:
    """A message that says nothing but «are you there?». One statement."""
    now, uid = timezone.now(), uuid7()
    body = json.dumps(
        {"type": PING, "timestamp": now.isoformat(), "data": {"endpoint": str(endpoint.pk)}}
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO webhooks_message
                (uid, endpoint_id, type, kind, body, created_at, state, next_at, attempts)
            VALUES (%s, %s, %s, '', %s, %s, 'waiting', %s, 0)
            """,
            [uid, endpoint.pk, PING, body, now, now],
        )
    return uid


def wake(endpoint_id: UUID) -> None:
    """Have the endpoint's messages sent once the act is committed."""
    app.configure_task(SEND, queue=QUEUE).defer(endpoint_id=str(endpoint_id))
