"""The same statements without Orbita: by psql, one after another, timed by psql itself.

The distance between a page and its bare statements is what Python costs; the bare statements alone
are what the database costs, below which no page can come.
"""

import json
import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.counting import RECORD
from bench.measuring import Case
from bench.site import Client
from orbita.launch.place import Place
from orbita.launch.postgres.binaries import preferred

ROUNDS = 5
SHOWN = re.compile(r"^(?:Time|Время): ([\d.,]+) ", re.MULTILINE)
OWN = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)", re.IGNORECASE)


@dataclass(frozen=True)
class Bare:
    """A statement of a case, and what it takes alone."""

    case: str
    ms: float
    sql: str


def bare_statements(database: str, client: Client, case: Case) -> list[Bare]:
    """The statements of one request, timed; none of a case that writes."""
    if case.writes:
        return []
    found = statements_of(client, case)
    times = bare_times(database, found)
    return [Bare(case.name, ms, sql) for ms, sql in zip(times, found, strict=True)]


def statements_of(client: Client, case: Case) -> list[str]:
    """The statements of one request of the case, with their values."""
    watched = client.twin()
    watched.headers[RECORD] = "1"
    file = Path(case.ask(watched, 0).headers[RECORD])
    found: list[str] = json.loads(file.read_text())
    file.unlink()
    return [one for one in found if not OWN.match(one)]


def bare_times(database: str, statements: list[str]) -> list[float]:
    """Milliseconds of each statement by psql: the median of some rounds, nothing kept of them."""
    one_round = [
        "BEGIN;",
        "\\timing on",
        *(f"{one.strip().rstrip(';')};" for one in statements),
        "\\timing off",
        "ROLLBACK;",
    ]
    answer = subprocess.run(
        [
            preferred(Place(data=Path("data"))) / "psql",
            *("-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", "-"),
        ],
        input="\\o /dev/null\n" + "\n".join(one_round * ROUNDS),
        capture_output=True,
        text=True,
        check=True,
    )
    shown = [float(one.replace(",", ".")) for one in SHOWN.findall(answer.stdout)]
    assert len(shown) == ROUNDS * len(statements), answer.stderr
    return [statistics.median(shown[place :: len(statements)]) for place in range(len(statements))]
