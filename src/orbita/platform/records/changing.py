"""The common part of commands that change, delete and restore records: set-based, rights checked.

A domain's command checks its own rules, calls one of these, and announces its own event.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from orbita.platform.access.queries import note_standing
from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import ChangedMeanwhile, NotAllowed, NotFound
from orbita.platform.acts.models import Act
from orbita.platform.fields.queries import is_own
from orbita.platform.records.hidden import kind_key, refuse_restricted
from orbita.platform.records.models import Record
from orbita.platform.records.own_values import name_of, patched, read_own, word_own
from orbita.platform.tracking import EVENT_MODELS

LOOKED_BACK = 50
"""Snapshots among which the one who changed a field is looked for."""


def lock_rows(model: type[Record], ids: Iterable[UUID], action: str, *, by: Actor) -> list[Any]:
    """The records, locked in key order. Refuses as NotFound what the actor does not see, as
    NotAllowed what he sees but may not change so. Two statements at most."""
    wanted = set(ids)
    allowed = model.objects.visible_to(by).within(by, action).filter(pk__in=wanted)
    rows = list(allowed.select_for_update(of=("self",)).order_by("pk"))
    if len(rows) < len(wanted):
        seen = model.objects.visible_to(by).filter(pk__in=wanted).count()
        raise NotFound if seen < len(wanted) else NotAllowed
    if by.stands_for:
        note_standing(by, f"{model.permissions}.{action}", [row.owner_id for row in rows])
    return rows


def change_rows(
    model: type[Record],
    ids: Iterable[UUID],
    changes: Mapping[str, Any],
    *,
    by: Actor,
    base: Mapping[str, Any] | None = None,
) -> list[Any]:
    """Set the same values on all the records; gives the rows as they were before.

    `base` holds what the editor saw of the fields he changed: if somebody else has changed one of
    them since, the change is refused with who and what (ChangedMeanwhile); other fields don't matter.
    A field that the actor may not see or set is refused by its name.
    Own fields («own.f_…») are read as `fields.rules.read` does; they are changed key by key.
    """
    rows = lock_rows(model, ids, "edit", by=by)
    own = read_own(model, {name: value for name, value in changes.items() if is_own(name)}, by)
    values = {
        attribute_of(model, name): getattr(value, "pk", value)
        for name, value in changes.items()
        if not is_own(name)
    } | own
    refuse_restricted(kind_key(model), values, rows, by=by)
    seen_own = read_own(model, {name: seen for name, seen in (base or {}).items() if is_own(name)})
    for name, seen in {**(base or {}), **seen_own}.items():
        attribute = attribute_of(model, name)
        for row in rows:
            now = value_of(row, attribute)
            if now != seen and now != values.get(attribute):
                raise changed_meanwhile(model, row, name)
    if own:
        values = {name: value for name, value in values.items() if name not in own}
        values["own"] = patched(own)
    model.objects.filter(pk__in=[row.pk for row in rows]).update(**values)
    return rows


def value_of(row: Any, attribute: str) -> Any:
    """What a row holds in a field, be it of the model or an own one."""
    return row.own.get(name_of(attribute)) if is_own(attribute) else getattr(row, attribute)


def attribute_of(model: type[models.Model], name: str) -> str:
    """The attribute that holds a field's value: a foreign key is set by its id."""
    if is_own(name):
        return name
    attribute: str = model._meta.get_field(name).attname  # type: ignore[union-attr]
    return attribute


def bin_rows(model: type[Record], ids: Iterable[UUID], *, by: Actor) -> Sequence[UUID]:
    """Put the records into the bin."""
    rows = lock_rows(model, ids, "delete", by=by)
    model.objects.filter(pk__in=[row.pk for row in rows]).update(deleted_at=timezone.now())
    return [row.pk for row in rows]


def restore_rows(model: type[Record], ids: Iterable[UUID], *, by: Actor) -> Sequence[UUID]:
    """Take the records out of the bin again; those outside the actor's right to delete stay there."""
    binned = model.objects.binned().within(by, "delete").filter(pk__in=list(ids))
    found = list(binned.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if not found:
        raise NotFound
    model.objects.filter(pk__in=found).update(deleted_at=None)
    return found


def changed_meanwhile(model: type[models.Model], row: Any, field: str) -> ChangedMeanwhile:
    """Who changed the field last, and to what, in words."""
    act = Act.objects.filter(pk=_set_by(model, row, field)).first()
    author = names_of({act.by_id}).get(act.by_id, "") if act and act.by_id else "Orbita"
    return ChangedMeanwhile(field=field, name=author, value=_worded(row, field))


def _set_by(model: type[models.Model], row: Any, field: str) -> Any:
    """The act that gave the field what it holds: later ones may have changed other fields."""
    history = EVENT_MODELS[model]._default_manager.filter(pgh_obj=row.pk).order_by("-pgh_id")
    attribute = attribute_of(model, field)
    newest: list[Any] = list(history[:LOOKED_BACK])
    now = value_of(row, attribute)
    acts = [
        snapshot.pgh_context_id
        for snapshot in takewhile(lambda one: value_of(one, attribute) == now, newest)
    ]
    # A row that is gone holds nothing: then it was whoever took it away.
    return (acts or [one.pgh_context_id for one in newest[:1]] or [None])[-1]


def _worded(row: models.Model, field: str) -> str:
    if is_own(field):
        return word_own(row, field) or "—"
    show = getattr(row, f"get_{field}_display", None)
    value = show() if show else getattr(row, field)
    return "—" if value in (None, "") else str(value)
