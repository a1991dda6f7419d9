"""Where a web process hears what has changed: at the database, or at Redis where there is one."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import psycopg
from django.conf import settings

from orbita.platform.own_connection import connection_parameters
from orbita.platform.pokes import CHANNEL

SILENCE_SECONDS = 30.0
"""After such a silence the connection is tried, so that a broken one is not listened to forever."""

Heard = AsyncIterator[str | None]
"""Pokes as they come; None after a gap, when some may have been missed."""


class EarIsDeaf(OSError):
    """The connection broke."""


def ear() -> AbstractAsyncContextManager[Heard]:
    """What this installation listens to."""
    return redis_ear(settings.ORBITA_REDIS_URL) if settings.ORBITA_REDIS_URL else database_ear()


@asynccontextmanager
async def database_ear() -> AsyncIterator[Heard]:
    """A connection of its own to the server itself: behind a pool LISTEN would be lost."""
    try:
        async with await psycopg.AsyncConnection.connect(
            **connection_parameters(), autocommit=True
        ) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            yield _notified(connection)
    except psycopg.Error as problem:
        raise EarIsDeaf(str(problem)) from problem


async def _notified(connection: psycopg.AsyncConnection[tuple[object, ...]]) -> Heard:
    while True:
        async for heard in connection.notifies(timeout=SILENCE_SECONDS):
            yield heard.payload
        await connection.execute("SELECT 1")


@asynccontextmanager
async def redis_ear(url: str) -> AsyncIterator[Heard]:
    """A subscription at Redis."""
    import redis.asyncio
    import redis.exceptions

    client = redis.asyncio.Redis.from_url(url, socket_connect_timeout=5, socket_keepalive=True)
    try:
        async with client.pubsub() as subscription:
            await subscription.subscribe(CHANNEL)
            # The answer to it: from here on nothing is missed.
            await subscription.get_message(timeout=SILENCE_SECONDS)
            yield _published(subscription)
    except redis.exceptions.RedisError as problem:
        raise EarIsDeaf(str(problem)) from problem
    finally:
        await client.aclose()


async def _published(subscription: "redis.asyncio.client.PubSub") -> Heard:  # type: ignore[name-defined] # noqa: F821
    while True:
        message = await subscription.get_message(timeout=SILENCE_SECONDS)
        if message is None:
            await subscription.ping()
        elif message["type"] == "message":
            yield message["data"].decode()
        elif message["type"] == "subscribe":
            # The library has connected anew by itself.
            yield None
