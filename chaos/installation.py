"""An installation of its own in a temporary folder, watched as `./orbita up` watches one."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from orbita.launch import getting_ready as ready
from orbita.launch.place import ROOT, Place
from orbita.launch.postgres.cluster import Cluster, free_port
from orbita.launch.postgres.lease import database
from orbita.launch.supervisor import FIRST_PAUSE, Child, Supervisor
from orbita.launch.web_and_worker import web_command, worker_command

PATIENCE_SECONDS = 120
HOST = "127.0.0.1"


@dataclass
class Installation:
    """A running Orbita that may be hurt."""

    place: Place
    cluster: Cluster
    port: int
    supervisor: Supervisor
    answered: str = ""
    """The last bad answer about its health."""

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A look into the database, beside the application."""
        return psycopg.connect(self.cluster.url, autocommit=True)

    def is_healthy(self) -> bool:
        """Whether a good page comes and a worker runs."""
        self.answered = "no answer"
        with contextlib.suppress(OSError):
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=10) as answer:
                    good = answer.status == 200
            except urllib.error.HTTPError as problem:
                self.answered = f"{problem.code} {problem.read(500).decode(errors='replace')}"
                return False
            return good and all(
                child.process and child.answer is None for child in self.supervisor.children
            )
        return False

    def heal(self) -> float:
        """Wait until everything runs again; how many seconds that took."""
        began = time.monotonic()
        while not self.is_healthy():
            if time.monotonic() - began > PATIENCE_SECONDS:
                raise AssertionError(f"not healthy for {PATIENCE_SECONDS} s: {self.last_words()}")
            time.sleep(0.1)
        for child in self.supervisor.children:
            # A hundred deaths within minutes are no fault of the program: it needs no long rests.
            child.pause = FIRST_PAUSE
        return time.monotonic() - began

    def last_words(self) -> str:
        """What was answered last, and the ends of the logs."""
        logs = [self.place.log("web"), self.place.log("worker"), self.cluster.log]
        return f"{self.answered}\n" + "\n".join(
            f"--- {log.name}\n{log.read_text(errors='replace')[-1500:]}"
            for log in logs
            if log.exists()
        )

    def kill_child(self, name: str) -> bool:
        """Kill -9 web or worker."""
        child = next(one for one in self.supervisor.children if one.name == name)
        process = child.process
        if process is None or process.poll() is not None:
            return False
        process.kill()
        return True

    def kill_database(self) -> bool:
        """Kill -9 the postmaster: nothing is written back, the next start recovers."""
        server = self.cluster.server()
        return server is not None and _killed(server.pid)

    def kill_backend(self, choose: Callable[[list[int]], int]) -> bool:
        """Kill -9 one connection's process: the server drops all others and recovers by itself."""
        try:
            with self.connect() as database:
                found = database.execute(
                    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                    " AND pid <> pg_backend_pid()"
                ).fetchall()
        except psycopg.Error:
            return False
        return bool(found) and _killed(choose(sorted(pid for (pid,) in found)))


def _killed(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


@contextmanager
def installed() -> Iterator[Installation]:
    """Make one, start it, and take it away afterwards whatever happened."""
    folder = Path(tempfile.mkdtemp(prefix="orbita-chaos-"))
    folder.chmod(0o755)
    given = os.environ.pop("DATABASE_URL", None)
    place = Place(data=folder)
    try:
        with database(place) as found:
            assert found.cluster is not None
            yield from _running(place, found.cluster, found.url)
    finally:
        if given is not None:
            os.environ["DATABASE_URL"] = given
        _take_away(place)


def _running(place: Place, cluster: Cluster, url: str) -> Iterator[Installation]:
    ready.data_folders(place)
    environment = place.environment(url, ORBITA_SECRET_KEY="")
    environment.pop("ORBITA_SECRET_KEY")
    _make_tables(place, environment)
    port = free_port()
    children = [
        Child("web", web_command(place, HOST, port), environment, place),
        Child("worker", worker_command(place), environment, place),
    ]

    def revive() -> None:
        if not cluster.server():
            cluster.start()

    supervisor = Supervisor(children, revive)
    supervisor.start()
    watching = threading.Thread(target=supervisor.run, name="supervisor")
    watching.start()
    running = Installation(place, cluster, port, supervisor)
    try:
        running.heal()
        yield running
    finally:
        supervisor.stopping = True
        watching.join()
        supervisor.stop()


def _make_tables(place: Place, environment: dict[str, str]) -> None:
    """Tables, assets, and the people who will work here."""
    commands = (["orbita.launch.prepare", "migrate", "assets"], ["chaos.staff"])
    for command in commands:
        done = subprocess.run(
            [str(place.python), "-m", *command],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}\n{done.stderr[-3000:]}"


def _take_away(place: Place) -> None:
    if (place.data / "postgres.json").exists():
        cluster = Cluster.of(place)
        if server := cluster.server():
            _killed(server.pid)
        shutil.rmtree(cluster.folder, ignore_errors=True)
    shutil.rmtree(place.data, ignore_errors=True)
