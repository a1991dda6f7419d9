"""What is done with segments."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from orbita.parties.directory.models import Party
from orbita.parties.segments.errors import (
    ConditionIsWrong,
    SegmentExists,
    SegmentInItself,
    SegmentIsDynamic,
    SegmentNeedsName,
)
from orbita.parties.segments.events import SegmentRecomputed, SegmentsChanged
from orbita.parties.segments.models import Pick, Segment, SegmentAccess, SegmentState, Sort
from orbita.parties.segments.queries import asks_for, matching
from orbita.parties.segments.recomputing import picked, settle
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.conditions.tree import ConditionFault, dump, parse
from orbita.platform.records.changing import bin_rows, change_rows, lock_rows, restore_rows

EDITABLE = {"name", "condition", "is_shared", "tone", "note", "owner"}
DECIDES = {"condition", "is_shared", "owner"}
"""Fields on which it depends who is in."""
SHARE = "segments.share"


@command
def add_segment(
    *,
    name: str,
    sort: str = Sort.DYNAMIC,
    condition: str = "",
    is_shared: bool = False,
    tone: str = "blue",
    note: str = "",
    party_ids: Sequence[UUID] = (),
    by: Actor,
) -> Segment:
    """Start a segment and compute it at once; `party_ids` are put into one that is kept by hand.

    Refuses a name that there is, a condition that cannot be read, sharing without the right.
    """
    require(by, "segments.create")
    if is_shared:
        require(by, SHARE)
    made = Segment(
        name=_named(name),
        sort=Sort(sort),
        condition=_readable(condition, by) if sort == Sort.DYNAMIC else "",
        is_shared=is_shared,
        tone=tone,
        note=note.strip(),
        owner_id=by.id,
        created_by_id=by.id,
    )
    _store(made)
    SegmentState.objects.create(segment=made)
    if party_ids and sort == Sort.STATIC:
        _pick(made, party_ids, by)
    _settle(made)
    announce(SegmentsChanged(segment_ids=(made.pk,), by=by.id))
    return made


@command
def change_segments(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> None:
    """Set the same values on segments; those whose members may be others now are computed anew."""
    changes = {name: value for name, value in changes.items() if name in EDITABLE}
    if "name" in changes:
        changes["name"] = _named(changes["name"])
    if "condition" in changes:
        changes["condition"] = _readable(changes["condition"], by)
        _refuse_itself(ids, changes["condition"])
    if changes.get("is_shared") or (changes.keys() & {"condition"} and _any_shared(ids)):
        require(by, SHARE)
    try:
        with transaction.atomic():
            change_rows(Segment, ids, changes, base=base, by=by)
    except IntegrityError:
        raise SegmentExists(name=changes.get("name", "")) from None
    if changes.keys() & DECIDES:
        _settle_all(ids)
    announce(SegmentsChanged(segment_ids=tuple(ids), by=by.id))


@command
def delete_segments(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put segments into the bin; lists, filters and rights know them no more."""
    binned = bin_rows(Segment, ids, by=by)
    announce(SegmentsChanged(segment_ids=tuple(binned), by=by.id))


