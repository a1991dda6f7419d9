"""Pages over HTTP: each request is answered by one thread from its first line to its last.

Django's own handler changes between the event loop and a thread at every middleware, and starts a
thread for each request; with that thread goes its connection to the database. Here a few threads
stay, each with its connection, and a request borrows one.
"""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.db import close_old_connections, reset_queries
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import set_script_prefix

Found = TypeVar("Found")


class Lent:
    """A thread for one request, with the context that the request's steps hand on."""

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        self.thread = thread
        self.context = contextvars.copy_context()

    async def run(self, function: Callable[..., Found], *given: Any) -> Found:
        """Call a function in this thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.thread, self.context.run, function, *given)


class Pages(ASGIHandler):
    """Django as an ASGI application of synchronous views, on threads that are kept."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        # The one used last is lent first: its connection is warm, and the others may rest.
        self.idle: asyncio.LifoQueue[ThreadPoolExecutor] = asyncio.LifoQueue()
        for number in range(threads):
            self.idle.put_nowait(ThreadPoolExecutor(1, f"pages-{number}"))

    def load_middleware(self, is_async: bool = False) -> None:
        """All of it in the thread: no middleware waits for anything but the database."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Read the request, answer it in a thread, send the answer."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        thread = await self.idle.get()
        try:
            lent = Lent(thread)
            response = await lent.run(self._answer, scope, body)
            if isinstance(response, StreamingHttpResponse):
                await self._stream(lent, response, send)
                return
        finally:
            self.idle.put_nowait(thread)
            body.close()
        # The thread is back: a slow reader holds up nobody.
        await self.send_response(response, send)

    def _answer(self, scope: Any, body: Any) -> HttpResponseBase:
        set_script_prefix(get_script_prefix(scope))
        # What Django does when a request begins; `close` does what it does at the end.
        reset_queries()
        close_old_connections()
        request, refused = self.create_request(scope, body)
        response = self.get_response(request) if request is not None else refused
        assert response is not None
        response._handler_class = self.__class__  # type: ignore[attr-defined]
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        if not response.streaming:
            response.close()
        return response

    async def _stream(self, lent: Lent, response: StreamingHttpResponse, send: Any) -> None:
        """Send piece by piece what the thread makes: never the whole of a file in memory."""
        if not response.is_async:
            response.streaming_content = _pieces(lent, iter(response))
        try:
            await self.send_response(response, send)
        finally:
            await lent.run(response.close)


async def _pieces(lent: Lent, made: Any) -> AsyncIterator[bytes]:
    while (piece := await lent.run(next, made, None)) is not None:
        yield piece
