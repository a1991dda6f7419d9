"""Setting back: one value, one row of a part, or a record as it was at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import send_poke
from orbita.platform.acts.frame import command
from orbita.platform.audit.errors import SeenIsOld, ValueHasOwnAct, WasNotThere
from orbita.platform.audit.restoring import PartRestore, set_back
from orbita.platform.audit.snapshots import Part, Row, Snapshot, as_of_whole
from orbita.platform.audit.told import differing, json_keys, told_fields
from orbita.platform.fields.queries import own_field
from orbita.platform.records.changing import lock_rows
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.tracking import EVENT_MODELS


@dataclass(frozen=True)
class RestoreReport:
    """What came back, and the labels of what has acts of its own and stays as it is."""

    values: int
    left: tuple[str, ...] = ()


@command
def restore_value(
    kind: str, record_id: UUID, name: str, *, moment: datetime, seen: int, by: Actor
) -> None:
    """Give a field of a record the value that it had at a moment, by the kind's own command.

    `name` may be «details:key» for one entry of a field of entries. `seen` is the newest history
    row that the editor saw: if somebody has changed this field since, it is refused. Refuses a field
    that the kind changes by an act of its own.
    """
    found = kinds[kind]
    then = _then(found, record_id, moment)
    field, _colon, key = name.partition(":")
    assert then.record is not None
    change, base = _changed(found, record_id, field, key, then.record, seen)
    if found.change is None:
        raise NotFound
    found.change([record_id], change, base=base, by=by)
    if not _holds(found, record_id, change):
        raise ValueHasOwnAct(field=_label(found, field, key))


@command
def restore_part(
    kind: str,
    record_id: UUID,
    part_name: str,
    pk: str,
    *,
    moment: datetime,
    seen: int | None,
    by: Actor,
) -> None:
    """Set one row of a part back: changed, removed since or added since. Needs the record's edit.

    `seen` is the newest history row of that row: refused when it has changed since.
    """
    found = kinds[kind]
    then = _then(found, record_id, moment).seen_by(by)
    now = as_of_whole(found, record_id).seen_by(by)
    part = next((one for one in then.parts if one.name == part_name), None)
    if part is None:
        raise NotFound
    lock_rows(found.model, [record_id], "edit", by=by)
    was, stands = then.parts[part].get(pk), now.parts[part].get(pk)
    if was is None and stands is None:
        raise NotFound
    if stands is not None and seen != stands["pgh_id"]:
        raise SeenIsOld
    set_back([_part_restore(part, {pk: was} if was else {}, {pk: stands} if stands else {})])
    send_poke([(kind, record_id)])


@command
def restore_whole(
    kind: str, record_id: UUID, *, moment: datetime, mark: str, by: Actor
) -> RestoreReport:
    """Set the record and its parts back to a moment, as one act.

    Fields go by the kind's own command, parts table by table. `mark` is the state that the editor
    saw (`Snapshot.mark`): refused when anything has changed since. What the kind changes by acts of
    its own stays and is named in the report.
    """
    found = kinds[kind]
    [row] = lock_rows(found.model, [record_id], "edit", by=by)
    then, now = _then(found, record_id, moment), as_of_whole(found, record_id)
    if now.mark != mark:
        raise SeenIsOld
    then, now = then.seen_by(by), now.seen_by(by)
    assert then.record is not None
    changes = _all_changes(found, row, then.record, now.record or {})
    changes = {name: value for name, value in changes.items() if by.may_set(kind, name)}
    if changes and found.change is not None:
        found.change([record_id], changes, by=by)
    parts = [_part_restore(part, rows, now.parts[part]) for part, rows in then.parts.items()]
    touched = set_back(parts)
    send_poke([(kind, record_id)])
    left = [name for name in changes if not _holds(found, record_id, {name: changes[name]})]
    labels = tuple(sorted({_label(found, *name.split(":", 1)) for name in left}))
    return RestoreReport(len(changes) - len(left) + touched, labels)


def _then(kind: RecordKind, record_id: UUID, moment: datetime) -> Snapshot:
    then = as_of_whole(kind, record_id, moment)
    if then.record is None:
        raise WasNotThere
    return then


def _part_restore(part: Part, was: Mapping[str, Row], stands: Mapping[str, Row]) -> PartRestore:
    return PartRestore(
        part.model,
        put=[row["pgh_id"] for pk, row in was.items() if pk not in stands],
        change=[
            row["pgh_id"]
            for pk, row in was.items()
            if pk in stands and row["pgh_id"] != stands[pk]["pgh_id"]
        ],
        remove=[row["pgh_obj_id"] for pk, row in stands.items() if pk not in was],
    )


def _changed(
    kind: RecordKind, record_id: UUID, name: str, key: str, then: Row, seen: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The change that sets a value back, and what the editor saw in its place."""
    field = next((one for one in told_fields(kind.model) if one.name == name), None)
    if field is None:
        raise NotFound
    old = _typed(kind, record_id, then["pgh_id"], field)
    saw = _typed(kind, record_id, seen, field)
    if name == "own":
        return {f"own.{key}": old.get(key)}, {f"own.{key}": saw.get(key)}
    if key:
        today = getattr(kind.model._base_manager.get(pk=record_id), name)
        return {name: _with_key(today, old, key)}, {name: _with_key(today, saw, key)}
    if field.is_relation:
        return {name: _target(field, old)}, {name: saw}
    return {name: old}, {name: saw}


