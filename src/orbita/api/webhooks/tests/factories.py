"""Endpoints for tests, and a real receiver on loopback that writes down what it gets."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from orbita.api.webhooks.commands import add_endpoint
from orbita.api.webhooks.models import Endpoint
from orbita.api.webhooks.pumping import pump
from orbita.api.webhooks.sending import Post
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people

LOCAL = Post(private=True)


@dataclass(frozen=True)
class Got:
    """A request that the receiver has got."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The id of the message."""
        return self.headers["webhook-id"]

    @property
    def data(self) -> Any:
        """The payload."""
        return json.loads(self.body)


@dataclass
class Receiver:
    """A program that is told. `answer(got)` gives the status, further headers and the body."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    answer: Callable[[Got], tuple[int, dict[str, str], bytes]] = lambda got: (200, {}, b"ok")

    def says(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        """Answer so from now on."""
        self.answer = lambda got: (status, headers or {}, body)

    @property
    def ids(self) -> list[str]:
        """The ids of the messages in the order in which they came."""
        return [got.id for got in self.got]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver at an address of its own, until the block ends."""
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 64 * 1024  # head and body in one packet: no waiting for one another

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            headers = {key.lower(): value for key, value in self.headers.items()}
            got = Got(self.path, headers, self.rfile.read(size))
            found.got.append(got)
            status, more, body = found.answer(got)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **more}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def endpoint(url: str, *events: str, owner: User | None = None, **more: Any) -> Endpoint:
    """An endpoint of an administrator's, by Alice's rights unless somebody else is named."""
    return add_endpoint(
        url,
        events=events,
        owner_id=(owner or people.alice()).pk,
        by=people.actor(people.admin()),
        **more,
    )


def send_all(made: Endpoint) -> int:
    """Let the sender work until nothing is due."""
    return pump(made.pk, LOCAL)
