"""A case measured: times, CPU, statements, at one client and at several."""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.site import Answer, Client, Site

Ask = Callable[[Client, int], Answer]
WARM_UP = 3
LEAST = 5
"""Requests of each client, however slow they are."""


@dataclass(frozen=True)
class Case:
    """Something that users wait for: `ask(client, number)` does it for the number-th time.

    What it `writes` cannot be written once more as it was: such a case has no bare statements.
    """

    name: str
    ask: Ask
    writes: bool = False


@dataclass(frozen=True)
class Measured:
    """One line of the result. CPU is of the web process and its database backends, a request;
    `psql_ms` is what the same statements take without Orbita, None where they write."""

    case: str
    clients: int
    n: int
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    statements: int
    psql_ms: float | None
    rss_mb: float
    kb: float
    failed: int


@dataclass
class _Run:
    """What one client saw."""

    times: list[float]
    statements: list[int]
    sizes: list[int]
    failed: int = 0


def measure(
    site: Site, client: Client, case: Case, clients: int, seconds: float, psql_ms: float | None
) -> Measured:
    """Ask again and again for some seconds, by several clients at once."""
    first = client.twin()
    for number in range(WARM_UP):
        case.ask(first, number)
    runs = [_Run([], [], []) for _number in range(clients)]
    before = site.cpu_seconds()
    threads = [
        threading.Thread(target=_ask, args=(run, client.twin(), case, place, clients, seconds))
        for place, run in enumerate(runs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = site.cpu_seconds() - before
    times = sorted(time for run in runs for time in run.times)
    return Measured(
        case=case.name,
        clients=clients,
        n=len(times),
        p50_ms=round(statistics.median(times) * 1000, 1),
        p95_ms=round(times[int(len(times) * 0.95)] * 1000, 1),
        cpu_ms=round(spent / len(times) * 1000, 1),
        statements=max(count for run in runs for count in run.statements),
        psql_ms=psql_ms,
        rss_mb=round(site.rss_mb, 1),
        kb=round(statistics.mean(size for run in runs for size in run.sizes) / 1000, 1),
        failed=sum(run.failed for run in runs),
    )


def _ask(
    run: _Run, client: Client, case: Case, place: int, clients: int, seconds: float
) -> None:  # fmt: skip
    end = time.perf_counter() + seconds
    number = WARM_UP + place
    while time.perf_counter() < end or len(run.times) < LEAST:
        began = time.perf_counter()
        answer = case.ask(client, number)
        run.times.append(time.perf_counter() - began)
        run.statements.append(answer.statements)
        run.sizes.append(len(answer.body))
        run.failed += answer.status != 200
        number += clients
