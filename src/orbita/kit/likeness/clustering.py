"""What all pairs together say: whoever is the same as the same is the same, unless much speaks
against it."""

from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush

from orbita.kit.likeness.weighing import REFUSED

MOST = 120
"""Larger knots are left as their pairs are: nobody has so many duplicates, and it would take long."""
CEILING = 6.0
FLOOR = -8.0
SURE = 6.0
"""A pair of such odds needs no friends."""
Pair = tuple[int, int]


def settle(
    odds: Mapping[Pair, float], ask: Callable[[int, int], float], least: float = 0.0
) -> dict[Pair, float]:
    """The pairs of each cluster with their odds, strengthened by the cluster.

    Clusters grow by average linkage: two join while their members, on average, rather are the same
    than not. `ask` gives the odds of a pair that was no candidate.
    """
    found: dict[Pair, float] = {}
    edges = [pair for pair, value in odds.items() if value >= least]
    for knot in _knots(edges):
        if len(knot) == 2:
            pair = (knot[0], knot[1])
            found[pair] = odds[pair]
        elif len(knot) > MOST:
            members = set(knot)
            found.update({pair: odds[pair] for pair in edges if pair[0] in members})
        else:
            found.update(_grown(knot, odds, ask, least))
    return found


def _knots(edges: Iterable[Pair]) -> list[list[int]]:
    """The connected parts of the graph, each in the order of its members."""
    head: dict[int, int] = {}

    def top(one: int) -> int:
        while head.setdefault(one, one) != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for a, b in edges:
        head[top(a)] = top(b)
    knots: dict[int, list[int]] = {}
    for one in sorted(head):
        knots.setdefault(top(one), []).append(one)
    return list(knots.values())


def _grown(
    knot: list[int], odds: Mapping[Pair, float], ask: Callable[[int, int], float], least: float
) -> dict[Pair, float]:
    own: dict[Pair, float] = {}
    for at, a in enumerate(knot):
        for b in knot[at + 1 :]:
            known = odds.get((a, b))
            own[a, b] = ask(a, b) if known is None else known
    sums = {
        pair: value if value <= REFUSED else max(FLOOR, min(CEILING, value))
        for pair, value in own.items()
    }
    members = {one: [one] for one in knot}
    queue = [(-value, a, b, 1, 1) for (a, b), value in sums.items() if value >= least]
    heapify(queue)
    found: dict[Pair, float] = {}
    while queue:
        worth, a, b, size_a, size_b = heappop(queue)
        if a not in members or b not in members:
            continue
        if len(members[a]) != size_a or len(members[b]) != size_b:
            continue
        for one in members[a]:
            for two in members[b]:
                pair = (one, two) if one < two else (two, one)
                found[pair] = max(own[pair], -worth)
        _join(a, b, members, sums, queue, least)
    # A record between two that cannot be one may still be either: what is sure by itself is told.
    for pair, value in own.items():
        if value >= SURE:
            found.setdefault(pair, value)
    return found


def _join(
    a: int,
    b: int,
    members: dict[int, list[int]],
    sums: dict[Pair, float],
    queue: list[tuple[float, int, int, int, int]],
    least: float,
) -> None:
    members[a] += members.pop(b)
    for other in members:
        if other == a:
            continue
        mine, theirs = _pair(a, other), _pair(b, other)
        sums[mine] += sums[theirs]
        one, two = mine
        worth = sums[mine] / (len(members[one]) * len(members[two]))
        if worth >= least:
            heappush(queue, (-worth, one, two, len(members[one]), len(members[two])))


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
