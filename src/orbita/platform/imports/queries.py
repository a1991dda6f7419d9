"""Questions about imports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.imports.heads import fingerprint
from orbita.platform.imports.models import AlikeRow, Import, Mapping, State
from orbita.platform.imports.models import Verdict as Said
from orbita.platform.imports.slots import Importable, Shown, importables, resemblances
from orbita.platform.imports.verdicts import Verdict

EARLIER = 5


def earlier_imports(kind: str, sha256: str) -> list[UUID]:
    """Earlier imports of the very same file, the newest first. One statement."""
    rows = Import.objects.filter(kind=kind, sha256=sha256, state=State.DONE)
    return list(rows.order_by("-created_at").values_list("pk", flat=True)[:EARLIER])


def same_file(found: Import) -> Import | None:
    """The newest import of the same file that still stands. One statement."""
    rows = Import.objects.filter(
        kind=found.kind, sha256=found.sha256, state=State.DONE, act__undone_by=None
    )
    return rows.exclude(pk=found.pk).order_by("-created_at").first()


def remembered(kind: str, columns: list[str]) -> dict[str, Any] | None:
    """How a file with these heads was understood last time. One statement."""
    row = Mapping.objects.filter(kind=kind, heads=fingerprint(columns)).first()
    return dict(row.choices) if row else None


def kinds_for(actor: Actor) -> list[Importable]:
    """The kinds that the actor may import."""
    return [one for one in importables if actor.may(one.permission)]


def imports_of(actor: Actor) -> "QuerySet[Import]":
    """The imports that the actor may see: his own; with the right to undo everybody's, all."""
    rows = Import.objects.select_related("by", "act", "work").order_by("-created_at", "-pk")
    return rows if actor.may("acts.undo_any") else rows.filter(by=actor.id)


def import_of(actor: Actor, import_id: UUID) -> Import:
    """An import that the actor may see, or NotFound. One statement."""
    found = imports_of(actor).select_related("check_work").filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def verdicts_of(import_id: UUID) -> dict[int, Verdict]:
    """What was decided about rows of a prepared import, by their place. One statement."""
    rows = AlikeRow.objects.filter(brought=import_id).exclude(verdict="")
    return {
        n: Verdict(digest, record_id if said == Said.SAME else None)
        for n, digest, record_id, said in rows.values_list("n", "digest", "record_id", "verdict")
    }


@dataclass(frozen=True)
class AlikeLine:
    """A row beside the record that it resembles, as the trial shows both."""

    n: int
    number: int
    said: str
    percent: int
    verdict: str
    record: Shown
    reasons: Sequence[Any]


def alike_lines(
    actor: Actor, found: Import, *, after: int = 0, most: int = 50
) -> tuple[list[AlikeLine], int]:
    """A page of the rows that resemble records, in the order of the file, and the place after which
    the next page begins (0: there is none). A few statements, however many rows.

    Rows that resemble what the actor does not see are not shown.
    """
    plug = resemblances.get(found.kind)
    if plug is None:
        return [], 0
    rows = list(alike_seen(actor, found).filter(n__gt=after).order_by("n")[: most + 1])
    shown = plug.shown(actor, {row.record_id for row in rows})
    lines = [
        AlikeLine(
            row.n,
            row.number,
            row.said,
            min(99, round(row.score * 100)),
            row.verdict,
            shown[row.record_id],
            plug.reasons(actor, row.reasons),
        )
        for row in rows[:most]
        if row.record_id in shown
    ]
    return lines, rows[most - 1].n if len(rows) > most else 0


def alike_seen(actor: Actor, found: Import) -> "QuerySet[AlikeRow]":
    """The rows of an import that resemble records which the actor sees."""
    model = importables[found.kind].model
    visible = cast(Any, model)._default_manager.visible_to(actor).filter(pk=OuterRef("record_id"))
    return AlikeRow.objects.filter(Exists(visible), brought=found)


def alike_counts(actor: Actor, found: Import) -> dict[str, int]:
    """How many rows resemble records that the actor sees, by decision ("": none yet). One statement."""
    rows = alike_seen(actor, found).order_by().values_list("verdict")
    return dict(rows.annotate(count=Count("pk")))
