"""What lies in the bin: of each kind what the actor may take out again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.models import Act
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.tracking import EVENT_MODELS

COUNTED = 1000
"""Beyond this a count says «1000+»."""


@dataclass(frozen=True)
class Binned:
    """A record in the bin: since when, and who put it there."""

    id: UUID
    title: str
    at: datetime
    by: str


def kinds_of(actor: Actor) -> list[RecordKind]:
    """The kinds of which the actor may restore anything."""
    return [
        kind
        for kind in kinds.present()
        if kind.restore and actor.may(f"{getattr(kind.model, 'permissions', '')}.delete")
    ]


def count(actor: Actor, kind: RecordKind) -> int:
    """How many the actor could restore, counted up to a cap. One statement."""
    rows = kind.model.objects.binned().within(actor, "delete").order_by()
    return int(rows.values("pk")[: COUNTED + 1].count())


def binned(
    actor: Actor, kind: RecordKind, *, before: datetime | None = None, limit: int = 50
) -> list[Binned]:
    """The last deleted first, one more than `limit` when there are older ones. Four statements."""
    rows = kind.model.objects.binned().within(actor, "delete")
    if before is not None:
        rows = rows.filter(deleted_at__lt=before)
    found = list(rows.order_by("-deleted_at", "-pk")[: limit + 1])
    authors = _authors(kind, [row.pk for row in found])
    return [Binned(row.pk, str(row), row.deleted_at, authors.get(row.pk, "")) for row in found]


def _authors(kind: RecordKind, ids: list[UUID]) -> dict[UUID, str]:
    """Who made the last change of each record, which was to delete it."""
    events = EVENT_MODELS[kind.model]._default_manager.filter(pgh_obj__in=ids)
    last = dict(
        events.order_by("pgh_obj", "-pgh_id")
        .distinct("pgh_obj")
        .values_list("pgh_obj", "pgh_context_id")
    )
    acts = dict(Act.objects.filter(pk__in=set(last.values())).values_list("pk", "by"))
    names = names_of({by for by in acts.values() if by})
    return {pk: names.get(acts.get(act), "") for pk, act in last.items()}  # type: ignore[arg-type]
