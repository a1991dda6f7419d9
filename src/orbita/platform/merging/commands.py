"""Merging: several records become one, with everything that hangs on them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command, running
from orbita.platform.merging.errors import (
    MayNotMerge,
    MergedAlready,
    MergedTwice,
    NothingToMerge,
    NotMergeable,
)
from orbita.platform.merging.events import RecordsMerged
from orbita.platform.merging.mentions import rename_mentions
from orbita.platform.merging.models import MergedRecord
from orbita.platform.merging.moving import gather, gather_sources, move_all
from orbita.platform.merging.queries import survivors_of
from orbita.platform.merging.results import result
from orbita.platform.merging.slots import Mergeable, mergeables
from orbita.platform.merging.weighing import weigh
from orbita.platform.records.queries import titles
from orbita.platform.records.slots import kinds


@dataclass(frozen=True)
class Group:
    """Records that are the same: the one that stays, and those that go into it.

    `choices` say for a field which record's value is taken (by its id), or the value itself; for
    fields without a choice the best value is taken.
    """

    survivor: UUID
    losers: tuple[UUID, ...]
    choices: Mapping[str, Any] = field(default_factory=dict)

    @property
    def members(self) -> tuple[UUID, ...]:
        return (self.survivor, *self.losers)


@command
def merge_records(kind: str, groups: Sequence[Group], *, by: Actor) -> int:
    """Make the records of each group one, in one act; gives how many went into others.

    Everything that points at a loser points at the survivor afterwards, in every app; the losers go
    to the bin and their addresses lead to the survivor. Needs the rights to change and to delete each
    of them. Refuses records that were merged meanwhile and those that are never the same. The number
    of statements does not depend on the number of groups.
    """
    mergeable = mergeables.get(kind)
    if mergeable is None:
        raise NotMergeable
    _check_groups(groups)
    rows = _locked(mergeable, groups, by)
    for group in groups:
        mergeable.refuse([rows[pk] for pk in group.members])

    act = running()
    assert act is not None
    weights = weigh(mergeable, list(rows.values()))
    results = {
        group.survivor: result(
            mergeable, [rows[pk] for pk in group.members], group.choices, weights
        )
        for group in groups
    }
    # Losers step aside first, so that nothing computed of them is in the way of the survivor.
    _put_aside(mergeable, groups, act.id)
    gather([(group.survivor, group.losers) for group in groups])
    gather_sources({pk: one.sources for pk, one in results.items()})
    move_all(kinds[kind], act.id)
    rename_mentions(kinds[kind], {pk: group.survivor for group in groups for pk in group.losers})
    fields = _write(mergeable, {pk: one.values for pk, one in results.items()})
    mergeable.tell([group.survivor for group in groups], fields, by)
    pairs = [(group.survivor, loser) for group in groups for loser in group.losers]
    survivors, losers = zip(*pairs, strict=True)
    announce(RecordsMerged(kind=kind, survivor_ids=survivors, loser_ids=losers, by=by.id))
    return len(pairs)


def _check_groups(groups: Sequence[Group]) -> None:
    members = [pk for group in groups for pk in group.members]
    if not groups or any(not group.losers for group in groups):
        raise NothingToMerge
    if len(set(members)) < len(members):
        raise MergedTwice


def _locked(mergeable: Mergeable, groups: Sequence[Group], by: Actor) -> dict[UUID, Any]:
    """All members, locked in the order of their keys. Four statements at most."""
    model = kinds[mergeable.kind].model
    ids = [pk for group in groups for pk in group.members]
    seen = model.objects.visible_to(by).filter(pk__in=ids).order_by("pk")
    rows = {row.pk: row for row in seen.select_for_update(of=("self",))}
    if missing := set(ids) - set(rows):
        _refuse_missing(mergeable.kind, missing)
    for action in ("edit", "delete"):
        allowed = set(
            model.objects.visible_to(by).within(by, action).filter(pk__in=ids)
            .values_list("pk", flat=True)
        )  # fmt: skip
        if forbidden := next((row for pk, row in rows.items() if pk not in allowed), None):
            raise MayNotMerge(title=str(forbidden))
    return rows


def _refuse_missing(kind: str, missing: set[UUID]) -> None:
    gone = survivors_of(kind, missing)
    if gone:
        raise MergedAlready(title=next(iter(titles(kind, gone).values())))
    raise NotFound


def _put_aside(mergeable: Mergeable, groups: Sequence[Group], act_id: UUID) -> None:
    """The losers lie in the bin and say where they have gone."""
    model = kinds[mergeable.kind].model
    losers = [pk for group in groups for pk in group.losers]
    model.objects.filter(pk__in=losers).update(deleted_at=timezone.now())
    MergedRecord.objects.filter(kind=mergeable.kind, loser_id__in=losers).delete()
    MergedRecord.objects.bulk_create(
        MergedRecord(kind=mergeable.kind, loser_id=loser, survivor_id=group.survivor, act_id=act_id)
        for group in groups
        for loser in group.losers
    )


def _write(mergeable: Mergeable, changes: Mapping[UUID, Mapping[str, Any]]) -> list[str]:
    """Write the survivors' values: one statement for the fields of all of them."""
    model = kinds[mergeable.kind].model
    fields = sorted({name for values in changes.values() for name in values})
    if not fields:
        return []
    columns = {name: model._meta.get_field(name).column for name in fields}
    said = [
        {"id": pk, "said": list(values), **{columns[name]: value for name, value in values.items()}}
        for pk, values in changes.items()
        if values
    ]
    settings = ", ".join(
        f'"{column}" = CASE WHEN v.said ? %s THEN (v.row)."{column}" ELSE t."{column}" END'
        for name, column in columns.items()
    )
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {table} t SET {settings} FROM (
                SELECT (one->>'id')::uuid AS id, one->'said' AS said,
                       jsonb_populate_record(NULL::{table}, one) AS row
                FROM jsonb_array_elements(%s::jsonb) one
            ) v WHERE t.id = v.id
            """,
            [*columns, json.dumps(said, default=str)],
        )
    return fields
