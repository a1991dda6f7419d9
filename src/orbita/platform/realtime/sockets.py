"""The websocket of a page. The page says what it watches, the socket says what has changed.

→ {"watch": ["deal:018f…", "deal", "notice:<own id>"]}
← {"changed": {"deal": ["018f…"]}}     an empty list: many, or nobody knows which
← {"changed": "all"}                   after a gap: anything may have changed
"""

import asyncio
import json
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from orbita.platform.realtime.hub import Changes, hub
from orbita.platform.realtime.watch import Watch

SIGN_IN = 4401
LONGEST_MESSAGE = 200_000


class Live(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One open page of somebody who is signed in."""

    watch: Watch | None = None
    own_id = ""
    joined = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._saying: set[asyncio.Task[None]] = set()

    async def connect(self) -> None:
        user = self.scope.get("user")
        await self.accept()
        if user is None or not user.is_authenticated or not user.is_active:
            # Accepted first, so that the page can read the code and stops asking.
            await self.close(code=SIGN_IN)
            return
        self.own_id = str(user.pk)
        self.loop_hub = hub()
        self.loop_hub.join(self._changed)
        self.joined = True

    async def disconnect(self, code: int) -> None:
        if self.joined:
            self.loop_hub.leave(self._changed)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        try:
            said = json.loads((text_data or "")[:LONGEST_MESSAGE])
        except ValueError:
            return
        if self.joined and isinstance(said, dict):
            self.watch = Watch(said.get("watch"), self.own_id)

    def _changed(self, changes: Changes | None) -> None:
        if self.watch is None:
            return
        told: Any = "all" if changes is None else self.watch.of(changes)
        if told:
            task = asyncio.ensure_future(self._say({"changed": told}))
            self._saying.add(task)
            task.add_done_callback(self._saying.discard)

    async def _say(self, message: dict[str, Any]) -> None:
        # A browser that has just gone away is told by `disconnect`; nobody is left to be told here.
        with suppress(RuntimeError, OSError):
            await self.send(text_data=json.dumps(message))


class SameOrigin:
    """Lets in only pages of our own: a foreign page would bring the cookie of who is signed in."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if is_own_origin(dict(scope.get("headers", []))):
            await self.inner(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 4403})


def is_own_origin(headers: dict[bytes, bytes]) -> bool:
    """Whether the page that opens the socket came from this host, or from a trusted origin."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    if not origin or not host:
        return False
    return urlsplit(origin).netloc == host or origin in settings.CSRF_TRUSTED_ORIGINS
