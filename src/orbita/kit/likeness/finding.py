"""All pairs of records that seem to be one: candidates, learnt weights, odds, clusters."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from orbita.kit.likeness.candidates import candidates
from orbita.kit.likeness.clustering import settle
from orbita.kit.likeness.frequencies import Frequencies, count_values
from orbita.kit.likeness.objecting import objector
from orbita.kit.likeness.profiles import Profile
from orbita.kit.likeness.scoring import (
    KIN,
    Field,
    compare,
    fields_of,
    rare_bonus,
)
from orbita.kit.likeness.weighing import (
    REFUSED,
    Pattern,
    Sample,
    Weights,
    learn,
    probability,
)

THRESHOLD = 0.5
"""From this probability on two records are suspected of being one."""
_SAMPLED = 100_000
_KEPT_ODDS = -4.0
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Reason:
    """A field that speaks for sameness (or against it, below zero), at some level of agreement."""

    field: str
    level: int
    top: int
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one."""

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...]


class Scorer:
    """What was learnt of a kind's records: it gives the odds of two of them being one."""

    def __init__(self, fields: Sequence[Field], weights: Weights) -> None:
        self.fields = list(fields)
        self.weights = weights

    def odds(self, a: Profile, b: Profile) -> float:
        """The logarithm of the odds that the two are one."""
        pattern, shares = compare(self.fields, a, b)
        odds = self.weights.of(pattern)
        if odds <= REFUSED:
            return REFUSED
        return odds + rare_bonus(self.fields, self.weights, pattern, shares)

    def reasons(self, a: Profile, b: Profile) -> tuple[Reason, ...]:
        """What speaks for and against, the strongest first."""
        pattern, _shares = compare(self.fields, a, b)
        found = [
            Reason(field.key, level, field.top, round(self.weights.weights[at][level], 2))
            for at, (field, level) in enumerate(zip(self.fields, pattern, strict=True))
            if level >= 0 and abs(self.weights.weights[at][level]) >= 0.7
        ]
        return tuple(sorted(found, key=lambda reason: -reason.weight))

    def learnt(self) -> dict[str, Any]:
        """The weights as plain values, to be kept."""
        return {
            "prior": self.weights.prior,
            "fields": {
                field.key: [self.weights.matched[at], self.weights.chance[at]]
                for at, field in enumerate(self.fields)
            },
        }


def remembered(learnt: dict[str, Any], frequencies: Frequencies, records: int) -> Scorer:
    """A scorer of what was kept, for a few records at a time; what is not known is believed."""
    fields = fields_of(frequencies, records)
    kept = learnt.get("fields", {})
    matched, chance = [], []
    for field in fields:
        same, by_chance = kept.get(field.key, (None, None))
        fits = same is not None and len(same) == len(field.belief.same)
        matched.append(list(same if fits else field.belief.same))
        chance.append(list(by_chance if fits else field.belief.chance))
    weights = Weights(
        matched,
        chance,
        learnt.get("prior", -9.0),
        kin_of(fields),
        refuses=refusals_of(fields),
        beliefs=[field.belief for field in fields],
    )
    weights.settle()
    return Scorer(fields, weights)


@dataclass(slots=True)
class Found:
    """The pairs, surest first, and what was learnt on the way."""

    pairs: list[Pair]
    scorer: Scorer
    frequencies: Frequencies
    compared: int


def find_pairs(
    profiles: Sequence[Profile],
    *,
    threshold: float = THRESHOLD,
    tell: Tell = lambda _count: None,
) -> Found:
    """Every pair whose probability reaches the threshold. `tell` hears of each compared pair."""
    frequencies = count_values(profiles)
    fields = fields_of(frequencies, len(profiles))
    pairs = candidates(profiles)
    places, patterns = _compared(profiles, fields, pairs, tell)
    weights = _learnt(profiles, fields, pairs, places, patterns)
    scorer = Scorer(fields, weights)
    odds = _odds(profiles, scorer, pairs, places, patterns)

    def ask(a: int, b: int) -> float:
        return scorer.odds(profiles[a], profiles[b])

    settled = settle(odds, ask)
    found = [
        Pair(
            profiles[a].id,
            profiles[b].id,
            round(probability(value), 4),
            scorer.reasons(profiles[a], profiles[b]),
        )
        for (a, b), value in _chosen(odds, settled, threshold)
    ]
    found.sort(key=lambda pair: (-pair.score, pair.a, pair.b))
    return Found(found, scorer, frequencies, len(pairs))


