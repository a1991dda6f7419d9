"""How a poke leaves the process that has made it: by NOTIFY, or by Redis where there is one.

A NOTIFY lies in the transaction: it goes out when the act is committed, or not at all. Redis knows
no transactions, so there the poke is published right after the commit.
"""

import logging
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction

log = logging.getLogger(__name__)

CHANNEL = "orbita"
PATIENCE_SECONDS = 1.0


def send(payload: str) -> None:
    """Tell all web processes, once the running act is committed."""
    if settings.ORBITA_REDIS_URL:
        transaction.on_commit(partial(publish, payload), robust=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def publish(payload: str) -> None:
    """Tell all web processes by Redis. What was written stays written when Redis is down: pages are
    told to look again when the connection is back."""
    import redis

    try:
        _client(settings.ORBITA_REDIS_URL).publish(CHANNEL, payload)
    except redis.RedisError as problem:
        log.warning("A poke did not reach Redis: %s", problem)


@lru_cache(maxsize=4)
def _client(url: str) -> Any:
    import redis

    return redis.Redis.from_url(
        url, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS
    )
