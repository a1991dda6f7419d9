"""The ASGI handler: answers, streams, keeps its threads."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import translation

from orbita.config.pages import Pages

THREADS: list[str] = []


def echo(request: HttpRequest) -> HttpResponse:
    THREADS.append(threading.current_thread().name)
    return HttpResponse(request.body + request.GET["more"].encode())


def stream(request: HttpRequest) -> HttpResponseBase:
    translation.activate("ru")
    return StreamingHttpResponse(_lines())


def _lines() -> Iterator[str]:
    for _number in range(3):
        yield f"{translation.get_language()} {threading.current_thread().name}|"


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken")


urlpatterns = [path("echo/", echo), path("stream/", stream), path("broken/", broken)]


@pytest.fixture
def pages() -> Iterator[Pages]:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        yield Pages(threads=2)


def ask(pages: Pages, address: str, body: bytes = b"") -> tuple[int, list[bytes]]:
    """Status and the pieces of the answer."""

    async def story() -> tuple[int, list[bytes]]:
        scope = {
            "type": "http",
            "method": "POST",
            "path": address,
            "headers": [],
            "query_string": b"more=!",
        }
        speaker = ApplicationCommunicator(pages, scope)
        await speaker.send_input({"type": "http.request", "body": body[:2], "more_body": True})
        await speaker.send_input({"type": "http.request", "body": body[2:]})
        start: dict[str, Any] = await speaker.receive_output(5)
        pieces, more = [], True
        while more:
            part: dict[str, Any] = await speaker.receive_output(5)
            pieces.append(part.get("body", b""))
            more = part.get("more_body", False)
        await speaker.wait(5)
        return start["status"], pieces

    return asyncio.run(story())  # fmt: skip


def test_a_page_gets_the_whole_request_and_is_answered(pages: Pages) -> None:
    assert ask(pages, "/echo/", b"hello") == (200, [b"hello!"])


def test_requests_one_after_another_share_a_thread_and_its_connection(pages: Pages) -> None:
    THREADS.clear()

    ask(pages, "/echo/")
    ask(pages, "/echo/")

    assert len(set(THREADS)) == 1


def test_a_stream_is_sent_piece_by_piece_from_one_thread_in_its_language(pages: Pages) -> None:
    status, pieces = ask(pages, "/stream/")

    assert status == 200
    assert len(set(pieces[:3])) == 1
    assert pieces[0].startswith(b"ru pages-")


def test_a_fault_is_a_500_and_gives_its_thread_back(pages: Pages) -> None:
    with override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False):
        found = [ask(pages, "/broken/")[0] for _number in range(3)]

    assert found == [500, 500, 500]
    assert pages.idle.qsize() == 2


def test_nobody_is_answered_who_has_left_before_his_request_was_whole(pages: Pages) -> None:
    async def story() -> bool:
        scope = {"type": "http", "method": "GET", "path": "/echo/", "headers": []}
        speaker = ApplicationCommunicator(pages, scope)
        await speaker.send_input({"type": "http.disconnect"})
        await speaker.wait(5)
        return bool(await speaker.receive_nothing())

    assert asyncio.run(story())
