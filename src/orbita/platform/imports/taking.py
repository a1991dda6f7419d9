"""Rows that a program sends instead of a file: the same way in, and the fate of each row back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from orbita.kit.tables import Row, Table
from orbita.platform.acts.actor import Actor
from orbita.platform.imports.comparing import compare, refuse_taken
from orbita.platform.imports.folding import fold
from orbita.platform.imports.matching import match
from orbita.platform.imports.plans import Plan, checked
from orbita.platform.imports.running import Silence, write_down
from orbita.platform.imports.staging import Staging
from orbita.platform.records.models import Record

FATES = {"revived": "created", "more": "updated", "same": "unchanged"}


class Rows(Table):
    """Rows in memory as a table; an empty text is a cell that says nothing."""

    format = "rows"

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.columns = list(columns)
        self.heads = list(columns)
        self._rows = rows

    def rows(self) -> Iterator[Row]:
        """Each with its place, the first being 1."""
        for number, cells in enumerate(self._rows, 1):
            yield Row(number, list(cells))


@dataclass(frozen=True)
class RowsPlan(Plan):
    """A plan over rows in memory.

    `records` names the record that a row is, by its place from 1; `links` holds keys that rows name
    instead of words, by column of the record and place.
    """

    held: Sequence[Sequence[str]] = ()
    records: Mapping[int, UUID] = field(default_factory=dict)
    links: Mapping[str, Mapping[int, UUID]] = field(default_factory=dict)

    def table(self) -> Table:
        """The rows."""
        return Rows(list(self.columns), self.held)


@dataclass(frozen=True)
class TakenRow:
    """What became of a row: created, updated, unchanged, or rejected with the reason."""

    place: int
    state: str
    id: UUID | None = None
    why: str = ""


def take(plan: RowsPlan, seed: UUID) -> tuple[Staging, int]:
    """Bring the rows in. Needs an open transaction; the number of statements does not depend on
    how many rows there are."""
    checked(plan)
    staging = Staging(plan, seed, [], lambda count: None)
    staging.keeps_cells = False
    rows = staging.read_file()
    staging.recalled.update(plan.records)
    for column, keys in plan.links.items():
        _link(staging, column, keys)
    match(staging)
    staging.memory["folded"] = fold(staging)
    for resolve in (
        staging.importable.resolve,
        *(more.resolve for more in staging.importable.more),
    ):
        if resolve:
            resolve(staging)
    refuse_taken(staging)
    compare(staging)
    write_down(staging, rows, Silence())
    return staging, rows


def _link(staging: Staging, column: str, keys: Mapping[int, UUID]) -> None:
    """Put keys into a column of the staged rows; rows with one that leads nowhere are rejected."""
    found = _there(staging.importable.model, column, set(keys.values()), staging.plan.by)
    lost = [place for place, key in keys.items() if key not in found]
    if lost:
        staging.reject(
            "s.n = ANY(%(lost)s)",
            _("%(column)s: there is no such record, or you have no access to it")
            % {"column": column},
            lost=lost,
        )
    staging.run(
        f'UPDATE import_rows s SET "{column}" = v.key'
        " FROM unnest(%(places)s::bigint[], %(keys)s::uuid[]) AS v(n, key) WHERE v.n = s.n",
        places=list(keys),
        keys=list(keys.values()),
    )


def _there(model: type[models.Model], column: str, keys: set[UUID], by: Actor) -> set[Any]:
    target: Any = model._meta.get_field(column.removesuffix("_id")).related_model
    rows: Callable[[], Any] = target._default_manager.all
    if issubclass(target, Record):
        return set(target.objects.visible_to(by).filter(pk__in=keys).values_list("pk", flat=True))
    return set(rows().filter(pk__in=keys).values_list("pk", flat=True))


def fates(staging: Staging) -> list[TakenRow]:
    """What became of each row, in their order. One statement."""
    rows = staging.ask(
        "SELECT n, CASE WHEN fault IS NOT NULL THEN 'rejected' ELSE coalesce(fate, 'created') END,"
        " id, fault FROM import_rows ORDER BY n"
    )
    return [
        TakenRow(n, FATES.get(state, state), None if fault else pk, fault or "")
        for n, state, pk, fault in rows
    ]
