"""Records that belonged to another one at a moment, as they were then: for panels of a past day."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from orbita.platform.acts.actor import Actor
from orbita.platform.records.hidden import masked
from orbita.platform.records.models import Record
from orbita.platform.tracking import EVENT_MODELS


def records_as_of(
    actor: Actor,
    model: type[Record],
    moment: datetime,
    *,
    along: Sequence[str] = (),
    **belonged: Any,
) -> list[Any]:
    """Records of which this was true at a moment (`party=…`), unsaved, as they were then, without what
    is hidden from the actor. One statement.

    The rights are those of today. What has gone to the bin since is there, with `is_gone`; `along`
    names foreign keys whose rows, as they are today, come along.
    """
    seen = model.objects.within(actor, "view").values("pk")
    rows = rows_as_of(model, moment, Q(**belonged)).filter(deleted_at=None, pgh_obj__in=seen)
    found = rows.select_related(*along).annotate(gone_at=F("pgh_obj__deleted_at"))
    return [masked(actor, _made(model, row, along)) for row in found]


def rows_as_of(model: type[Any], moment: datetime, where: Q) -> "QuerySet[Any]":
    """The history rows that say how rows stood at a moment, of those of which this was true then."""
    events: Any = EVENT_MODELS[model]._default_manager
    newest = events.filter(pgh_obj=OuterRef("pgh_obj"), pgh_created_at__lte=moment)
    last = Subquery(newest.order_by("-pgh_id").values("pgh_id")[:1])
    rows = events.filter(where, pgh_created_at__lte=moment, pgh_id=last)
    found: QuerySet[Any] = rows.exclude(pgh_label="delete")
    return found


def versions_as_of(
    model: type[Record], ids: Iterable[UUID], moment: datetime, *, along: Sequence[str] = ()
) -> list[Any]:
    """These records, unsaved, as they were at a moment; rights are asked by whoever calls. One
    statement."""
    rows = rows_as_of(model, moment, Q(pgh_obj__in=list(ids))).filter(deleted_at=None)
    found = rows.select_related(*along).annotate(gone_at=F("pgh_obj__deleted_at"))
    return [_made(model, row, along) for row in found]


def _made(model: type[Any], row: Any, along: Sequence[str]) -> Any:
    known = {field.attname for field in row._meta.concrete_fields}
    names = [
        f.attname for f in model._meta.concrete_fields if f.attname in known and f.name != "id"
    ]
    made = model(pk=row.pgh_obj_id, **{name: getattr(row, name) for name in names})
    for name in along:
        setattr(made, name, getattr(row, name))
    made.is_gone = row.gone_at is not None
    return made