@command
def restore_segments(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take segments out of the bin and compute them. Refuses a name that another has taken."""
    try:
        with transaction.atomic():
            restored = restore_rows(Segment, ids, by=by)
    except IntegrityError:
        names = Segment.objects.filter(pk__in=ids).values_list("name", flat=True)
        raise SegmentExists(name=", ".join(names)) from None
    _settle_all(restored)
    announce(SegmentsChanged(segment_ids=tuple(restored), by=by.id))


@command
def put_into_segment(segment_id: UUID, party_ids: Sequence[UUID], *, by: Actor) -> int:
    """Put clients into a segment that is kept by hand; gives how many are new. Set-based.

    Refuses a segment with a condition; clients that the actor does not see are NotFound.
    """
    found = _locked(segment_id, by)
    if found.is_dynamic:
        raise SegmentIsDynamic(name=found.name)
    count = _pick(found, party_ids, by)
    _settle(found)
    announce(SegmentsChanged(segment_ids=(segment_id,), by=by.id))
    return count


@command
def take_out_of_segment(segment_id: UUID, party_ids: Sequence[UUID], *, by: Actor) -> int:
    """Take clients out of a segment that is kept by hand; gives how many were in it."""
    found = _locked(segment_id, by)
    if found.is_dynamic:
        raise SegmentIsDynamic(name=found.name)
    seen = Party.objects.visible_to(by).filter(pk__in=list(party_ids))
    count, _tables = Pick.objects.filter(segment=found, party__in=seen).delete()
    _settle(found)
    announce(SegmentsChanged(segment_ids=(segment_id,), by=by.id))
    return count


@command
def give_segment(
    segment_id: UUID,
    *,
    user_ids: Iterable[UUID] = (),
    department_ids: Iterable[UUID] = (),
    by: Actor,
) -> None:
    """Give the clients of a segment to exactly these employees and departments."""
    require(by, "access.manage")
    found = Segment.objects.alive().locked(segment_id)
    people, departments = set(user_ids), set(department_ids)
    now = SegmentAccess.objects.filter(segment=found)
    known = set(now.values_list("user", "department"))
    wanted = {(user, None) for user in people} | {(None, place) for place in departments}
    for user, place in known - wanted:
        now.filter(user=user, department=place).delete()
    SegmentAccess.objects.bulk_create(
        SegmentAccess(segment=found, user_id=user, department_id=place)
        for user, place in sorted(wanted - known, key=str)
    )
    announce(SegmentsChanged(segment_ids=(segment_id,), by=by.id))


@command
def recompute_segment(segment_id: UUID, *, by: Actor) -> SegmentState:
    """Compute now who is in a segment. Whoever sees it may ask for it."""
    found = Segment.objects.visible_to(by).select_related("owner").filter(pk=segment_id).first()
    if found is None:
        raise NotFound
    return _settle(found)


def _named(name: str) -> str:
    if not name.strip():
        raise SegmentNeedsName
    return name.strip()[:200]


def _readable(condition: str, by: Actor) -> str:
    """The condition in its one form. Refuses what the actor himself may not ask for."""
    try:
        tree = parse(condition)
        matching(tree, by)
    except ConditionFault:
        raise ConditionIsWrong from None
    return dump(tree)


def _refuse_itself(ids: Sequence[UUID], condition: str) -> None:
    for pk, name in Segment.objects.filter(pk__in=ids).values_list("pk", "name"):
        if asks_for(parse(condition), pk):
            raise SegmentInItself(name=name)


def _any_shared(ids: Sequence[UUID]) -> bool:
    return Segment.objects.filter(pk__in=ids, is_shared=True).exists()


def _store(made: Segment) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise SegmentExists(name=made.name) from None


def _locked(segment_id: UUID, by: Actor) -> Segment:
    [found] = lock_rows(Segment, [segment_id], "edit", by=by)
    assert isinstance(found, Segment)
    return found


def _pick(found: Segment, party_ids: Sequence[UUID], by: Actor) -> int:
    seen = Party.objects.visible_to(by).filter(pk__in=set(party_ids))
    if seen.count() < len(set(party_ids)):
        raise NotFound
    sql, params = seen.order_by().values("pk").query.sql_with_params()
    return picked(found.pk, sql, params)


def _settle(found: Segment) -> SegmentState:
    state = settle(found)
    if state.came or state.left:
        assert state.computed_at is not None
        announce(
            SegmentRecomputed(
                segment_id=found.pk,
                size=state.size,
                came=state.came,
                left=state.left,
                at=state.computed_at.isoformat(),
            )
        )
    return state


def _settle_all(ids: Iterable[UUID]) -> None:
    for found in Segment.objects.alive().select_related("owner").filter(pk__in=list(ids)):
        _settle(found)


@command
def resettle_segments(ids: Sequence[UUID], *, by: Actor) -> None:
    """Compute segments whose definition came back by an undo."""
    _settle_all(ids)
