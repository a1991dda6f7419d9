"""Progress that a person can follow, and failures that say what to do."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from orbita.launch.place import put_aside

TAIL = 15
"""Lines of a log shown when a step fails."""


class Failed(Exception):
    """A step that did not work: what happened, what to do now, and the log that tells more."""

    def __init__(self, what: str, *, advice: str = "", log: Path | None = None) -> None:
        super().__init__(what)
        self.what, self.advice, self.log = what, advice, log

    def __str__(self) -> str:
        parts = [self.what]
        if self.log and (tail := last_lines(self.log)):
            parts += [f"The end of {self.log}:", *(f"    {line}" for line in tail)]
        if self.advice:
            parts.append(f"What to do: {self.advice}")
        return "\n".join(parts)


def last_lines(log: Path, count: int = TAIL) -> list[str]:
    """The end of a log, without empty lines; nothing when there is none."""
    if not log.exists():
        return []
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 20_000))
        lines = file.read().decode(errors="replace").splitlines()
    return [line for line in lines if line.strip()][-count:]


@dataclass
class Step:
    """One line of progress."""

    title: str
    started: float = field(default_factory=time.monotonic)
    note: str = ""

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self.started

    def line(self, mark: str) -> str:
        """The line as printed: mark, title, time, note."""
        return f"{mark} {self.title:<34} {self.seconds:6.1f} s  {self.note}".rstrip()


def say(text: str = "", end: str = "\n") -> None:
    """Print at once, also into a pipe, also on a terminal that lacks the letters."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), end=end, flush=True)


@contextlib.contextmanager
def step(title: str) -> Iterator[Step]:
    """Show a step while it runs and how it ended; a long one reports that it still runs."""
    current, over = Step(title), threading.Event()
    ticker = threading.Thread(target=_tick, args=(current, over), daemon=True)
    ticker.start()
    mark = "✗"
    try:
        yield current
        mark = "✓"
    finally:
        over.set()
        ticker.join()
        say(("\r\033[K" if sys.stdout.isatty() else "") + current.line(mark))


def _tick(current: Step, over: threading.Event) -> None:
    if sys.stdout.isatty():
        for sign in _spin():
            say("\r\033[K" + current.line(sign), end="")
            if over.wait(0.15):
                return
    while not over.wait(10):
        say(current.line("…"))


def _spin() -> Iterator[str]:
    while True:
        yield from "|/-\\"


def run_logged(
    command: Sequence[str],
    log: Path,
    *,
    failed: str,
    advice: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    allowed: Collection[int] = (),
) -> int:
    """Run a command with its output in a log; its exit code, 0 or one of the allowed.

    Raises Failed with the log's end when it fails.
    """
    put_aside(log)
    with log.open("ab") as out:
        out.write(f"\n$ {' '.join(command)}\n".encode())
        out.flush()
        try:
            done = subprocess.run(
                command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )
        except OSError as problem:
            raise Failed(f"{failed} {problem}", advice=advice) from problem
    if done.returncode not in {0, *allowed}:
        raise Failed(failed, advice=advice, log=log)
    return done.returncode
