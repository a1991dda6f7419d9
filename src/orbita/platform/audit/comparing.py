"""A record then and today, side by side, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import capfirst

from orbita.platform.acts.actor import Actor
from orbita.platform.audit.entries import KEYWISE, entries
from orbita.platform.audit.snapshots import Part, Row, Snapshot, as_of_whole
from orbita.platform.audit.told import json_keys, same, several, told_fields
from orbita.platform.audit.values import NOTHING, Words
from orbita.platform.records.slots import RecordKind

SEPARATOR = " · "


@dataclass(frozen=True)
class Line:
    """A value then and today. `name` and `seen` say what is set back: a field, or a row of a part
    («model:key» in `part`) with the newest history row that this page has read."""

    label: str | Promise
    then: str
    now: str
    differs: bool
    name: str
    part: str = ""
    seen: int | None = None


@dataclass(frozen=True)
class Group:
    """The fields of the record, or the rows of one of its parts."""

    label: str | Promise
    lines: tuple[Line, ...]

    @property
    def differing(self) -> int:
        """How many lines differ."""
        return sum(line.differs for line in self.lines)


@dataclass(frozen=True)
class Comparison:
    """Two states of a record; `mark` names today's."""

    existed: bool
    groups: tuple[Group, ...]
    mark: str

    @property
    def differing(self) -> int:
        """How many lines differ in all."""
        return sum(group.differing for group in self.groups)


def compare(actor: Actor, kind: RecordKind, record_id: UUID, moment: datetime) -> Comparison:
    """The record at a moment and today, without what is hidden from the actor.

    Two statements, and one for the names of each table that values point at.
    """
    whole = as_of_whole(kind, record_id)
    then, now = as_of_whole(kind, record_id, moment).seen_by(actor), whole.seen_by(actor)
    words = Words(_pairs(kind, then, now))
    groups = [Group(kind.label, tuple(_fields(kind, then.record, now.record, words)))]
    groups += [
        Group(several(part.model), lines)
        for part in now.parts
        if (lines := tuple(_rows(part, then.parts[part], now.parts[part], words)))
    ]
    return Comparison(then.record is not None, _merged(groups), whole.mark)


def part_groups(
    actor: Actor, kind: RecordKind, record_id: UUID, moment: datetime, leaving_out: set[Any]
) -> list[tuple[str | Promise, list[str]]]:
    """The rows of parts as they were, worded, by part. One statement and the names."""
    then = as_of_whole(kind, record_id, moment).seen_by(actor)
    words = Words(_pairs(kind, then, then))
    groups: dict[str | Promise, list[str]] = {}
    for part, rows in then.parts.items():
        if part.model not in leaving_out:
            label = several(part.model)
            groups.setdefault(label, []).extend(_text(part, row, words) for row in rows.values())
    return [(label, lines) for label, lines in groups.items() if lines]


def _merged(groups: list[Group]) -> tuple[Group, ...]:
    """A table that is a part by two keys (relations) is one group."""
    found: dict[str, Group] = {}
    for group in groups:
        known = found.get(str(group.label))
        lines = (*known.lines, *group.lines) if known else group.lines
        found[str(group.label)] = Group(group.label, lines)
    return tuple(found.values())


def _pairs(kind: RecordKind, *states: Snapshot) -> Iterator[tuple[Any, Row, None]]:
    for state in states:
        if state.record:
            yield kind.model, state.record, None
        for part, rows in state.parts.items():
            for row in rows.values():
                yield part.model, row, None


def _fields(kind: RecordKind, then: Row | None, now: Row | None, words: Words) -> Iterator[Line]:
    was, stands = then or {}, now or {}
    seen = stands.get("pgh_id")
    for field in told_fields(kind.model):
        if field.column not in (stands or was):
            continue
        old, new = was.get(field.column), stands.get(field.column)
        if field.name in KEYWISE:
            for entry in entries(kind.key, field.name, old, new):
                yield Line(entry.label, entry.then, entry.now, entry.differs, entry.name, seen=seen)
        elif not (same(old, None) and same(new, None)):
            shown = words.word(field, old), words.word(field, new)
            yield Line(
                capfirst(str(field.verbose_name)), *shown, not same(old, new), field.name, seen=seen
            )


def _rows(
    part: Part, then: Mapping[str, Row], now: Mapping[str, Row], words: Words
) -> Iterator[Line]:
    label = part.model._meta.verbose_name
    for pk in json_keys(then, now):
        was, stands = then.get(pk), now.get(pk)
        before = _text(part, was, words) if was else NOTHING
        after = _text(part, stands, words) if stands else NOTHING
        differs = (was or {}).get("pgh_id") != (stands or {}).get("pgh_id") and (
            _told(part, was) != _told(part, stands)
        )
        seen = stands["pgh_id"] if stands else None
        yield Line(capfirst(str(label)), before, after, differs, pk, part.name, seen)


def _told(part: Part, row: Row | None) -> list[Any] | None:
    return None if row is None else [row.get(field.column) for field in told_fields(part.model)]


def _text(part: Part, row: Row, words: Words) -> str:
    """A row of a part in one line: its values, and the names of what is ticked."""
    said = []
    for field in told_fields(part.model):
        value = row.get(field.column)
        if field.name == part.key or value in (None, "", [], {}, False):
            continue
        said.append(str(field.verbose_name) if value is True else words.word(field, value))
    return SEPARATOR.join(said) or NOTHING
