"""What is going to be done with a file: which column feeds which field, what rows are matched by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from orbita.kit.tables import Table, TableRefused, open_table
from orbita.platform.acts.actor import Actor
from orbita.platform.imports.errors import (
    ColumnIsUnknown,
    FieldIsMissing,
    FieldIsUnknown,
    FieldTwice,
    KindIsUnknown,
    NotAKey,
    refused,
)
from orbita.platform.imports.guessing import Guess, guess
from orbita.platform.imports.heads import plain
from orbita.platform.imports.slots import NOTE, Importable, ImportField, importables
from orbita.platform.imports.survey import survey
from orbita.platform.imports.verdicts import Verdict
from orbita.platform.records.hidden import refuse_restricted
from orbita.platform.records.models import Record

SAMPLE = 1000
SOURCE = "import"
"""The outside system of keys when nobody names another."""


@dataclass(frozen=True)
class Plan:
    """A file with every decision made."""

    importable: Importable
    path: Path
    file_name: str
    columns: Mapping[str, str]
    """Column → key of its field, or NOTE."""
    keys: tuple[str, ...]
    makes: frozenset[str]
    by: Actor
    owner_id: UUID | None = None
    source: str = SOURCE
    options: Mapping[str, Any] = field(default_factory=dict)
    """What the reader is told: sheet, encoding, delimiter, header."""
    said: Mapping[str, Any] = field(default_factory=dict)
    """What somebody decided himself, worth remembering: columns, keys."""
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    """What was decided about rows that resemble records, by their place."""

    def table(self) -> Table:
        """The file, opened. Refuses what is no table."""
        return opened(self.path, self.options)

    @cached_property
    def fields(self) -> dict[str, ImportField]:
        return self.importable.all_fields()

    @cached_property
    def fed(self) -> dict[str, list[str]]:
        """Field → the columns that feed it."""
        found: dict[str, list[str]] = {}
        for column, key in self.columns.items():
            if key != NOTE:
                found.setdefault(key, []).append(column)
        return found

    @property
    def has_own(self) -> bool:
        """Whether the records have own fields."""
        return issubclass(self.importable.model, Record)

    def head_of(self, key: str) -> str:
        """The head of the first column that feeds a field, else the field's name."""
        heads = self.fed.get(key)
        return heads[0] if heads else str(self.fields[key].label) if key in self.fields else key


def opened(path: Path, options: Mapping[str, Any]) -> Table:
    """The file as a table. Refuses with the reason what can't be read."""
    try:
        return open_table(path, **{k: v for k, v in options.items() if v not in ("", None)})
    except TableRefused as error:
        raise refused(error) from None


def importable_of(kind: str) -> Importable:
    """The kind by its name; refuses an unknown one."""
    found = importables.get(kind)
    if found is None:
        raise KindIsUnknown(kind=kind, kinds=", ".join(one.kind for one in importables))
    return found


def offered(importable: Importable, actor: Actor) -> dict[str, ImportField]:
    """The fields that the actor may fill, by key."""
    return {
        key: one
        for key, one in importable.all_fields().items()
        if actor.may_set(importable.record, key)
    }


def samples_of(table: Table) -> dict[str, list[str]]:
    """Cells of the first rows, by column."""
    try:
        rows = table.sample(SAMPLE)
    except TableRefused as error:
        raise refused(error) from None
    return {
        column: [row.cells[at] for row in rows if at < len(row.cells)]
        for at, column in enumerate(table.columns)
    }


@dataclass(frozen=True)
class Proposal:
    """What Orbita would do with the file by itself."""

    guesses: list[Guess]
    keys: tuple[str, ...]

    @property
    def columns(self) -> dict[str, str]:
        return {one.column: one.field for one in self.guesses}


