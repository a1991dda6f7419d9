"""Open pages are told what has changed, and nothing more."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.db import connection
from django.test import Client

from orbita.platform.accounts.tests.factories import alice, carol, signed_in
from orbita.platform.acts.events import send_poke
from orbita.platform.pokes import CHANNEL
from orbita.platform.realtime.hub import hub
from orbita.platform.realtime.routing import pokes
from orbita.platform.realtime.sockets import is_own_origin
from orbita.platform.realtime.watch import Watch

Told = dict[str, Any]


class Page:
    """An open page of somebody, as the server sees it."""

    def __init__(self, cookie: str, origin: str = "http://testserver") -> None:
        headers = [(b"origin", origin.encode()), (b"host", b"testserver")]
        if cookie:
            headers.append((b"cookie", f"sessionid={cookie}".encode()))
        scope = {
            "type": "websocket",
            "path": "/live/",
            "query_string": b"",
            "headers": headers,
            "subprotocols": [],
        }
        self.socket = ApplicationCommunicator(pokes, scope)

    async def open(self, *names: str) -> bool:
        await self.socket.send_input({"type": "websocket.connect"})
        answer = await self.socket.receive_output(5)
        if answer["type"] == "websocket.accept" and names:
            await self.say({"watch": list(names)})
            await asyncio.wait_for(hub().is_listening.wait(), 5)
            await asyncio.sleep(0.05)
        return bool(answer["type"] == "websocket.accept")

    async def say(self, message: object) -> None:
        await self.socket.send_input({"type": "websocket.receive", "text": json.dumps(message)})

    async def told(self, seconds: float = 3) -> Told:
        said = await self.socket.receive_output(seconds)
        found: Told = json.loads(said["text"])
        return found

    async def close(self) -> None:
        await self.socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.socket.wait(3)


def run(story: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(story())  # type: ignore[arg-type]


def cookie_of(client: Client) -> str:
    return client.cookies["sessionid"].value


async def poke(*records: tuple[str, str]) -> None:
    await asyncio.to_thread(_poke, records)


def _poke(records: tuple[tuple[str, str], ...]) -> None:
    send_poke(records)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_page_is_told_of_the_records_that_it_watches_and_of_no_others(client: Client) -> None:
    cookie = cookie_of(signed_in(client))

    async def story() -> None:
        page = Page(cookie)
        assert await page.open("deal:1", "party")
        await poke(("deal", "1"), ("deal", "2"), ("party", "7"), ("order", "3"))
        assert await page.told() == {"changed": {"deal": ["1"], "party": ["7"]}}
        await page.close()

    run(story)


@pytest.mark.django_db(transaction=True)
def test_a_mass_change_reaches_who_watches_one_record_of_the_kind(client: Client) -> None:
    cookie = cookie_of(signed_in(client))

    async def story() -> None:
        page = Page(cookie)
        await page.open("deal:1")
        await poke(*[("deal", str(number)) for number in range(100)])
        assert await page.told() == {"changed": {"deal": []}}
        await page.close()

    run(story)


@pytest.mark.django_db(transaction=True)
def test_after_a_gap_a_page_is_told_that_anything_may_have_changed(client: Client) -> None:
    cookie = cookie_of(signed_in(client))

    async def story() -> None:
        page = Page(cookie)
        await page.open("deal:1")
        await asyncio.to_thread(_break_listening_connections)
        assert await page.told(10) == {"changed": "all"}
        await poke(("deal", "1"))
        assert await page.told() == {"changed": {"deal": ["1"]}}
        await page.close()

    run(story)


def _break_listening_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query = %s",
            [f"LISTEN {CHANNEL}"],
        )
        assert cursor.rowcount
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_stranger_without_a_session_is_sent_away() -> None:
    async def story() -> None:
        page = Page("")
        await page.open()
        said = await page.socket.receive_output(3)
        assert (said["type"], said["code"]) == ("websocket.close", 4401)

    run(story)


@pytest.mark.django_db(transaction=True)
def test_a_page_of_another_site_cannot_listen_with_our_cookie(client: Client) -> None:
    cookie = cookie_of(signed_in(client))

    async def story() -> None:
        assert not await Page(cookie, origin="https://evil.example").open()

    run(story)


@pytest.mark.django_db
def test_nobody_watches_the_notices_of_another() -> None:
    mine, other = str(alice().pk), str(carol().pk)
    watch = Watch([f"notice:{mine}", f"notice:{other}", "notice"], mine)

    told = watch.of({"notice": frozenset({mine, other})})

    assert told == {"notice": [mine]}


@pytest.mark.parametrize("said", ["", "5", '{"watch": 7}', '{"watch": [[]]}', "[" * 50])
def test_nonsense_from_a_page_is_taken_for_nothing(said: str) -> None:
    try:
        names = json.loads(said)
    except ValueError:
        names = None
    assert Watch(names, "1").of({"deal": frozenset({"1"})}) == {}


def test_the_origin_is_compared_with_host_and_port() -> None:
    assert is_own_origin({b"origin": b"http://crm.local:8080", b"host": b"crm.local:8080"})
    assert not is_own_origin({b"origin": b"http://crm.local:9090", b"host": b"crm.local:8080"})
    assert not is_own_origin({b"host": b"crm.local"})
