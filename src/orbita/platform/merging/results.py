"""What the survivor of a group becomes: chosen values, and what needs no choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from orbita.platform.merging.choosing import joined_text, united
from orbita.platform.merging.errors import ForeignChoice, UnknownChoice
from orbita.platform.merging.slots import Mergeable
from orbita.platform.merging.weighing import Weights, attribute


@dataclass(frozen=True)
class Result:
    """The survivor's new values by attribute, only what changes, and by field from which record each
    value came that is not the survivor's own (None: it was given)."""

    values: Mapping[str, Any]
    sources: Mapping[str, UUID | None]


def result(
    mergeable: Mergeable, members: Sequence[Any], choices: Mapping[str, Any], weights: Weights
) -> Result:
    """What a group becomes; the survivor is its first member.

    A choice is the id of the record whose value is taken, or the value itself.
    """
    survivor = members[0]
    names = mergeable.fields(members)
    if unknown := next((name for name in choices if name not in names), None):
        raise UnknownChoice(field=unknown)
    sources: dict[str, Any] = {}
    taken: dict[str, Any] = {}
    for name in names:
        sources[name], taken[attribute(survivor, name)] = _taken(
            mergeable, members, choices, weights, name
        )
    now = {one.attname: getattr(survivor, one.attname) for one in survivor._meta.concrete_fields}
    changed = {name: value for name, value in taken.items() if value != now[name]}
    changed |= mergeable.follow(members, sources, changed)
    changed |= _common(mergeable, members)
    return Result(
        {name: value for name, value in changed.items() if value != now[name]},
        {
            name: row.pk if row is not None else None
            for name, row in sources.items()
            if attribute(survivor, name) in changed and row is not survivor
        },
    )


def _taken(
    mergeable: Mergeable,
    members: Sequence[Any],
    choices: Mapping[str, Any],
    weights: Weights,
    name: str,
) -> tuple[Any, Any]:
    """The record whose value of a field is taken, if it is a record's, and the value."""
    by_id = {row.pk: row for row in members}
    said = choices.get(name)
    if name in choices and not isinstance(said, UUID):
        return None, said
    if name in choices and said not in by_id:
        raise ForeignChoice(field=str(members[0]._meta.get_field(name).verbose_name))
    row = by_id[said or weights.propose(mergeable, members, name).record_id]
    return row, getattr(row, attribute(row, name))


def _common(mergeable: Mergeable, members: Sequence[Any]) -> dict[str, Any]:
    """What needs no choice: texts one below the other, objects united, the earliest beginning."""
    joined = {
        name: joined_text([getattr(row, name) for row in members]) for name in mergeable.joined
    }
    objects = {name: united([getattr(row, name) for row in members]) for name in mergeable.united}
    return {**joined, **objects, "created_at": min(row.created_at for row in members)}
