"""`./orbita up`: from a bare machine to a page that answers."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field

from orbita.launch import getting_ready as ready
from orbita.launch.place import Place
from orbita.launch.postgres.lease import Database
from orbita.launch.steps import Failed, Step, say, step
from orbita.launch.supervisor import Child, Supervisor
from orbita.launch.tls.pair import Pair, TlsWish, unchecked
from orbita.launch.tls.serving import certificate, keep_fresh, redirect_command, tell
from orbita.launch.upgrading import Wanted
from orbita.launch.web_and_worker import side_by_side, web_command, worker_command, worker_names

PATIENCE = 60
"""Seconds until the first good answer must have come."""


@dataclass(frozen=True)
class Wish:
    """What the command line asked for."""

    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    tls: TlsWish | None = None
    upgrade: Wanted = field(default_factory=Wanted)
    web: int = 1
    workers: int = 1

    @property
    def scheme(self) -> str:
        """HTTPS where there is a certificate."""
        return "https" if self.tls else "http"

    @property
    def address(self) -> str:
        """What to type into the browser."""
        host = "localhost" if self.host in {"0.0.0.0", "127.0.0.1", "::", "::1"} else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def probe(self) -> str:
        """Where the launcher asks for health."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(self.host, self.host)
        return f"{self.scheme}://{host}:{self.port}/healthz"


def up(place: Place, wish: Wish) -> int:
    """Start everything and stay until Ctrl-C or SIGTERM. The exit code of the command."""
    started = time.monotonic()
    ready.data_folders(place)
    with only_one(place) as running:
        if running:
            say(f"Orbita runs already: {running.get('address', '')} (process {running.get('pid')})")
            return 0
        _announce(place, wish)
        with step("Earlier processes") as progress:
            progress.note = _stop_earlier(place)
        _check_ports(wish)
        ready.packages(place, *ready.running_locks())
        pair = certificate(place, wish.tls, wish.host)
        with ready.open_database(place) as found:
            ready.translations(place)
            if not ready.tables(place, found, wish.upgrade):
                return 0
            if wish.demo:
                ready.demo(place, found)
            _serve(place, wish, found, pair, started)
    return 0


@contextlib.contextmanager
def only_one(place: Place) -> Iterator[dict[str, object] | None]:
    """Hold the place of the one `up` of a data folder; gives what the other one wrote, if any."""
    with (place.run / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield read_running(place)
            return
        yield None
        (place.run / "up.json").unlink(missing_ok=True)


def read_running(place: Place) -> dict[str, object]:
    """What the running `up` wrote about itself."""
    try:
        found = json.loads((place.run / "up.json").read_text())
    except (OSError, ValueError):
        return {}
    return dict(found)


def _announce(place: Place, wish: Wish) -> None:
    about = {"address": wish.address, "pid": os.getpid()}
    (place.run / "up.json").write_text(json.dumps(about))


def _children(place: Place, wish: Wish, found: Database, pair: Pair | None) -> list[Child]:
    more = {**side_by_side(place, wish.web), **(pair.surroundings() if pair else {})}
    environment = place.environment(found.url, **more)
    web = web_command(place, wish.host, wish.port, wish.web)
    children = [
        Child("web", [*web, *(pair.options() if pair else ())], environment, place),
        *(
            Child(name, worker_command(place), environment, place)
            for name in worker_names(wish.workers)
        ),
    ]
    if pair:
        door = redirect_command(place, pair, wish.host, wish.port)
        children.append(Child("door", door, environment, place))
    return children


def _stop_earlier(place: Place) -> str:
    from orbita.launch.processes import stop_stale

    marks = [place.run / f"{name}.json" for name in ("web", "worker", "door")]
    stale = [mark.stem for mark in (*marks, *place.run.glob("worker-*.json")) if stop_stale(mark)]
    return f"ended: {', '.join(stale)}" if stale else ""


def _check_ports(wish: Wish) -> None:
    _check_port(wish.host, wish.port, "--port")
    if wish.tls:
        _check_port(wish.host, wish.tls.http_port, "--http-port")


def _check_port(host: str, port: int, option: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise Failed(
                f"Cannot listen on {host}, port {port}: {problem.strerror}.",
                advice=f"choose another with {option} N (or --host H).",
            ) from problem


def _serve(place: Place, wish: Wish, found: Database, pair: Pair | None, started: float) -> None:
    children = _children(place, wish, found, pair)

    def revive() -> None:
        if found.cluster and not found.cluster.server():
            say("! the database server has ended; it is started again")
            found.cluster.start()
        if pair:
            keep_fresh(pair, children)

    supervisor = Supervisor(children, revive)

    def stop(_number: int, _frame: object) -> None:
        supervisor.stopping = True

    def renew(_number: int, _frame: object) -> None:
        supervisor.renewing = True

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    signal.signal(signal.SIGUSR1, renew)
    try:
        with step("Web and worker") as progress:
            supervisor.start()
            _wait(place, wish, supervisor, progress)
        if not supervisor.stopping:
            say(f"\nOrbita answers at {wish.address} after {time.monotonic() - started:.1f} s.")
            if pair:
                tell(pair, wish.host, wish.port)
            say("Ctrl-C stops it.")
        supervisor.run()
    finally:
        with step("Stopping"):
            supervisor.stop()


def _wait(place: Place, wish: Wish, supervisor: Supervisor, progress: Step) -> None:
    """Until /healthz says 200. A process that dies before has no second try."""
    deadline = time.monotonic() + PATIENCE
    answer = "no answer"
    while not supervisor.stopping:
        for child in supervisor.children:
            if child.answer is not None:
                raise Failed(
                    f"The {child.name} process ended at once with code {child.answer}.",
                    log=place.log(child.name),
                    advice="the log says why; after mending it start again.",
                )
        code, answer = _ask(wish.probe)
        progress.note = answer
        if code == 200:
            return
        if time.monotonic() > deadline:
            raise Failed(
                f"No good answer from {wish.probe} within {PATIENCE} s: {answer}",
                log=place.log("web"),
                advice="the log says why; ./orbita manage check may tell more.",
            )
        # An error page is written into the log with all its reasons: not ten times a second.
        time.sleep(0.5 if code else 0.1)
    progress.note = "stopped before the first good answer"


def _ask(address: str) -> tuple[int, str]:
    secure = urllib.request.HTTPSHandler(context=unchecked())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), secure)
    try:
        with opener.open(address, timeout=5) as response:
            return response.status, ""
    except urllib.error.HTTPError as problem:
        return problem.code, f"{problem.code} {problem.read(500).decode(errors='replace')}"
    except OSError as problem:
        return 0, str(problem)
