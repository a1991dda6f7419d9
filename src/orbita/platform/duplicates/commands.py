"""What is done about duplicates: searches are written down, pairs are decided."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import combinations
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.duplicates import scanning
from orbita.platform.duplicates.automatic import surely_one
from orbita.platform.duplicates.errors import NoPairsChosen
from orbita.platform.duplicates.events import PairsDecided, PairsFound
from orbita.platform.duplicates.models import Automatic, Distinction, MatchKey
from orbita.platform.duplicates.queries import pairs_of, visible_ids
from orbita.platform.duplicates.rematching import rematched
from orbita.platform.duplicates.scanning import Scan
from orbita.platform.duplicates.slots import matchables
from orbita.platform.merging.commands import Group, merge_records
from orbita.platform.merging.slots import mergeables

DECIDE = "duplicates.decide"
AT_ONCE = 2000
"""More changed records than this wait for a search among all."""


@command
def keep_scan(kind: str, done: Scan, *, by: Actor) -> int:
    """Write down what a search among all records found; earlier decisions stay. Gives the number
    of pairs."""
    scanning.keep(matchables[kind], done)
    announce(PairsFound(kind=kind, count=len(done.found.pairs)))
    return len(done.found.pairs)


@command
def search_among_all(kind: str, *, by: Actor) -> int:
    """Search among all records of a kind and write the pairs down. Gives their number."""
    return keep_scan(kind, scanning.scan(matchables[kind]), by=by)


@command
def rematch(kind: str, ids: Sequence[UUID], *, by: Actor) -> int:
    """Compare these records with whatever is like them, and write the pairs down in place of those
    that they had. Gives the number of pairs."""
    plug = matchables[kind]
    profiles, pairs = rematched(plug, ids)
    MatchKey.objects.filter(kind=kind, record__in=list(ids)).delete()
    scanning.write_keys(kind, profiles)
    scanning.keep_pairs(kind, ids, pairs)
    announce(PairsFound(kind=kind, count=len(pairs)))
    return len(pairs)


def follow_changes(kind: str, ids: Sequence[UUID], *, by: Actor) -> None:
    """Compare records that have just changed; very many of them by a search among all, later."""
    if len(ids) > AT_ONCE:
        task = app.configure_task("duplicates.search_kind", queueing_lock=f"duplicates:{kind}")
        with suppress(AlreadyEnqueued):
            task.defer(kind=kind)
    elif ids:
        rematch(kind, ids, by=by)


@command
def let_merge(kind: str, *, is_on: bool, by: Actor) -> None:
    """Let records of a kind that are surely one merge by themselves after each nightly search, or
    leave all of them to people, as it is at first."""
    require(by, DECIDE)
    require(by, "access.manage")
    Automatic.objects.update_or_create(kind=matchables[kind].kind, defaults={"is_on": is_on})


@command
def merge_sure(kind: str, done: Scan, *, by: Actor) -> int:
    """Merge what is surely one, where that is switched on; gives how many records went into others.
    Records that somebody has told apart stay, and so do all of their group. One act."""
    if kind not in mergeables or not Automatic.objects.filter(kind=kind, is_on=True).exists():
        return 0
    groups = [[UUID(key) for key in group] for group in surely_one(done)]
    members = {one for group in groups for one in group}
    told = set(
        Distinction.objects.filter(kind=kind, a__in=members, b__in=members).values_list("a", "b")
    )
    wanted = [
        Group(group[0], tuple(group[1:]))
        for group in groups
        if not told.intersection(combinations(group, 2))
    ]
    return merge_records(kind, wanted, by=by) if wanted else 0


@command
def tell_apart(kind: str, pairs: Sequence[tuple[UUID, UUID]], *, why: str = "", by: Actor) -> int:
    """Say that these pairs are different records: they leave the queue for good. Both records of a
    pair must be seen by who says so. Gives how many were new."""
    require(by, DECIDE)
    if not pairs:
        raise NoPairsChosen
    wanted = {(min(pair), max(pair)) for pair in pairs}
    seen = visible_ids(by, kind, {one for pair in wanted for one in pair})
    if any(a == b or a not in seen or b not in seen for a, b in wanted):
        raise NotFound
    known = set(
        Distinction.objects.filter(kind=kind, a__in=[a for a, _b in wanted]).values_list("a", "b")
    )
    rows = [
        Distinction(kind=kind, a=a, b=b, why=why.strip()[:500], by_id=by.id)
        for a, b in sorted(wanted - known)
    ]
    Distinction.objects.bulk_create(rows, ignore_conflicts=True)
    touched = tuple(sorted({one for pair in wanted for one in pair}))
    announce(PairsDecided(kind=kind, records=touched, by=by.id))
    return len(rows)


@command
def reconsider(kind: str, pairs: Sequence[tuple[UUID, UUID]], *, by: Actor) -> int:
    """Take back that these are different: suspected ones stand in the queue again."""
    require(by, DECIDE)
    wanted = {(min(pair), max(pair)) for pair in pairs}
    seen = visible_ids(by, kind, {one for pair in wanted for one in pair})
    rows = Distinction.objects.filter(pairs_of(wanted), kind=kind)
    keys = [row.pk for row in rows if row.a in seen and row.b in seen]
    count, _rows = Distinction.objects.filter(pk__in=keys).delete()
    touched = tuple(sorted({one for pair in wanted for one in pair if one in seen}))
    announce(PairsDecided(kind=kind, records=touched, by=by.id))
    return count
