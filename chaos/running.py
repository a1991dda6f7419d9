"""One run: an installation, clients at work, kills, quiet, judgement."""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from chaos.clients import at_work
from chaos.installation import Installation, installed
from chaos.invariants import broken
from chaos.journal import Intent, Journal
from chaos.judging import judge
from chaos.killing import Toll, kill
from chaos.staff import SHARED

QUIET_SECONDS = 240
"""How long jobs may take until nothing is left: a dead worker's are given back after a while."""
FAULT = re.compile(r"^[\w.]*(Error|Exception|DoesNotExist|Failure)\b")
EXPLAINED = re.compile(
    r"OperationalError|InterfaceError|AdminShutdown|ConnectionRe|CancelledError|ConnectorException|_session_cache"
)
"""What a lost database says."""


@dataclass(frozen=True)
class Outcome:
    """What happened, and what must not have happened."""

    seconds: float
    toll: Toll
    intents: list[Intent]
    faults: list[str]

    def told(self) -> str:
        """The figures and the faults."""
        ends = Counter(one.outcome for one in self.intents)
        kinds = Counter((one.kind, one.outcome) for one in self.intents)
        resent = sum(one.tries > 1 for one in self.intents)
        recoveries = {
            name: f"{median(times):.1f} s (worst {max(times):.1f})"
            for name, times in self.toll.recoveries.items()
        }
        lines = [
            f"{self.seconds:.0f} s; killed: {dict(self.toll.killed)}",
            f"well again, median: {recoveries}",
            f"acts: {dict(ends)}, sent again: {resent}",
            *(f"  {kind} {end}: {count}" for (kind, end), count in sorted(kinds.items())),
            *(f"FAULT {fault}" for fault in self.faults),
            "everything held" if not self.faults else f"{len(self.faults)} faults",
        ]
        return "\n".join(lines)


def run(
    kills: int,
    seed: int,
    say: Callable[[str], None] = lambda line: None,
    journal_file: Path | None = None,
) -> Outcome:
    """Do it all; the installation is gone afterwards."""
    began = time.monotonic()
    with installed() as house:
        say(f"at work at {house.url} after {time.monotonic() - began:.0f} s")
        journal, stop = Journal(journal_file or house.place.data / "chaos.jsonl"), threading.Event()
        threads = at_work(house.url, seed, _shared(house), journal, stop)
        try:
            toll = kill(house, kills, seed, say)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        say(f"quiet after {_quiet(house):.0f} s; judging {len(journal.intents)} acts")
        with house.connect() as database:
            faults = [*judge(database, journal.intents, house.place.data), *broken(database)]
        faults += [f"server log: {line}" for line in _unexpected(house)]
    return Outcome(time.monotonic() - began, toll, journal.intents, faults)


def _shared(house: Installation) -> str:
    with house.connect() as database:
        found = database.execute("SELECT id FROM directory_party WHERE name = %s", [SHARED])
        row = found.fetchone()
    assert row is not None
    return str(row[0])


def _quiet(house: Installation) -> float:
    """Wait until no work and no job of an event is left; the seconds it took."""
    began = time.monotonic()
    house.heal()
    with house.connect() as database:
        while time.monotonic() - began < QUIET_SECONDS:
            left = database.execute(
                "SELECT (SELECT count(*) FROM jobs_work WHERE state IN ('queued', 'running'))"
                " + (SELECT count(*) FROM procrastinate_jobs"
                "    WHERE status IN ('todo', 'doing') AND queue_name <> 'care')"
            ).fetchone()
            if left == (0,):
                break
            time.sleep(0.5)
    return time.monotonic() - began


def _unexpected(house: Installation) -> list[str]:
    """Corruption that the server has noticed, and faults of the program that no death explains."""
    server = house.cluster.log.read_text(errors="replace").splitlines()
    found = [line for line in server if "PANIC" in line or "invalid page" in line]
    web = house.place.log("web").read_text(errors="replace").splitlines()
    faults = Counter(line[:200] for line in web if FAULT.match(line) and not EXPLAINED.search(line))
    return [*found[:5], *(f"{line} ({count} times)" for line, count in faults.most_common(10))]
