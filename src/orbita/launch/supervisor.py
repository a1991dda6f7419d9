"""Web and worker under one eye: started, restarted when they die, ended together."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from orbita.launch.place import Place, put_aside
from orbita.launch.processes import Process, stop_group, stop_stale
from orbita.launch.steps import Failed, say

FIRST_PAUSE, LONGEST_PAUSE, STEADY = 0.5, 30.0, 60.0
"""Seconds: pause before the first restart, the longest pause, when a process counts as healthy."""


@dataclass
class Child:
    """A process that should always run."""

    name: str
    command: list[str]
    environment: dict[str, str]
    place: Place
    process: subprocess.Popen[bytes] | None = None
    born: float = 0
    pause: float = FIRST_PAUSE
    due: float = 0

    @property
    def mark(self) -> Path:
        """The file that remembers the process for the next launcher."""
        return self.place.run / f"{self.name}.json"

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches only the launcher."""
        stop_stale(self.mark)
        put_aside(self.place.log(self.name))
        with self.place.log(self.name).open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                cwd=self.place.root,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.born = time.monotonic()
        Process.of(self.process.pid).write(self.mark)

    @property
    def renews_itself(self) -> bool:
        """Whether it is a parent of several web processes."""
        words = self.command
        return "--workers" in words and words[words.index("--workers") + 1] != "1"

    @property
    def answer(self) -> int | None:
        """Its exit code once it has ended."""
        return self.process.poll() if self.process else None

    def watch(self) -> None:
        """Start it again when it has died; after each failure it rests longer."""
        now = time.monotonic()
        if self.process and self.answer is not None:
            if now - self.born > STEADY:
                self.pause = FIRST_PAUSE
            say(
                f"! {self.name} ended with code {self.answer}; starts again in {self.pause:.1f} s "
                f"(log: {self.place.log(self.name)})"
            )
            self._sweep()
            self.due, self.pause = now + self.pause, min(self.pause * 2, LONGEST_PAUSE)
            self.process = None
        if self.process is None and now >= self.due:
            self.start()

    def stop(self) -> None:
        """End it and everything it started."""
        if self.process and self.answer is None:
            process = Process.of(self.process.pid)
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                stop_group(process, patience=0)
                self.process.wait()
        self._sweep()
        self.mark.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Its own children, if it left any: they would keep the port."""
        if self.process:
            stop_group(Process(self.process.pid, ""), patience=0)


@dataclass
class Supervisor:
    """Keeps the children and the database alive until told to stop."""

    children: list[Child]
    revive_database: Callable[[], None]
    stopping: bool = False
    renewing: bool = False

    def start(self) -> None:
        """Start all."""
        for child in self.children:
            child.start()

    def run(self) -> None:
        """Watch until `stopping` is set."""
        while not self.stopping:
            try:
                self.revive_database()
            except Failed as failure:
                say(f"! {failure}")
                time.sleep(5)
            if self.renewing:
                self.renewing = False
                self.renew()
            for child in self.children:
                child.watch()
            time.sleep(0.3)

    def renew(self) -> None:
        """Let all take the code and the settings of now, one after the other.

        Several web processes are renewed by their own parent, so that one of them always answers.
        """
        for child in self.children:
            if self.stopping:
                return
            if child.process and child.answer is None and child.renews_itself:
                child.process.send_signal(signal.SIGHUP)
            else:
                child.stop()
                child.start()
        say("Web and worker are renewed.")

    def stop(self) -> None:
        """End all at once, wait for each."""
        for child in self.children:
            if child.process and child.answer is None:
                child.process.terminate()
        for child in self.children:
            child.stop()
