"""The real web process on the bench's database: its CPU time and memory, a signed-in client."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from bench.counting import HEADER
from bench.filling import Filled

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    statements: int
    body: bytes
    headers: http.client.HTTPMessage


@dataclass
class Client:
    """One connection that keeps its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, *, fragment: bool = False) -> Answer:
        """A page, or what htmx would ask for."""
        return self._send("GET", address, None, fragment)

    def post(self, address: str, values: Mapping[str, str], *, fragment: bool = True) -> Answer:
        """A form."""
        return self._send("POST", address, urlencode(values), fragment)

    def twin(self) -> "Client":
        """The same user at another connection."""
        return Client(self.port, dict(self.cookies))

    def _send(self, method: str, address: str, body: str | None, fragment: bool) -> Answer:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Language": "ru",
            **self.headers,
        }
        if fragment:
            headers |= {"HX-Request": "true", "HX-Current-URL": f"http://127.0.0.1:{self.port}/"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        self.connection.request(method, address, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        statements = int(response.headers.get(HEADER, 0))
        return Answer(response.status, statements, content, response.headers)


@dataclass
class Site:
    """The running web process."""

    process: subprocess.Popen[bytes]
    port: int
    database: str

    def signed_in(self, filled: Filled) -> Client:
        """A client with a session, got by the form of sign-in."""
        client = Client(self.port)
        page = client.get("/accounts/login/")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
        assert token, page.status
        values = {
            "login": filled.mail,
            "password": filled.password,
            "csrfmiddlewaretoken": token[1].decode(),
        }
        answer = client.post("/accounts/login/", values, fragment=False)
        if answer.status != 302:
            raise RuntimeError(f"Sign-in was answered with {answer.status}.")
        return client

    def cpu_seconds(self) -> float:
        """CPU time so far of the web process and of its PostgreSQL backends."""
        with psycopg.connect(self.database) as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            backends = [row[0] for row in found]
        return sum(map(_cpu, [self.process.pid, *backends]))

    @property
    def rss_mb(self) -> float:
        """Memory of the web process."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * PAGE / 1_000_000


def _cpu(pid: int) -> float:
    """User and system time; 0 where the process is not on this machine."""
    try:
        values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(values[11]) + int(values[12])) / TICKS


@contextmanager
def running(database: str) -> Iterator[Site]:
    """Start the web process as `./orbita web` does, with one worker; stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "uvicorn", "orbita.config.asgi:application", "--host",
         "127.0.0.1", "--port", str(port), "--log-level", "warning", "--no-access-log",
         "--no-server-header", "--proxy-headers"],
        env={**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "bench.settings"},
    )  # fmt: skip
    try:
        site = Site(process, port, database)
        _wait(site)
        yield site
    finally:
        process.terminate()
        process.wait(20)


def _wait(site: Site) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if site.process.poll() is not None:
            raise RuntimeError(f"The web process ended with code {site.process.returncode}.")
        try:
            if Client(site.port).get("/accounts/login/").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"No answer within {PATIENCE} s.")
