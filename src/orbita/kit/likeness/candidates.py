"""Pairs that are worth comparing, out of all that could be made."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from orbita.kit.likeness.keys import keys_of
from orbita.kit.likeness.profiles import Profile

MOST_TOGETHER = 60
"""So many records a key may bring together, at the most."""
PAIRS_A_RECORD = 14
"""When keys bring more pairs than this, the most crowded keys are left out."""
_PART = 150_000
"""So many records are keyed at once, which bounds the memory."""


def candidates(profiles: Sequence[Profile]) -> "array[int]":
    """Pairs of places, each as one number (`place_a << 32 | place_b`, a < b), in order, each once."""
    parts = 1 + len(profiles) // _PART
    found: set[int] = set()
    for part in range(parts):
        rows = _keyed(profiles, part, parts)
        for places in _blocks(rows, _cap(rows, len(profiles) // parts + 1)):
            for at, a in enumerate(places):
                for b in places[at + 1 :]:
                    found.add(a << 32 | b)
    return array("Q", sorted(found))


def _keyed(profiles: Sequence[Profile], part: int, parts: int) -> list[int]:
    """Key and place in one number, so that sorting brings equal keys together."""
    rows = array("Q")
    for place, profile in enumerate(profiles):
        for key in keys_of(profile):
            short = key & 0xFFFFFFFFFF
            if short % parts == part:
                rows.append(short << 24 | place)
    return sorted(rows)


def _blocks(rows: Sequence[int], most: int) -> Iterator[list[int]]:
    places: list[int] = []
    known = -1
    for row in rows:
        key = row >> 24
        if key != known:
            if 2 <= len(places) <= most:
                yield places
            places, known = [], key
        places.append(row & 0xFFFFFF)
    if 2 <= len(places) <= most:
        yield places


def _cap(rows: Sequence[int], records: int) -> int:
    """The largest crowd that keeps the number of pairs within bounds."""
    sizes: Counter[int] = Counter()
    size, known = 0, -1
    for row in rows:
        key = row >> 24
        if key != known:
            sizes[size] += 1
            size, known = 0, key
        size += 1
    sizes[size] += 1
    pairs = 0
    for size in range(2, MOST_TOGETHER + 1):
        pairs += sizes[size] * size * (size - 1) // 2
        if pairs > max(PAIRS_A_RECORD * records, 400_000) and size > 8:
            return size - 1
    return MOST_TOGETHER
