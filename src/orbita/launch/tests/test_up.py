"""`./orbita up` on an empty folder: it answers, survives, and leaves nothing behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from orbita.launch.place import ROOT, Place
from orbita.launch.postgres.cluster import Cluster, free_port
from orbita.launch.processes import Process

PATIENCE = 120


class Up:
    """A running launcher of one installation."""

    more: tuple[str, ...] = ()

    def __init__(self, place: Place, port: int) -> None:
        self.place, self.port = place, port
        self.output = place.data / "up.txt"
        self.process = self.launch()

    def launch(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, str(ROOT / "orbita"), "up", "--port", str(self.port)]
        with self.output.open("wb") as out:
            return subprocess.Popen(
                [*command, *self.more, "--data", str(self.place.data)], stdout=out, stderr=out
            )

    def again(self) -> None:
        """Another start on the same folder."""
        self.process.wait()
        self.process = self.launch()
        self.wait()

    def wait(self, patience: float = PATIENCE) -> str:
        """Until it says that it answers; what it printed."""
        until(
            lambda: "answers at" in self.output.read_text() or self.process.poll() is not None,
            patience,
        )
        printed = self.output.read_text()
        assert "answers at" in printed, printed
        return printed

    def healthy(self) -> bool:
        with contextlib.suppress(OSError):
            address = f"http://127.0.0.1:{self.port}/healthz"
            return bool(urllib.request.urlopen(address, timeout=5).status == 200)
        return False

    def child(self, name: str) -> Process | None:
        return Process.read(self.place.run / f"{name}.json")

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def server(self) -> Process | None:
        return Cluster.of(self.place).server()


def until(holds: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def first(new_place: Callable[[], Place]) -> Iterator[Up]:
    """A launcher on an empty folder, ended after the tests whatever they found."""
    running = Up(new_place(), free_port())
    yield running
    if running.process.poll() is None:
        running.end()


@pytest.fixture
def up(first: Up) -> Up:
    """The launcher, running: started again when a test has ended it."""
    if first.process.poll() is None:
        first.wait()
    else:
        first.again()
    return first


def test_it_answers_is_only_one_and_stops_cleanly(up: Up) -> None:
    assert up.healthy()
    children = [up.child("web"), up.child("worker"), up.server()]
    second = subprocess.run(
        [sys.executable, str(ROOT / "orbita"), "up", "--data", str(up.place.data)],
        capture_output=True,
        text=True,
    )
    assert f"runs already: http://localhost:{up.port}" in second.stdout
    assert up.end() == 0
    assert not any(child and child.lives() for child in children)
    assert [file.name for file in up.place.run.glob("*.json")] == []


def test_a_taken_port_is_said_and_nothing_stays_running(place: Place) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        second = Up(place, other.getsockname()[1])
        assert second.process.wait(60) == 1
    assert "choose another with --port N" in second.output.read_text()
    assert second.server() is None


@pytest.mark.slow
@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_killed_process_is_started_again(up: Up, name: str) -> None:
    before = up.child(name)
    assert before
    os.kill(before.pid, signal.SIGKILL)
    until(lambda: (now := up.child(name)) and now != before and now.lives())
    until(up.healthy)


@pytest.mark.slow
def test_a_killed_database_is_started_again(up: Up) -> None:
    server = up.server()
    assert server
    os.kill(server.pid, signal.SIGKILL)
    until(lambda: (now := up.server()) and now != server)
    until(up.healthy)


@pytest.mark.slow
def test_after_kill_9_of_everything_the_next_start_answers_soon(up: Up) -> None:
    everything = [up.child("web"), up.child("worker"), up.server()]
    up.process.kill()
    for process in everything:
        assert process
        os.kill(process.pid, signal.SIGKILL)
    up.again()
    assert up.healthy()


@pytest.mark.slow
def test_after_kill_9_of_the_launcher_the_next_start_takes_over_within_5_s(up: Up) -> None:
    web = up.child("web")
    up.process.kill()
    started = time.monotonic()
    up.again()
    assert time.monotonic() - started < 5
    assert web
    assert not web.lives()
    assert up.healthy()
