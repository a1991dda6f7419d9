"""Fields that roles keep from people: the one place that says which values an actor does not see.

A field is named as commands know it: «amount», «own.f_rate», or the key of a list's column where no
model field stands behind it. Values are blanked where they are read, so that a page need not know.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst

from orbita.platform.access.slots import field_sources
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.conditions.formulas.tree import load, uses
from orbita.platform.fields.queries import own_fields
from orbita.platform.records.errors import FieldIsHidden, FieldIsReadOnly, FiguresAreHidden
from orbita.platform.records.slots import kinds

OWN = "own"
"""The column of own fields; «own__f_rate» is the path of one."""
Row = TypeVar("Row", bound=Mapping[str, Any])


def concealed(actor: Actor, kind: str) -> frozenset[str]:
    """Every name that is kept from the actor in a kind: the hidden fields and what follows them."""
    hidden = actor.hidden.get(kind, frozenset())
    if not hidden:
        return frozenset()
    follows = kinds[kind].follows if kind in kinds else {}
    names = set(hidden.union(*(follows.get(name, ()) for name in hidden)))
    return frozenset(names | _formulas_over(kind, names))


def _formulas_over(kind: str, hidden: set[str]) -> set[str]:
    """The formulas that would tell what is hidden, also by way of other formulas."""
    asked = {
        one.name: {
            f"{OWN}.{key}" if key.startswith("f_") else key for key in uses(load(one.formula))
        }
        for one in own_fields(kind)
        if one.is_computed
    }
    found: set[str] = set()
    while more := {n for n, over in asked.items() if n not in found and over & (hidden | found)}:
        found |= more
    return found


def kind_key(model: type[models.Model]) -> str:
    """The kind whose records the model holds; "" of a model that is no kind."""
    return _keys().get(model) or str(getattr(model, "own_kind", ""))


@cache
def _keys() -> dict[type[models.Model], str]:
    return {kind.model: kind.key for kind in kinds.built_in()}


def label_of(kind: str, name: str) -> str:
    """The name of a field as people read it."""
    for source in field_sources:
        for of, field, label in source.fields():
            if (of, field) == (kind, name):
                return capfirst(str(label))
    return name


def declared() -> Iterable[tuple[str, str, str | Promise]]:
    """The fields that each kind lets roles restrict, by their names on the model."""
    for kind in kinds:
        for name, label in kind.restrictable.items():
            yield kind.key, name, label
        if kind.restrictable:
            for own in own_fields(kind.key):
                yield kind.key, own.name, own.label


def kind_names() -> dict[str, str | Promise]:
    """The names of the kinds whose fields roles may restrict."""
    return {kind.key: kind.plural for kind in kinds if kind.restrictable}


def hides(actor: Actor, model: type[models.Model], path: str) -> bool:
    """Whether an ORM path from a model leads through a field that is hidden from the actor."""
    if not actor.hidden:
        return False
    at: Any = model
    steps = path.split("__")
    for place, step in enumerate(steps):
        name = step
        if step == OWN and place + 1 < len(steps):
            name = f"{OWN}.{steps[place + 1]}"
        kind = kind_key(at)
        field = _field(at, step)
        if kind and {name, getattr(field, "name", name)} & concealed(actor, kind):
            return True
        at = getattr(field, "related_model", None)
        if at is None:
            return False
    return False


def _field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        pass
    try:
        return model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None


def hidden_paths(actor: Actor, model: type[models.Model], paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths whose values the actor does not see."""
    if not actor.hidden:
        return frozenset()
    return frozenset(path for path in paths if hides(actor, model, path))


def blanked(
    actor: Actor, model: type[models.Model], rows: Sequence[dict[str, Any]]
) -> Sequence[dict[str, Any]]:
    """Rows of values without those that the actor does not see; no copy where there are none."""
    if not rows or not (hidden := hidden_paths(actor, model, rows[0])):
        return rows
    return [{path: None if path in hidden else row[path] for path in row} for row in rows]


