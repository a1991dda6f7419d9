"""Weights of evidence, learnt from the records themselves without any answers (Fellegi and Sunter).

How often values agree by chance is counted on random pairs; how often they agree in truth is
estimated on candidate pairs by expectation and maximisation, from beliefs that a few records cannot
overthrow. Rare values that agree are worth more than frequent ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

Pattern = tuple[int, ...]
"""The level of each field; -1 where one of the two says nothing."""
ROUNDS = 30
AGAIN = 0.6
"""How much of what a field says its kin has said already."""
REFUSED = -20.0
"""The odds of a pair that is refused."""
MOST_PAIRS = 3.0
"""So many true pairs a record, on average, are believed at the most."""


@dataclass(frozen=True)
class Belief:
    """What is believed of a field before anything is counted: how its levels fall in true pairs and
    by chance; how often true pairs may conflict in it at the most (in its levels up to `low`); from
    which level on an agreement may tell who somebody is."""

    same: Sequence[float]
    chance: Sequence[float]
    conflicts: float = 0.4
    low: int = 0
    identifies: int = 99
    most: Mapping[int, float] = field(default_factory=dict)
    """The highest weight that a level may have."""

    def bounded(self, shares: list[float]) -> list[float]:
        """Shares of levels with no more conflicts than are believed."""
        against = sum(shares[: self.low + 1])
        if against <= self.conflicts:
            return shares
        down, up = self.conflicts / against, (1 - self.conflicts) / (1 - against)
        return [one * (down if at <= self.low else up) for at, one in enumerate(shares)]


def _never(_pattern: Pattern) -> bool:
    return False


@dataclass
class Weights:
    """The logarithm of how much each level of each field speaks for sameness, and the prior."""

    matched: list[list[float]]
    chance: list[list[float]]
    prior: float
    """The logarithm of the odds of any two records being the same."""
    kin: Sequence[int] = ()
    """Fields that go together (a city and its postcode): the second says little that is new."""
    weights: list[list[float]] = field(default_factory=list)
    refuses: Callable[[Pattern], bool] = _never
    """Whether a pattern forbids sameness, whatever else it says."""
    beliefs: Sequence[Belief] = ()

    def settle(self) -> None:
        """Compute the weights from the two distributions."""
        self.weights = [
            [log(m / u) for m, u in zip(ms, us, strict=True)]
            for ms, us in zip(self.matched, self.chance, strict=True)
        ]
        for weights, belief in zip(self.weights, self.beliefs, strict=False):
            for level, most in belief.most.items():
                weights[level] = min(weights[level], most)

    def of(self, pattern: Pattern) -> float:
        """The logarithm of the odds that a pair with this pattern is one record."""
        if self.refuses(pattern):
            return REFUSED
        told = [
            weights[level] if level >= 0 else 0.0
            for weights, level in zip(self.weights, pattern, strict=True)
        ]
        return self.prior + sum(told) - self._repeated(told)

    def _repeated(self, told: Sequence[float]) -> float:
        """What fields that go together say twice."""
        if len(self.kin) < 2:
            return 0.0
        values = [told[at] for at in self.kin]
        agree, differ = [v for v in values if v > 0], [v for v in values if v < 0]
        twice = sum(agree) - max(agree) if agree else 0.0
        against = sum(differ) - min(differ) if differ else 0.0
        return AGAIN * (twice + against)


def probability(odds: float) -> float:
    """Logarithmic odds as a probability."""
    if odds > 35:
        return 1.0
    return 0.0 if odds < -35 else 1 / (1 + exp(-odds))


@dataclass(frozen=True)
class Sample:
    """Patterns of all candidate pairs, and of random pairs that stand for all the others."""

    candidates: Mapping[Pattern, int]
    others: Mapping[Pattern, int]
    pairs: float
    """How many pairs there are altogether."""

    def weighed(self) -> list[tuple[Pattern, float]]:
        """Each pattern with the number of pairs that it stands for."""
        near, far = sum(self.candidates.values()), sum(self.others.values())
        scale = max(self.pairs - near, 0.0) / far if far else 0.0
        found: dict[Pattern, float] = {p: float(count) for p, count in self.candidates.items()}
        for pattern, count in self.others.items():
            found[pattern] = found.get(pattern, 0.0) + count * scale
        return list(found.items())


def learn(
    sample: Sample,
    beliefs: Sequence[Belief],
    *,
    records: int,
    kin: Sequence[int] = (),
    strength: float = 20.0,
    refuses: Callable[[Pattern], bool] = _never,
) -> Weights:
    """Estimate how levels fall in true pairs and in others. Beliefs are worth `strength` pairs.

    A pair in which nothing identifies is never taken for a true one: all who live in a town are not
    one person, however much their postcodes agree.
    """
    patterns = sample.weighed()
    able = [_identifies(one, beliefs) and not refuses(one) for one, _count in patterns]
    known = Weights(
        [list(one.same) for one in beliefs],
        [],
        log(0.1 * max(records, 1) / sample.pairs),
        kin,
        refuses=refuses,
        beliefs=beliefs,
    )
    known.chance = _chance(patterns, beliefs, strength, None)
    known.settle()
    most = log(MOST_PAIRS * max(records, 1) / sample.pairs)
    for _round in range(ROUNDS):
        sure = [
            probability(known.of(pattern)) if may else 0.0
            for (pattern, _count), may in zip(patterns, able, strict=True)
        ]
        before = known.prior
        matches = _matched(known, patterns, beliefs, strength, sure)
        known.chance = _chance(patterns, beliefs, strength, sure)
        known.prior = min(log((matches + 1.0) / sample.pairs), most)
        known.settle()
        if abs(known.prior - before) < 1e-4:
            break
    return known


def _identifies(pattern: Pattern, beliefs: Sequence[Belief]) -> bool:
    return any(
        level >= one.identifies for level, one in zip(pattern, beliefs, strict=True) if level >= 0
    )


def _matched(
    known: Weights,
    patterns: Sequence[tuple[Pattern, float]],
    beliefs: Sequence[Belief],
    strength: float,
    sure: Sequence[float],
) -> float:
    """Count the levels of what seems to be true pairs; gives how many pairs these are."""
    sums = [[strength * share for share in one.same] for one in beliefs]
    matches = 0.0
    for (pattern, count), share in zip(patterns, sure, strict=True):
        weight = share * count
        if weight < 1e-9:
            continue
        matches += weight
        for at, level in enumerate(pattern):
            if level >= 0:
                sums[at][level] += weight
    known.matched = [
        one.bounded([value / sum(row) for value in row])
        for one, row in zip(beliefs, sums, strict=True)
    ]
    return matches


def _chance(
    patterns: Sequence[tuple[Pattern, float]],
    beliefs: Sequence[Belief],
    strength: float,
    sure: Sequence[float] | None,
) -> list[list[float]]:
    sums = [[strength * share for share in one.chance] for one in beliefs]
    for at, (pattern, count) in enumerate(patterns):
        weight = count if sure is None else count * (1 - sure[at])
        for place, level in enumerate(pattern):
            if level >= 0:
                sums[place][level] += weight
    return [[value / sum(row) for value in row] for row in sums]
