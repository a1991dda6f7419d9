"""The same by Redis: a real server on this machine, started and stopped here."""

import asyncio
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from django.db import connection, transaction

from orbita.platform.acts.events import send_poke
from orbita.platform.realtime.hub import Changes, Hub

PROGRAM = shutil.which("redis-server")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        PROGRAM is None or find_spec("redis") is None,
        reason="needs redis-server and the packages of requirements/redis.txt",
    ),
]


class Redis:
    """A server of its own."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = tempfile.mkdtemp(prefix="orbita-redis-")
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [str(PROGRAM), "--port", str(self.port), "--dir", self.folder, "--save", ""]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis(settings: Any) -> Iterator[Redis]:
    server = Redis()
    settings.ORBITA_REDIS_URL = server.url
    yield server
    server.stop()
    shutil.rmtree(server.folder)


def poke(number: str) -> None:
    """An act that tells of a deal."""
    with transaction.atomic():
        send_poke([("deal", number)])
    connection.close()


def change_of_mind(number: str) -> None:
    """An act that comes to nothing."""
    with transaction.atomic():
        send_poke([("deal", number)])
        transaction.set_rollback(True)
    connection.close()


async def listening() -> tuple[Hub, "asyncio.Queue[Changes | None]"]:
    """A web process with an open page."""
    heard: asyncio.Queue[Changes | None] = asyncio.Queue()
    hub = Hub()
    hub.join(heard.put_nowait)
    await asyncio.wait_for(hub.is_listening.wait(), 20)
    return hub, heard


def deal(number: str) -> Changes:
    return {"deal": frozenset({number})}


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("PLT-07")
def test_all_web_processes_hear_what_is_committed_and_nothing_else(redis: Redis) -> None:
    async def story() -> None:
        (first, told_first), (second, told_second) = await listening(), await listening()
        await asyncio.to_thread(change_of_mind, "1")
        await asyncio.to_thread(poke, "2")
        assert await asyncio.wait_for(told_first.get(), 5) == deal("2")
        assert await asyncio.wait_for(told_second.get(), 5) == deal("2")
        for hub in (first, second):
            hub._task.cancel()  # type: ignore[union-attr]

    asyncio.run(story())


@pytest.mark.django_db(transaction=True)
def test_after_redis_was_away_pages_look_again_and_no_act_has_failed(redis: Redis) -> None:
    async def story() -> None:
        hub, told = await listening()
        await asyncio.to_thread(redis.stop)
        await asyncio.to_thread(poke, "1")
        await asyncio.to_thread(redis.start)
        assert await asyncio.wait_for(told.get(), 30) is None
        await asyncio.to_thread(poke, "2")
        assert await asyncio.wait_for(told.get(), 5) == deal("2")
        hub._task.cancel()  # type: ignore[union-attr]

    asyncio.run(story())
