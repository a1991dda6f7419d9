"""One ear per web process: what changed is told to the sockets that watch it.

Commands poke in their transaction (`acts.events.send_poke`), the database or Redis hands it on when
the act is committed, the hub gathers for a moment and tells each socket what it asked for. Only kind
and id travel; the page fetches itself again, so that rights are checked where they always are.

Where pages are read from a replica, the hub waits until it has what was told of.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress

from asgiref.sync import sync_to_async

from orbita.platform.realtime.ears import EarIsDeaf, Heard, ear
from orbita.platform.replica.following import is_configured
from orbita.platform.replica.waiting import wait_for_replica

log = logging.getLogger(__name__)

GATHER_SECONDS = 0.05
FIRST_WAIT, LONGEST_WAIT = 0.25, 15.0

Changes = Mapping[str, frozenset[str]]
"""Ids by kind; no ids means many, or nobody knows which."""
Listener = Callable[[Changes | None], None]
"""Called with what changed; with None after a gap, when anything may have."""


class Hub:
    """Listens as long as somebody watches."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None
        self._gathered: dict[str, set[str] | None] = {}
        self._flush: asyncio.TimerHandle | None = None
        self._waiting: set[asyncio.Task[None]] = set()
        self.is_listening = asyncio.Event()

    def join(self, listener: Listener) -> None:
        """Tell this listener what changes from now on."""
        self._listeners.add(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen_on(), name="listen to the database")

    def leave(self, listener: Listener) -> None:
        """Tell it no more; the last one closes the connection."""
        self._listeners.discard(listener)
        if not self._listeners and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _listen_on(self) -> None:
        """Listen, and begin again with growing pauses when the connection breaks."""
        wait, gap = FIRST_WAIT, False
        while True:
            try:
                async with ear() as heard:
                    self.is_listening.set()
                    wait = FIRST_WAIT
                    if gap:
                        self._tell(None)
                    await self._hear(heard)
            except (EarIsDeaf, OSError) as error:
                log.warning("No pokes come in, trying again in %.2f s: %s", wait, error)
            finally:
                self.is_listening.clear()
            gap = True
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _hear(self, heard: Heard) -> None:
        async for payload in heard:
            if payload is None:
                self._tell(None)
            else:
                self._gather(payload)

    def _gather(self, payload: str) -> None:
        """Put a poke to the others of this moment: an import makes thousands."""
        with suppress(ValueError, AttributeError):
            for kind, ids in json.loads(payload).items():
                before = self._gathered.setdefault(kind, set())
                if not ids:
                    self._gathered[kind] = None
                elif before is not None:
                    before.update(map(str, ids))
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(GATHER_SECONDS, self._hand_out)

    def _hand_out(self) -> None:
        self._flush = None
        gathered, self._gathered = self._gathered, {}
        changes = {kind: frozenset(ids or ()) for kind, ids in gathered.items()}
        if not is_configured():
            self._tell(changes)
            return
        task = asyncio.create_task(self._tell_later(changes), name="wait for the replica")
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def _tell_later(self, changes: Changes) -> None:
        await sync_to_async(wait_for_replica, thread_sensitive=False)()
        self._tell(changes)

    def _tell(self, changes: Changes | None) -> None:
        for listener in tuple(self._listeners):
            listener(changes)


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """The hub of the running event loop; a web process has one."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        for closed in [other for other in _hubs if other.is_closed()]:
            del _hubs[closed]
        _hubs[loop] = Hub()
    return _hubs[loop]
