"""Questions about imports."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.imports.heads import fingerprint
from orbita.platform.imports.models import Import, Mapping, State
from orbita.platform.imports.slots import Importable, importables

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
