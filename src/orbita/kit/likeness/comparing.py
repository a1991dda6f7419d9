"""Levels of agreement of two prepared values: 0 is conflict, the highest is sameness."""

from collections.abc import Mapping

from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from orbita.kit.likeness.nicknames import are_other_names, same_person_name
from orbita.kit.likeness.wording import is_filler, sound

Word = tuple[str, str]
"""A word as it is written (folded) and as it sounds."""
Street = tuple[tuple[str, ...], tuple[str, ...], str]
"""Numbers, words, and all of it in one string."""


def near(one: str, other: str) -> bool:
    """One slip of the keyboard apart, two in a long word.

    >>> near("waller", "walelr"), near("ivan", "oleg")
    (True, False)
    """
    allowed = 2 if min(len(one), len(other)) >= 8 else 1
    return (
        abs(len(one) - len(other)) <= allowed
        and OSA.distance(one, other, score_cutoff=allowed) <= allowed
    )


def name_level(one: Word, other: Word) -> int:
    """5 same, 4 same sound or form of a name, 3 a slip, 2 an initial, 1 faintly alike, 0 different."""
    if one[0] == other[0]:
        return 5
    a, b = one[1], other[1]
    if a == b or same_person_name(a, b):
        return 4
    if len(a) == 1 or len(b) == 1:
        return 2 if a[:1] == b[:1] else 0
    if are_other_names(a, b):
        return 0
    if len(a) > 2 and len(b) > 2 and near(a, b):
        return 3
    alike = JaroWinkler.similarity(a, b, score_cutoff=0.8)
    if alike >= 0.92:
        return 3
    return 1 if alike >= 0.8 else 0


def text_level(one: Word, other: Word) -> int:
    """4 same, 3 a slip or two, 2 alike or one within the other, 1 faintly alike, 0 different."""
    if one[0] == other[0]:
        return 4
    a, b = one[1], other[1]
    if a == b or (len(a) > 2 and len(b) > 2 and near(a, b)):
        return 3
    alike = Levenshtein.normalized_similarity(a, b, score_cutoff=0.5)
    if alike >= 0.85:
        return 3
    if alike >= 0.7 or (min(len(a), len(b)) >= 4 and (a in b or b in a)):
        return 2
    return 1 if alike >= 0.5 else 0


def code_level(one: str, other: str) -> int:
    """3 same, 2 a digit wrong or two swapped, 1 two of them in a long code, 0 different."""
    if one == other:
        return 3
    most = 2 if min(len(one), len(other)) >= 6 else 1
    if min(len(one), len(other)) < 3:
        return 0
    apart = OSA.distance(one, other, score_cutoff=most)
    return 0 if apart > most else 3 - apart


def born_level(one: str, other: str) -> int:
    """4 same, 3 one digit wrong or day and month swapped, 2 two parts of three same, 0 different."""
    if one == other:
        return 4
    if len(one) == len(other) == 8:
        if one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]:
            return 3
        apart = OSA.distance(one, other, score_cutoff=2)
        if apart <= 1:
            return 3
        same = (one[:4] == other[:4]) + (one[4:6] == other[4:6]) + (one[6:] == other[6:])
        return 2 if same == 2 else 1 if apart == 2 else 0
    return 2 if one[:4] == other[:4] else 0


def among_level(one: tuple[str, ...], other: tuple[str, ...], slips: bool = True) -> int:
    """Of several values each: 2 one in common, 1 two that differ by a slip, 0 none."""
    for value in one:
        if value in other:
            return 2
    if slips:
        for a in one:
            for b in other:
                if len(a) >= 7 and len(b) >= 7 and OSA.distance(a, b, score_cutoff=1) <= 1:
                    return 1
    return 0


def mails_level(one: tuple[str, ...], other: tuple[str, ...], last: str = "") -> int:
    """3 the same mail, 2 a slip, 1 the same name before @, 0 different; -1 where the name before @ is
    but the person's last name, by sound, which is evidence of its own."""
    for value in one:
        if value in other:
            return 3
    found = 0
    for a in one:
        for b in other:
            mine, theirs = a.partition("@")[0], b.partition("@")[0]
            if last and last[:5] in sound(mine) and last[:5] in sound(theirs):
                found = found or -1
            elif mine == theirs and len(mine) >= 5:
                found = max(found, 1)
            elif OSA.distance(a, b, score_cutoff=1) <= 1:
                found = 2
    return found