def _chosen(
    odds: dict[tuple[int, int], float], settled: dict[tuple[int, int], float], threshold: float
) -> Iterable[tuple[tuple[int, int], float]]:
    """The pairs of clusters; those that a lower threshold asks for besides."""
    for pair, value in settled.items():
        if probability(value) >= threshold:
            yield pair, value
    if threshold < THRESHOLD:
        for pair, value in odds.items():
            if pair not in settled and value < 0 and probability(value) >= threshold:
                yield pair, value


def _compared(
    profiles: Sequence[Profile], fields: Sequence[Field], pairs: "array[int]", tell: Tell
) -> tuple["array[int]", list[Pattern]]:
    """The pattern of each pair, by its place among the distinct patterns."""
    known: dict[Pattern, int] = {}
    places = array("I")
    for number, pair in enumerate(pairs):
        a, b = profiles[pair >> 32], profiles[pair & 0xFFFFFFFF]
        pattern = tuple([field.judge(a, b)[0] for field in fields])
        places.append(known.setdefault(pattern, len(known)))
        if not number % 5000:
            tell(5000)
    return places, list(known)


def _learnt(
    profiles: Sequence[Profile],
    fields: Sequence[Field],
    pairs: "array[int]",
    places: "array[int]",
    patterns: list[Pattern],
) -> Weights:
    counted = Counter(places)
    near = {patterns[place]: count for place, count in counted.items()}
    known = set(pairs)
    random, others = Random(len(profiles)), Counter[Pattern]()
    most = len(profiles)
    for _ in range(min(_SAMPLED, most * 50)):
        a, b = sorted((random.randrange(most), random.randrange(most)))
        if a != b and profiles[a].group == profiles[b].group and (a << 32 | b) not in known:
            others[compare(fields, profiles[a], profiles[b])[0]] += 1
    groups = Counter(profile.group for profile in profiles)
    possible = sum(count * (count - 1) / 2 for count in groups.values())
    return learn(
        Sample(near, others, max(possible, 1.0)),
        [field.belief for field in fields],
        records=most,
        kin=kin_of(fields),
        refuses=refusals_of(fields),
    )


def refusals_of(fields: Sequence[Field]) -> Callable[[Pattern], bool]:
    """What forbids sameness in these fields."""
    telling = {
        field.key: min(field.belief.identifies, max(1, field.top - 1))
        for field in fields
        if field.key.startswith(("code:", "own:", "account")) and field.belief.identifies < 99
    }
    return cache(objector([field.key for field in fields], telling))


def kin_of(fields: Sequence[Field]) -> tuple[int, ...]:
    """The places of the fields that go together."""
    return tuple(at for at, field in enumerate(fields) if field.key in KIN)


def _odds(
    profiles: Sequence[Profile],
    scorer: Scorer,
    pairs: "array[int]",
    places: "array[int]",
    patterns: list[Pattern],
) -> dict[tuple[int, int], float]:
    """The odds of the pairs that are not hopeless. Rarity can add so much to a field that agrees."""
    base = [scorer.weights.of(pattern) for pattern in patterns]
    found = {}
    for pair, place in zip(pairs, places, strict=True):
        if base[place] < _KEPT_ODDS - 8:
            continue
        a, b = pair >> 32, pair & 0xFFFFFFFF
        odds = scorer.odds(profiles[a], profiles[b])
        if odds >= _KEPT_ODDS:
            found[a, b] = odds
    return found
