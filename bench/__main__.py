"""`./orbita bench`: fill a database, start the web process, measure, print."""

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bench.database import fresh_database, url_of

if TYPE_CHECKING:
    from bench.filling import Filled

SECONDS = {"10k": 0.4, "100k": 2.0, "1m": 3.0}
CLIENTS = (1, 4)
IMPORTED = {"10k": 10_000, "100k": 100_000, "1m": 100_000}
MERGED = {"10k": 400, "100k": 4_000, "1m": 4_000}


def main(arguments: Sequence[str]) -> int:
    """Measure every case; the exit code is 1 when some request failed."""
    parser = argparse.ArgumentParser(prog="./orbita bench", description=__doc__)
    parser.add_argument("--scale", choices=list(SECONDS), default="10k")
    parser.add_argument("--json", action="store_true", help="only lines of JSON, one a case")
    parser.add_argument("--keep", action="store_true", help="keep the database for the next time")
    parser.add_argument("--only", default="", metavar="TEXT", help="cases whose name has this text")
    parser.add_argument("--no-import", action="store_true", help="leave the import out")
    parser.add_argument(
        "--no-duplicates", action="store_true", help="leave the search for duplicates out"
    )
    parser.add_argument(
        "--plans", metavar="FILE", help="write the ten heaviest statements and their plans there"
    )
    parser.add_argument("--seconds", type=float, help="of each case at each number of clients")
    said = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    server = os.environ["DATABASE_URL"]
    database = os.environ["DATABASE_URL"] = url_of(server, said.scale)
    with fresh_database(server, said.scale, keep=said.keep) as is_new:
        return _bench(said, database, is_new)


def _bench(said: argparse.Namespace, database: str, is_new: bool) -> int:
    import django

    django.setup()
    from bench.filling import SCALES, fill, opened

    began = time.monotonic()
    _prepare(is_new)
    filled = fill(SCALES[said.scale]) if is_new else opened()
    _say(f"{said.scale}: the data stand after {time.monotonic() - began:.0f} s.")
    failed = _pages(said, database, filled) + sum(_mass_acts(said, database))
    _say(f"Done after {time.monotonic() - began:.0f} s.")
    return 1 if failed else 0


def _pages(said: argparse.Namespace, database: str, filled: "Filled") -> int:
    """Everything that users wait for; how many requests failed."""
    from bench.bare import Bare, bare_statements
    from bench.cases import cases
    from bench.measuring import measure
    from bench.plans import write_plans
    from bench.site import running

    failed, heavy = 0, list[Bare]()
    with running(database) as site:
        client = site.signed_in(filled)
        if not said.json:
            print(_HEAD)
        for case in cases(filled, client):
            if said.only not in case.name:
                continue
            alone = bare_statements(database, client, case)
            heavy += alone
            bare = round(sum(one.ms for one in alone), 1) if alone else None
            for clients in CLIENTS:
                seconds = said.seconds or SECONDS[said.scale]
                found = measure(site, client, case, clients, seconds, bare)
                failed += found.failed
                _show(asdict(found), said.json)
    if said.plans:
        write_plans(Path(said.plans), database, heavy)
    return failed


def _mass_acts(said: argparse.Namespace, database: str) -> Iterator[bool]:
    """Acts on many records, a line of JSON each; whether it failed."""
    from bench.bulk import measure_bulk
    from bench.duplicates import measure_duplicates
    from bench.importing import measure_import
    from bench.merging import measure_merging

    if not said.no_import and not said.only:
        yield _told(measure_import(database, IMPORTED[said.scale]))
    if not said.no_duplicates and said.only in "duplicates":
        yield from map(_told, measure_duplicates(database, said.scale))
    if said.only in "bulk":
        yield from map(_told, measure_bulk())
    if said.only in "merging":
        yield _told(measure_merging(MERGED[said.scale]))


def _told(line: Mapping[str, object]) -> bool:
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return bool(line.get("failed"))


def _prepare(is_new: bool) -> None:
    """Tables and assets; what the commands say goes beside the result."""
    from django.conf import settings
    from django.core.management import call_command

    with redirect_stdout(sys.stderr):
        if is_new:
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)


_HEAD = (
    f"{'case':34} {'clients':>7} {'n':>5} {'p50 ms':>8} {'p95 ms':>8} {'CPU ms':>7}"
    f" {'SQL':>4} {'psql ms':>8} {'RSS MB':>7} {'kB':>7}"
)


def _show(found: dict[str, object], as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False), flush=True)
        return
    warning = f"   {found['failed']} FAILED" if found["failed"] else ""
    print(
        f"{found['case']:34} {found['clients']:7} {found['n']:5} {found['p50_ms']:8}"
        f" {found['p95_ms']:8} {found['cpu_ms']:7} {found['statements']:4}"
        f" {found['psql_ms'] or '–':>8} {found['rss_mb']:7} {found['kb']:7}{warning}",
        flush=True,
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
