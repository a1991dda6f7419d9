"""A plan carried out inside an open transaction: the steps that a trial and an import share."""

import hashlib
import time
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from orbita.platform.imports.comparing import compare, refuse_taken
from orbita.platform.imports.error_file import write_errors
from orbita.platform.imports.folding import fold
from orbita.platform.imports.matching import match
from orbita.platform.imports.plans import Plan, checked
from orbita.platform.imports.queries import earlier_imports
from orbita.platform.imports.resembling import AlikeFound
from orbita.platform.imports.staging import Staging
from orbita.platform.imports.streaming import RowsDepend, may_stream, stream
from orbita.platform.imports.writing import write
from orbita.platform.tracking import EVENT_MODELS

SHOWN_FAULTS = 20
PORTION = "32MB"
MANY = 1000
"""So many rows change what the server should know of its tables."""


class Meter(Protocol):
    """Who is told how far it is: long work, a bar on the terminal, nobody."""

    def begin(self, total: int, note: str = "") -> None: ...
    def step(self, count: int = 1) -> None: ...


class Silence:
    """Nobody is told."""

    def begin(self, total: int, note: str = "") -> None:
        """Nothing."""

    def step(self, count: int = 1) -> None:
        """Nothing."""


@dataclass
class Report:
    """What became of the rows: created + updated + unchanged + rejected = rows."""

    kind: str
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    seconds: float = 0.0
    made: dict[str, int] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)
    """The first rejected rows: number, reason, cells."""
    alike: list[AlikeFound] | None = None
    """New rows that resemble records, where that was looked for."""
    decided: list[int] = field(default_factory=list)
    """Rows of which a decision still holds."""

    def line(self) -> dict[str, Any]:
        """What `--json` prints."""
        left_out = ("made", "faults", "alike", "decided")
        return {
            one.name: getattr(self, one.name) for one in fields(self) if one.name not in left_out
        }


def digest(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stage(
    plan: Plan, seed: UUID, sha256: str, meter: Meter, expected: int = 0
) -> tuple[Staging, int]:
    """Read the file and decide the fate of each of its rows. Needs an open transaction."""
    checked(plan)
    _settle_server()
    meter.begin(expected, _("Reading the file"))
    staging = Staging(plan, seed, earlier_imports(plan.importable.kind, sha256), meter.step)
    rows = staging.read_file()
    meter.begin(0, _("Comparing with what is there"))
    match(staging)
    staging.memory["folded"] = fold(staging)
    if staging.importable.resolve:
        staging.importable.resolve(staging)
    for more in staging.importable.more:
        if more.resolve:
            more.resolve(staging)
    refuse_taken(staging)
    meter.step(0)
    compare(staging)
    return staging, rows


def bring_in(
    plan: Plan, seed: UUID, sha256: str, meter: Meter, expected: int = 0
) -> tuple[Staging, int]:
    """Carry the plan out: piece by piece where rows stand for themselves, else over one table of all
    rows. Needs an open transaction."""
    checked(plan)
    earlier = earlier_imports(plan.importable.kind, sha256)
    if may_stream(plan, earlier):
        _settle_server()
        meter.begin(expected, _("Writing"))
        staging = Staging(plan, seed, earlier, meter.step)
        try:
            with transaction.atomic():
                rows = stream(staging)
            _settle_tables(staging, rows)
            return staging, rows
        except RowsDepend:
            pass  # the savepoint has taken everything back
    staging, rows = stage(plan, seed, sha256, meter, expected)
    write_down(staging, rows, meter)
    return staging, rows


def _settle_server() -> None:
    """What suits a mass act, for this transaction only: no compiling of statements that run once, and
    words that go into the index of the search in larger portions."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET LOCAL jit = off; SET LOCAL work_mem = '{PORTION}';"
            f" SET LOCAL gin_pending_list_limit = '{PORTION}'"
        )


_EMPTY_PORTIONS = """
SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam AND m.amname = 'gin'
WHERE i.indrelid = 'search_searchentry'::regclass
"""
"""What waits is put into the indexes by the import itself: whoever searches or writes next should not
have to."""


def report(staging: Staging, rows: int, started: float) -> Report:
    """Count the fates. Two statements."""
    counts = dict(
        staging.ask(
            "SELECT CASE WHEN fault IS NOT NULL THEN 'rejected' ELSE coalesce(fate, 'created') END,"
            " count(*) FROM import_rows GROUP BY 1"
        )
    )
    faults = staging.ask(
        "SELECT number, fault, left(cells, 400) FROM import_rows WHERE fault IS NOT NULL"
        " ORDER BY n LIMIT %(most)s",
        most=SHOWN_FAULTS,
    )
    made = {**staging.made, "employees": len(staging.people.missing)}
    return Report(
        kind=staging.importable.kind,
        rows=rows,
        created=counts.get("created", 0) + counts.get("revived", 0),
        updated=counts.get("updated", 0) + counts.get("more", 0),
        unchanged=counts.get("unchanged", 0) + counts.get("same", 0),
        rejected=counts.get("rejected", 0),
        seconds=round(time.monotonic() - started, 2),
        made={key: count for key, count in made.items() if count},
        faults=[{"number": number, "why": why, "cells": cells} for number, why, cells in faults],
    )


def write_down(staging: Staging, rows: int, meter: Meter) -> None:
    """Make what is missing, then write the records and what hangs on them."""
    meter.begin(rows, _("Writing"))
    staging.people.write_missing()
    for make in staging.before:
        make()
    staging.tell = meter.step
    write(staging, rows)
    for finish in (staging.importable.finish, *(more.finish for more in staging.importable.more)):
        if finish:
            finish(staging)
    _settle_tables(staging, rows)


def _settle_tables(staging: Staging, rows: int) -> None:
    """Let the server look at the tables that have just grown: lists and a roll-back are planned by
    what it knows of them."""
    if rows <= MANY:
        return
    model = staging.importable.model
    tables = [model._meta.db_table, *(one.table for one in staging.collections)]
    kept = {kind._meta.db_table: history for kind, history in EVENT_MODELS.items()}
    tables += [kept[table]._meta.db_table for table in tables if table in kept]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join([*tables, 'search_searchentry'])}")
        cursor.execute(_EMPTY_PORTIONS)


__all__ = ["Meter", "Report", "Silence", "bring_in", "digest", "report", "stage", "write_errors"]