def propose(
    importable: Importable,
    table: Table,
    *,
    mapping: Mapping[str, str] | None = None,
    keys: Sequence[str] | None = None,
) -> Proposal:
    """Guess fields and keys, over what was decided: `mapping` by column, `keys` by field or column.

    A key is proposed only where it is filled in every row and never comes twice; a field that is
    believed only then (an outside key) becomes a note otherwise.
    """
    guesses = guess(importable, table.columns, samples_of(table))
    if mapping:
        guesses = _overruled(importable, guesses, mapping)
    if keys is not None:
        guesses, chosen = _named_keys(importable, guesses, keys)
    decided = set(mapping or ()) | set(table.columns if keys is not None else ())
    unsure = _unsure(importable, guesses, decided)
    if keys is not None and not unsure:
        return Proposal(guesses, chosen)
    wanted = {one.column for one in guesses if one.field in _key_fields(importable)}
    try:
        known = survey(table, wanted)
    except TableRefused as error:
        raise refused(error) from None
    demoted = {column for column in unsure if not known.is_key([column])}
    guesses = [
        Guess(one.column, NOTE, 0.0, one.examples) if one.column in demoted else one
        for one in guesses
    ]
    if keys is not None:
        return Proposal(guesses, chosen)
    by_field = {one.field: one.column for one in guesses}
    for candidate in importable.keys:
        columns = [by_field[key] for key in candidate if key in by_field]
        if len(columns) == len(candidate) and known.is_key(columns):
            return Proposal(guesses, tuple(candidate))
    return Proposal(guesses, ())


def _unsure(importable: Importable, guesses: list[Guess], decided: set[str]) -> set[str]:
    fields = importable.all_fields()
    return {
        one.column
        for one in guesses
        if one.field != NOTE and fields[one.field].unique and one.column not in decided
    }


def _key_fields(importable: Importable) -> set[str]:
    return {key for keys in importable.keys for key in keys}


def _overruled(
    importable: Importable, guesses: list[Guess], mapping: Mapping[str, str]
) -> list[Guess]:
    """The guesses with what was said instead; a field that was given away is taken from others."""
    fields = importable.all_fields()
    named = {}
    for column, key in mapping.items():
        known = find_column(column, [one.column for one in guesses])
        chosen = key or NOTE
        if chosen != NOTE and chosen not in fields:
            raise FieldIsUnknown(name=key, fields=", ".join(fields))
        named[known] = chosen
    single = {key for key in named.values() if key != NOTE and not fields[key].many}
    result = []
    for one in guesses:
        key = named.get(one.column, NOTE if one.field in single else one.field)
        result.append(
            Guess(one.column, key, 1.0 if one.column in named else one.sure, one.examples)
        )
    return result


def _named_keys(
    importable: Importable, guesses: list[Guess], keys: Sequence[str]
) -> tuple[list[Guess], tuple[str, ...]]:
    """Keys named by field or by column. A column of no matchable field becomes the outside key."""
    fields = importable.all_fields()
    chosen = []
    for name in keys:
        if name in fields and fields[name].match and any(one.field == name for one in guesses):
            key = name
        else:
            column = find_column(name, [one.column for one in guesses])
            key = next(one.field for one in guesses if one.column == column)
            if key == NOTE or not fields[key].match:
                key = "external_id"
                guesses = _overruled(importable, guesses, {column: key})
        if not fields[key].match:
            raise NotAKey(name=name)
        chosen.append(key)
    return guesses, tuple(dict.fromkeys(chosen))


def find_column(name: str, columns: Sequence[str]) -> str:
    """A column by its head as it is written, or nearly so."""
    if name in columns:
        return name
    for column in columns:
        if plain(column) == plain(name):
            return column
    raise ColumnIsUnknown(name=name, columns=", ".join(columns))


def checked(plan: Plan) -> Plan:
    """The plan, or the refusal of one that cannot work: a needed field without a column, a field fed
    twice, a key that nothing feeds, a field that is kept from whoever imports."""
    for group in plan.importable.needs:
        if not any(key in plan.fed for key in group):
            names = " / ".join(str(plan.fields[key].label) for key in group)
            raise FieldIsMissing(fields=names)
    for key, columns in plan.fed.items():
        if key not in plan.fields:
            raise FieldIsUnknown(name=key, fields=", ".join(plan.fields))
        if len(columns) > 1 and not plan.fields[key].many:
            raise FieldTwice(name=str(plan.fields[key].label))
    if plan.importable.record:
        refuse_restricted(plan.importable.record, plan.fed, by=plan.by)
    for key in plan.keys:
        if key not in plan.fed or not plan.fields[key].match:
            raise NotAKey(name=str(plan.fields[key].label) if key in plan.fields else key)
    return plan
