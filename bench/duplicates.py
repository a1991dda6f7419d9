"""Finding duplicates: pair precision, recall and F1 on files with known answers, and the time that a
search among many clients takes.

Each file is imported by `./orbita import parties` into a database of its own, without its column of
answers, and searched by `./orbita duplicates parties --json` at the default threshold.
"""

import csv
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from random import Random

import psycopg
from psycopg import sql

Row = list[str]
DATA = Path(os.environ.get("ORBITA_BENCH_DATA", "../shared/data"))
SCANNED = {"10k": 10_000, "100k": 100_000, "1m": 100_000}


@dataclass(frozen=True)
class Answered:
    """A file with answers: how a row tells its own key and which thing it is, and what is imported
    of it (the heads, without the answers)."""

    name: str
    path: str
    told: Callable[[int, Row], tuple[str, str]]
    kept: Callable[[int, Row], Row]
    heads: Callable[[Row], Row]


def _febrl(name: str, path: str) -> Answered:
    return Answered(
        name,
        path,
        told=lambda _at, row: (row[0], re.sub(r"-(org|dup).*", "", row[0])),
        kept=lambda _at, row: row,
        heads=lambda row: row,
    )


FILES = (
    _febrl("febrl1", "febrl1/dataset1.csv"),
    _febrl("febrl2", "febrl2/dataset2.csv"),
    Answered(
        "ru_companies_synth",
        "ru_companies_synth/companies.csv",
        told=lambda at, row: (f"R{at}", row[0]),
        kept=lambda at, row: [f"R{at}", *row[1:]],
        heads=lambda row: ["rec_id", *row[1:]],
    ),
    Answered(
        "chicago_sites",
        "chicago_sites/sites.csv",
        told=lambda _at, row: (row[1], row[0]),
        kept=lambda _at, row: row[1:],
        heads=lambda row: row[1:],
    ),
)


def measure_duplicates(database: str, scale: str) -> Iterator[dict[str, object]]:
    """A line for each file that is there, then one for a search among many clients."""
    for one in FILES:
        if (DATA / one.path).is_file():
            yield _in_fresh_database(database, partial(_scored, one))
    yield _in_fresh_database(database, partial(_timed, SCANNED[scale]))


def _in_fresh_database(database: str, run: Callable[[str], dict[str, object]]) -> dict[str, object]:
    """Run in an empty database beside the given one, and drop it."""
    name = f"{database.rpartition('/')[2]}_pairs"
    url = f"{database.rpartition('/')[0]}/{name}"
    with psycopg.connect(database, autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            _django(url, "migrate", "-v0")
            return run(url)
        finally:
            connection.execute(drop)


def _django(url: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "django", *words],
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError((done.stderr or done.stdout)[-600:])
    return done.stdout


def _scored(one: Answered, url: str) -> dict[str, object]:
    with (DATA / one.path).open(newline="", encoding="utf-8-sig") as file:
        heads, *rows = csv.reader(file)
    things: dict[str, list[str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(one.heads(heads))
            for at, row in enumerate(rows):
                key, thing = one.told(at, row)
                things[thing].append(key)
                writer.writerow(one.kept(at, row))
        _django(url, "import_records", "parties", str(path), "--errors", f"{folder}/errors.csv")
    known = {frozenset(pair) for keys in things.values() for pair in combinations(keys, 2)}
    seconds, cpu, lines = _searched(url)
    found = {frozenset(str(record["external_id"]) for record in line["records"]) for line in lines}
    right = len(found & known)
    precision, recall = right / max(1, len(found)), right / max(1, len(known))
    return {
        "case": f"duplicates: {one.name}",
        "n": len(rows),
        "pairs": len(known),
        "found": len(found),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
    }


def _searched(url: str) -> tuple[float, float, list[dict[str, list[dict[str, object]]]]]:
    """The pairs of a search, the seconds it took, and those of the processor."""
    began, used = time.perf_counter(), _used()
    told = _django(url, "duplicates", "parties", "--json")
    took = time.perf_counter() - began, _used() - used
    return *took, [json.loads(line) for line in told.splitlines()]


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _timed(rows: int, url: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clients.csv"
        _write(path, rows)
        _django(url, "import_records", "parties", str(path), "--errors", f"{folder}/errors.csv")
    seconds, cpu, lines = _searched(url)
    return {
        "case": "search for duplicates",
        "n": rows,
        "found": len(lines),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "rss_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def _write(path: Path, rows: int) -> None:
    """Clients as the bench knows them, one of twenty entered twice."""
    from bench.words import firm

    random = Random(rows)
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("rec_id", "Название", "ИНН", "Телефон", "E-mail", "Город"))
        number = 0
        while number < rows:
            name, city, _industry, _site = firm(random)
            inn = str(random.randint(10**9, 10**10 - 1)) if random.random() < 0.6 else ""
            phone = f"8 9{random.randint(10**8, 10**9 - 1)}"
            writer.writerow((f"B{number}", name, inn, phone, f"zakaz{number}@bench.example", city))
            number += 1
            if random.random() < 0.05 and number < rows:
                writer.writerow((f"B{number}", name.upper(), "", phone, "", city))
                number += 1
