"""What a trial said is kept, and what somebody decides about the rows that resemble records."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.frame import command
from orbita.platform.imports.commands import own_draft
from orbita.platform.imports.models import AlikeRow, Import
from orbita.platform.imports.models import Verdict as Said
from orbita.platform.imports.plans import importable_of
from orbita.platform.imports.queries import alike_seen
from orbita.platform.imports.resembling import AlikeFound
from orbita.platform.imports.running import Report


@dataclass(frozen=True)
class Decided:
    """How many rows were decided, and how many not: their records are not his to change."""

    count: int
    left: int


@command
def keep_trial(import_id: UUID, outcome: Report, *, by: Actor) -> None:
    """Keep what a trial run said, with the rows that resemble records; what was decided about rows
    stays as long as they say the same. Four statements."""
    found = Import.objects.filter(pk=import_id).first()
    if found is None:
        return
    found.checked = {
        **outcome.line(),
        "made": outcome.made,
        "faults": outcome.faults,
        "searched": outcome.alike is not None,
    }
    found.save(update_fields=["checked"])
    keep_alike(found, outcome.alike or (), outcome.decided)


@command
def decide_alike(import_id: UUID, verdict: str, *, row: int | None = None, by: Actor) -> Decided:
    """Say that a row (or every row without a decision) that resembles a record is that record, or is
    a new one; an empty verdict takes a decision back. Gives how many were decided, and how many not
    because the record is not his to change. The counts of the trial are of before."""
    found = own_draft(import_id, by)
    importable = importable_of(found.kind)
    require(by, importable.permission)
    rows = alike_seen(by, found)
    rows = rows.filter(verdict="") if row is None else rows.filter(n=row)
    if row is not None and not rows.exists():
        raise NotFound
    left = 0
    if verdict == Said.SAME:
        model: Any = importable.model
        mine = model._default_manager.alive().visible_to(by).within(by, "edit")
        left = rows.exclude(record_id__in=mine.values("pk")).count()
        rows = rows.filter(record_id__in=mine.values("pk"))
    if left and row is not None:
        raise NotAllowed
    count = rows.update(verdict=verdict)
    if found.checked:
        found.checked["is_old"] = True
        found.save(update_fields=["checked"])
    return Decided(count, left)


def keep_alike(found: Import, alike: Iterable[AlikeFound], decided: Collection[int]) -> None:
    """Put these rows in place of the earlier ones; rows with a decision that holds stay. Two
    statements, and one more a thousand rows."""
    AlikeRow.objects.filter(brought=found).exclude(n__in=list(decided)).delete()
    kind = importable_of(found.kind).record
    AlikeRow.objects.bulk_create(
        [
            AlikeRow(
                brought=found,
                n=row.n,
                number=row.number,
                digest=row.digest,
                said=row.said,
                record_kind=kind,
                record_id=row.found.record_id,
                score=row.found.score,
                reasons=[list(one) for one in row.found.reasons],
            )
            for row in alike
        ],
        batch_size=1000,
    )
