"""A few records compared with whatever is like them, by the weights of the last search."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection

from orbita.kit.likeness.finding import THRESHOLD, Pair, Scorer, remembered
from orbita.kit.likeness.frequencies import recalled
from orbita.kit.likeness.keys import lookup_keys_of
from orbita.kit.likeness.profiles import Profile, prepare
from orbita.kit.likeness.subjects import Subject
from orbita.kit.likeness.weighing import probability
from orbita.platform.duplicates.models import Learnt, MatchKey
from orbita.platform.duplicates.slots import Matchable

CROWD = 60
"""A key that more records share says too little to look them all up."""
MOST = 200
"""So many candidates of one record are compared, those with the most keys in common."""


def rematched(plug: Matchable, ids: Sequence[UUID]) -> tuple[list[Profile], list[Pair]]:
    """Profiles of these records and the pairs that they make with any others."""
    profiles = [prepare(subject) for subject in plug.subjects(ids)]
    near = near_ids(plug.kind, profiles)
    others = {one for found in near.values() for one in found} - {p.id for p in profiles}
    known = {one.id: one for one in profiles}
    known.update(
        (profile.id, profile)
        for profile in map(prepare, plug.subjects([UUID(one) for one in others]))
    )
    scorer = scorer_of(plug, known.values())
    pairs: dict[tuple[str, str], Pair] = {}
    for one in profiles:
        for other in near.get(one.id, set()) | _among(one, profiles):
            mate = known.get(other)
            if mate is None or mate.id == one.id or mate.group != one.group:
                continue
            a, b = (one, mate) if one.id < mate.id else (mate, one)
            score = probability(scorer.odds(a, b))
            if score >= THRESHOLD:
                pairs[a.id, b.id] = Pair(a.id, b.id, round(score, 4), scorer.reasons(a, b))
    return profiles, list(pairs.values())


def _among(one: Profile, profiles: Sequence[Profile]) -> set[str]:
    """Records of the same batch that share a key: they are not looked up yet."""
    if len(profiles) < 2:
        return set()
    mine = lookup_keys_of(one)
    return {other.id for other in profiles if other is not one and mine & lookup_keys_of(other)}


def near_ids(kind: str, profiles: Iterable[Profile]) -> dict[str, set[str]]:
    """For each profile the records that share a telling key with it. One statement."""
    keys = {profile.id: lookup_keys_of(profile) for profile in profiles}
    wanted = {key for found in keys.values() for key in found}
    holders: dict[int, list[str]] = {}
    for key, record in _holders(kind, wanted):
        holders.setdefault(key, []).append(str(record))
    found: dict[str, set[str]] = {}
    for one, own in keys.items():
        votes = Counter(
            other
            for key in own
            if len(holders.get(key, ())) <= CROWD
            for other in holders.get(key, ())
        )
        found[one] = {other for other, _count in votes.most_common(MOST) if other != one}
    return found


def _holders(kind: str, keys: Iterable[int]) -> list[tuple[int, UUID]]:
    """Who has these keys: of each key one more than a crowd, so that a crowd costs no more."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT w.key, h.record FROM unnest(%s::bigint[]) AS w(key) CROSS JOIN LATERAL (
                SELECT record FROM {MatchKey._meta.db_table} m
                WHERE m.key = w.key AND m.kind = %s LIMIT {CROWD + 1}) h
            """,
            [list(keys), kind],
        )
        return list(cursor.fetchall())


def scorer_of(plug: Matchable, profiles: Iterable[Profile]) -> Scorer:
    """What the last search has learnt, ready for these records. One statement."""
    learnt = Learnt.objects.filter(kind=plug.kind).first()
    counts = recalled(learnt.counts if learnt else {}, profiles)
    weights = learnt.weights if learnt else {}
    return remembered(weights, counts, learnt.records if learnt else 0)


def alike(plug: Matchable, typed: Subject, *, exclude: UUID | None = None) -> list[Pair]:
    """Records that what is being typed resembles, the surest first. Five statements, however many."""
    found = alike_many(plug, {0: typed}, MOST)[0]
    return [pair for pair in found if pair.b != str(exclude)]


def alike_many(plug: Matchable, typed: Mapping[int, Subject], most: int) -> dict[int, list[Pair]]:
    """For each of these the records that it resembles, the surest first, so many at the most. Five
    statements, however many."""
    profiles = {key: prepare(subject) for key, subject in typed.items()}
    for key, profile in profiles.items():
        profile.id = f"typed {key}"
    near = near_ids(plug.kind, profiles.values())
    wanted = {other for found in near.values() for other in found}
    if not wanted:
        return {key: [] for key in typed}
    known = {one.id: one for one in map(prepare, plug.subjects(map(UUID, wanted)))}
    scorer = scorer_of(plug, [*profiles.values(), *known.values()])
    return {
        key: _surest(
            scorer, profile, [known[other] for other in near[profile.id] if other in known]
        )[:most]
        for key, profile in profiles.items()
    }


def _surest(scorer: Scorer, one: Profile, others: Iterable[Profile]) -> list[Pair]:
    found = []
    for other in others:
        if other.group != one.group:
            continue
        score = probability(scorer.odds(one, other))
        if score >= THRESHOLD:
            found.append(Pair("", other.id, round(score, 4), scorer.reasons(one, other)))
    return sorted(found, key=lambda pair: (-pair.score, pair.b))
