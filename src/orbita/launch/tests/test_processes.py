"""Processes are known by number and start, and end with everything they started."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from orbita.launch.place import Place
from orbita.launch.processes import Process, run_foreground, stop_group, stop_stale
from orbita.launch.supervisor import Child, Supervisor

STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)\n"
SLEEP = "import time; time.sleep(60)"
PARENT = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); "
PARENT += "print(p.pid, flush=True); p.wait()"


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes to be gone after the test, whatever it found."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def launch(processes: list[subprocess.Popen[str]], script: str) -> tuple[Process, int]:
    """Start a script in a session of its own; itself and the number that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    processes.append(process)
    assert process.stdout
    return Process.of(process.pid), int(process.stdout.readline())


def test_a_used_number_is_another_process() -> None:
    assert Process.of(os.getpid()).lives()
    assert not Process(os.getpid(), "another start").lives()


def test_a_zombie_does_not_live(started: list[subprocess.Popen[str]]) -> None:
    process, _ = launch(started, "print(1, flush=True)")
    time.sleep(0.3)  # ended, but nobody has asked how
    assert not process.lives()


def test_one_that_ignores_the_polite_signal_is_ended_by_force(
    started: list[subprocess.Popen[str]],
) -> None:
    process, _ = launch(started, STUBBORN + SLEEP)
    stop_group(process, patience=0.2)
    assert not process.lives()


def test_children_of_a_killed_process_are_ended_by_the_next_start(
    started: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    parent, child_pid = launch(started, PARENT)
    child, mark = Process.of(child_pid), tmp_path / "web.json"
    parent.write(mark)
    os.kill(parent.pid, 9)
    started[0].wait()
    assert child.lives()
    assert stop_stale(mark)
    time.sleep(0.2)
    assert not child.lives()
    assert not mark.exists()


def test_a_stale_mark_of_a_used_number_harms_nobody(tmp_path: Path) -> None:
    mark = tmp_path / "web.json"
    mark.write_text(json.dumps({"pid": os.getpid(), "started": "long ago"}))
    assert not stop_stale(mark)


def test_the_answer_of_a_command_is_the_answer_of_the_launcher() -> None:
    assert run_foreground([sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ)) == 3


def test_a_process_that_dies_is_started_again_and_rests_longer_each_time(tmp_path: Path) -> None:
    ends_at_once = [sys.executable, "-c", "raise SystemExit(7)"]
    child = Child("web", ends_at_once, dict(os.environ), Place(data=tmp_path))
    child.start()
    pauses = []
    for _ in range(2):
        assert child.process
        child.process.wait()
        child.watch()
        pauses.append(child.pause)
        child.due = 0
        child.watch()
    child.stop()
    assert pauses == [1.0, 2.0]


def test_stopping_ends_all_and_leaves_no_marks(tmp_path: Path) -> None:
    place = Place(data=tmp_path)
    command = [sys.executable, "-c", SLEEP]
    children = [Child(name, command, dict(os.environ), place) for name in ("web", "worker")]
    supervisor = Supervisor(children, lambda: None)
    supervisor.start()
    assert sorted(file.name for file in place.run.iterdir()) == ["web.json", "worker.json"]
    supervisor.stop()
    assert all(child.answer is not None for child in children)
    assert list(place.run.iterdir()) == []