def _with_key(values: Mapping[str, Any], source: Mapping[str, Any], key: str) -> dict[str, Any]:
    rest = {name: value for name, value in values.items() if name != key}
    return rest | ({key: source[key]} if key in source else {})


def _typed(kind: RecordKind, record_id: UUID, entry: int, field: Any) -> Any:
    """What a field held in a row of history, as the model has it (a key for a relation)."""
    rows = EVENT_MODELS[kind.model]._default_manager.filter(pgh_obj=record_id, pgh_id=entry)
    values = list(rows.values_list(field.attname, flat=True))
    if not values:
        raise SeenIsOld
    return values[0]


def _target(field: Any, key: Any) -> Any:
    """The row that a relation points at; a stage, say, is given to commands as a stage."""
    return None if key is None else field.related_model._base_manager.filter(pk=key).first()


def _all_changes(kind: RecordKind, row: Any, then: Row, now: Row) -> dict[str, Any]:
    """Everything in which the record differs, as changes for the kind's command."""
    changes: dict[str, Any] = {}
    for field in differing(kind.model, then, now):
        old = _typed(kind, row.pk, then["pgh_id"], field)
        if field.name == "own":
            for key in json_keys(old, row.own):
                if old.get(key) != row.own.get(key) and own_field(kind.key, f"own.{key}"):
                    changes[f"own.{key}"] = old.get(key)
        else:
            changes[field.name] = _target(field, old) if field.is_relation else old
    return changes


def _holds(kind: RecordKind, record_id: UUID, change: Mapping[str, Any]) -> bool:
    """Whether the record has these values now: a kind's command passes over fields that have acts
    of their own."""
    row = kind.model._base_manager.get(pk=record_id)
    return all(_same(row, name, value) for name, value in change.items())


def _same(row: Any, name: str, value: Any) -> bool:
    if name.startswith("own."):
        now = row.own.get(name.removeprefix("own."))
        return bool(now == value)
    attribute = row._meta.get_field(name).attname
    return bool(getattr(row, attribute) == getattr(value, "pk", value))


def _label(kind: RecordKind, name: str, key: str = "") -> str:
    if name.startswith("own."):
        definition = own_field(kind.key, name)
        return str(definition.label if definition else name)
    field: Any = kind.model._meta.get_field(name)
    return key or str(field.verbose_name)