def street_level(one: Street, other: Street) -> int:
    """7 same, 6 a slip, 5 same words and one without its number, 4 same number and much of the words,
    3 same words and another number, 2 much of the words, 1 the number only, 0 different."""
    if one[2] == other[2]:
        return 7
    numbers = _numbers(one[0], other[0])
    named = _named(one[1], other[1])
    if numbers == 3 and named >= 0.9:
        return 7 if named >= 0.99 and one[0][0] == other[0][0] else 6
    if named >= 0.9 and numbers in (1, 2):
        return 5
    if numbers == 3 and named >= 0.5:
        return 4
    if named >= 0.9:
        return 3
    if named >= 0.5:
        return 2
    return 1 if numbers == 3 else 0


def _numbers(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """3 the first is the same, 2 nearly, 1 one has none, 0 another."""
    if not one or not other:
        return 1
    if one[0] == other[0] or set(one) == set(other):
        return 3
    if (
        len(one[0]) >= 2
        and OSA.distance(one[0], other[0], score_cutoff=1) <= 1
        and len(one[0]) >= 3
    ):
        return 2
    return 2 if one[0] in other or other[0] in one else 0


def _named(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much of the words of two lines is the same, 0 to 1."""
    if one == other:
        return 1.0 if one else 0.95
    if not one or not other:
        return 0.0
    a, b = "".join(one), "".join(other)
    whole = Levenshtein.normalized_similarity(a, b, score_cutoff=0.5)
    if len(one) == len(other) == 1:
        return whole
    left = list(other)
    shared = 0.0
    for word in one:
        for mate in left:
            if word == mate or (len(word) > 3 and near(word, mate)):
                shared += len(word)
                left.remove(mate)
                break
    return max(whole, shared / min(len(a), len(b)) * 0.95 if min(len(a), len(b)) > 3 else 0.0)


def company_level(
    one: tuple[str, ...], other: tuple[str, ...], rarity: Mapping[str, float]
) -> tuple[int, float]:
    """7 same words, 6 nearly, 5 and 4 alike, 3 one within the other, 2 half of it, 1 little, 0
    nothing; and how rare the rarest word is that they share."""
    if one == other:
        return 7, sum(rarity[word] for word in one)
    mine = {word: rarity[word] for word in one}
    theirs = {word: rarity[word] for word in other}
    both = mine.keys() & theirs.keys()
    shared = rare = 0.0
    for word in both:
        shared += 2 * mine[word]
        rare += mine[word]
    left, right = mine.keys() - both, theirs.keys() - both
    if left and right:
        again, slip = _slipped(left, right, mine, theirs)
        shared += again
        rare += slip
    a, b = sum(mine.values()), sum(theirs.values())
    half = shared / (a + b) if a + b else 0.0
    joined_a = "".join(word for word in one if not is_filler(word)) or "".join(one)
    joined_b = "".join(word for word in other if not is_filler(word)) or "".join(other)
    whole = Levenshtein.normalized_similarity(joined_a, joined_b, score_cutoff=0.6)
    if half >= 0.99 or joined_a == joined_b:
        return 7, max(rare, min(a, b) * 0.9)
    best = max(half, whole)
    slips = OSA.distance(joined_a, joined_b, score_cutoff=2)
    if best >= 0.9 or (slips <= 1 and len(joined_a) > 4):
        return 6, max(rare, min(a, b) * 0.8)
    if best >= 0.8 or (slips <= 2 and len(joined_a) > 7):
        return 5, max(rare, min(a, b) * 0.6 if whole >= 0.8 else 0.0)
    if best >= 0.66:
        return 4, rare
    if min(a, b) and shared / 2 >= 0.85 * min(a, b):
        return 3, rare
    return (2, rare) if best >= 0.45 else (1, rare) if best >= 0.2 else (0, 0.0)


def _slipped(
    left: "set[str]", right: "set[str]", mine: Mapping[str, float], theirs: Mapping[str, float]
) -> tuple[float, float]:
    """What words that differ by a slip, or are cut short, add."""
    found = rare = 0.0
    rest = set(right)
    for word in left:
        best, mate = 0.0, ""
        for other in rest:
            if len(word) < 3 or len(other) < 3:
                if word[0] == other[0] and min(len(word), len(other)) == 1:
                    alike = 0.5
                else:
                    continue
            elif near(word, other) and min(len(word), len(other)) > 3:
                alike = 0.9
            else:
                alike = Levenshtein.normalized_similarity(word, other, score_cutoff=0.8)
            if alike > best:
                best, mate = alike, other
        if mate:
            rest.discard(mate)
            found += best * (mine[word] + theirs[mate])
            rare += best * 0.9 * min(mine[word], theirs[mate])
    return found, rare
