"""New rows of a file compared with the records that are there: part of a trial, never of an import."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.platform.imports.slots import Alike, Resemblance, resemblances
from orbita.platform.imports.staging import Staging
from orbita.platform.imports.verdicts import digest_of

SOME = 5000
"""So many new rows are compared without being asked to; more take minutes."""
BATCH = 500
_NEW = "s.fault IS NULL AND s.fate IS NULL AND s.n <> ALL(%(decided)s::bigint[])"


@dataclass(frozen=True)
class AlikeFound:
    """A row with the record that it resembles, ready to be kept."""

    n: int
    number: int
    cells: list[str]
    found: Alike

    @property
    def digest(self) -> str:
        return digest_of(self.cells)

    @property
    def said(self) -> str:
        """The beginning of the row, as it is shown."""
        return " · ".join(cell.strip() for cell in self.cells if cell.strip())[:300]


def alike_rows(staging: Staging, meter: Any, most: int) -> list[AlikeFound] | None:
    """The staged new rows that resemble records which the importer sees, each with the surest one.

    Rows with a natural key that was found, faulty and decided ones are not compared. None where
    nobody can tell, or where more than `most` rows would have to be compared.
    """
    plug = resemblances.get(staging.importable.kind)
    if plug is None or not most:
        return None
    count = staging.ask(
        f"SELECT count(*) FROM import_rows s WHERE {_NEW}", decided=list(staging.recalled)
    )[0][0]
    if count > most:
        return None
    meter.begin(count, _("Looking for records that resemble the rows"))
    found: list[AlikeFound] = []
    for rows in _batches(staging):
        found += _compared(staging.plan.by, plug, staging, rows)
        meter.step(len(rows))
    return found


def _batches(staging: Staging) -> Iterator[list[dict[str, Any]]]:
    """The new rows by column, some at a time. One statement a batch."""
    told = ["cells", "details", *(one.name for one in staging.collections)]
    names = ["n", "number", *told, *(one.name for one in staging.columns)]
    columns = ", ".join(f's."{name}"' for name in names)
    last = 0
    while rows := staging.ask(
        f"SELECT {columns} FROM import_rows s WHERE s.n > %(last)s AND {_NEW}"
        f" ORDER BY s.n LIMIT {BATCH}",
        last=last,
        decided=list(staging.recalled),
    ):
        last = rows[-1][0]
        yield [_row(dict(zip(names, row, strict=True)), told) for row in rows]


def _row(values: dict[str, Any], told: list[str]) -> dict[str, Any]:
    """JSON comes as text through a plain cursor."""
    values.update({name: json.loads(values[name]) for name in told if values[name] is not None})
    return values


def _compared(
    by: Actor, plug: Resemblance, staging: Staging, rows: list[dict[str, Any]]
) -> list[AlikeFound]:
    alike = list(plug.find(rows))
    seen = _seen(by, staging, {one.record_id for one in alike})
    best: dict[int, Alike] = {}
    for one in alike:
        if one.record_id in seen:
            best.setdefault(one.n, one)
    return [
        AlikeFound(row["n"], row["number"], row["cells"], best[row["n"]])
        for row in rows
        if row["n"] in best
    ]


def _seen(by: Actor, staging: Staging, ids: set[UUID]) -> set[UUID]:
    """Those of the records that the importer sees. One statement."""
    if not ids:
        return set()
    manager = cast(Any, staging.importable.model)._default_manager
    return set(manager.alive().visible_to(by).filter(pk__in=ids).values_list("pk", flat=True))


def standing_verdicts(staging: Staging) -> list[int]:
    """The rows of which a decision still holds: those that are the chosen record, and those that are
    to be new and of which no key says otherwise. One statement at most."""
    new = [n for n, key in staging.recalled.items() if key is None]
    found = [n for n, key in staging.recalled.items() if key is not None]
    if new:
        rows = staging.ask(
            "SELECT n FROM import_rows WHERE n = ANY(%(rows)s::bigint[]) AND fate IS NULL", rows=new
        )
        found += [n for (n,) in rows]
    return found
