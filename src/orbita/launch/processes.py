"""Processes that outlive a crash: who they are, whether they live, how they are ended."""

import contextlib
import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")


def started_at(pid: int) -> str | None:
    """When the process started, as the system tells it; None when it is gone or a zombie.

    Together with the number this names a process for good: numbers are used again, and in a
    container soon.
    """
    if PROC.joinpath("self").exists():
        try:
            fields = PROC.joinpath(str(pid), "stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] in "ZX" else fields[19]
    asked = subprocess.run(
        ["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True
    ).stdout.strip()
    return None if not asked or asked.startswith("Z") else asked.split(maxsplit=1)[1]


@dataclass(frozen=True)
class Process:
    """A process by number and start: the same number later is another process."""

    pid: int
    started: str

    @classmethod
    def of(cls, pid: int) -> "Process":
        """The process that has this number now."""
        return cls(pid, started_at(pid) or "")

    @classmethod
    def read(cls, file: Path) -> "Process | None":
        """The process that a file remembers, alive or not."""
        try:
            return cls(**json.loads(file.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, file: Path) -> None:
        """Remember the process in a file."""
        file.write_text(json.dumps(asdict(self)))

    def lives(self) -> bool:
        """Whether this very process still runs."""
        return started_at(self.pid) == self.started != ""


def stop_group(process: Process, *, patience: float = 15) -> None:
    """End a process and all of its session: politely at first, by force after `patience` s."""
    _signal(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while process.lives() and time.monotonic() < deadline:
        time.sleep(0.05)
    # The leader may be gone while its own children still hold the port.
    _signal(process.pid, signal.SIGKILL)
    while process.lives():
        time.sleep(0.02)


def _signal(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def stop_stale(file: Path) -> bool:
    """End what an earlier launcher left running; whether there was something to end."""
    process = Process.read(file)
    stale = process is not None and (process.lives() or _orphans(process))
    if process and stale:
        stop_group(process, patience=5)
    file.unlink(missing_ok=True)
    return stale


def _orphans(process: Process) -> bool:
    """Whether children of a dead leader live on.

    A number is not given to a new process while a group still bears it, so that a group whose
    leader is gone can only be the old one.
    """
    if started_at(process.pid) is not None:
        return False
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def run_foreground(command: list[str], env: dict[str, str]) -> int:
    """Run a command on this terminal. Ctrl-C and SIGTERM reach it and its answer is ours."""
    child = subprocess.Popen(command, env=env)

    def hand_on(number: int, _frame: object) -> None:
        if number != signal.SIGINT:
            child.send_signal(number)

    # Ctrl-C goes to the whole foreground group: the child gets it from the terminal itself.
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, hand_on) for number in numbers}
    try:
        code = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if code >= 0 else 128 - code