def masked(actor: Actor, record: Any) -> Any:
    """The same record, its hidden fields blank. It is for showing: it cannot be saved any more."""
    names = concealed(actor, kind_key(type(record)))
    if not names:
        return record
    for name in names:
        _blank(record, name)
    record.save = _refuse_to_save
    return record


def _blank(record: Any, name: str) -> None:
    if name.startswith(f"{OWN}."):
        record.own = {key: value for key, value in record.own.items() if f"{OWN}.{key}" != name}
        return
    field = _field(type(record), name)
    if field is None:
        return
    if field.one_to_many:
        cache: dict[str, Any] = record.__dict__.setdefault("_prefetched_objects_cache", {})
        cache[name] = field.related_model._default_manager.none()
    elif field.concrete:
        setattr(record, field.name, None if field.null else field.get_default())


def uncovered(
    actor: Actor, kind: str, model: type[models.Model], values: Mapping[str, Any]
) -> dict[str, Any] | None:
    """A snapshot of a record (or of a part of one) by columns, without what the actor does not see;
    None where he does not see the part at all."""
    names = concealed(actor, kind)
    if not names:
        return dict(values)
    prefix = ""
    if kind_key(model) != kind:
        part = _accessor(kinds[kind].model, model)
        if part in names:
            return None
        prefix = f"{part}."
    found = {}
    for column, value in values.items():
        field = _field(model, column)
        if f"{prefix}{getattr(field, 'name', column)}" in names:
            continue
        if column == OWN and isinstance(value, dict):
            value = {key: one for key, one in value.items() if f"{OWN}.{key}" not in names}
        found[column] = value
    return found


def _accessor(model: Any, part: type[models.Model]) -> str:
    """The name by which a record has the rows of a part."""
    for relation in model._meta.related_objects:
        if relation.related_model is part:
            return str(relation.get_accessor_name() or "")
    return ""


def _refuse_to_save(*_args: Any, **_more: Any) -> None:
    raise AssertionError("a record with blanked fields is for showing only")


def refuse_restricted(
    kind: str, changes: Mapping[str, Any], rows: Sequence[Any] = (), *, by: Actor
) -> None:
    """Refuse a change of a field that the actor may not see or set, naming the field.

    What a read-only field holds already may be said again: forms send what they have shown.
    """
    for name, value in changes.items():
        field = _plain(kind, name)
        if not by.sees(kind, field):
            raise _named(FieldIsHidden, kind, field)
        if not by.may_set(kind, field) and _differs(rows, name, value):
            raise _named(FieldIsReadOnly, kind, field)


def require_field(actor: Actor, kind: str, name: str) -> None:
    """Refuse figures to whoever does not see the field from which they are reckoned."""
    if not actor.sees(kind, name):
        raise _named(FiguresAreHidden, kind, name)


def _plain(kind: str, name: str) -> str:
    if name.startswith(f"{OWN}."):
        return name
    field = _field(kinds[kind].model, name)
    return str(field.name) if field is not None else name


def _differs(rows: Sequence[Any], name: str, value: Any) -> bool:
    """Whether a row would hold something else; without rows whether there is anything."""
    if not rows:
        return value not in (None, "", [], {})
    if name.startswith(f"{OWN}."):
        return any(row.own.get(name.removeprefix(f"{OWN}.")) != value for row in rows)
    return any(getattr(row, name, None) != value for row in rows)


def _named(refusal: type[Refusal], kind: str, name: str) -> Refusal:
    return refusal(field=name, name=label_of(kind, name))


def fit_form(form: Any, actor: Actor, kind: str, *, is_new: bool = False) -> Any:
    """A form without the fields that are hidden from the actor; read-only ones cannot be typed in.

    In the form of a new record a read-only field stays away, too, unless it must be given.
    """
    for name in list(form.fields):
        field = _plain(kind, name)
        if not actor.sees(kind, field) or (is_new and not actor.may_set(kind, field)):
            del form.fields[name]
        elif not actor.may_set(kind, field):
            form.fields[name].disabled = True
    return form
