"""What forbids that two records are one, however much they share.

A family shares its last name, its phone and its flat; branches share a name, an ИНН and a mail; the
works of a holding differ by a number. What many may share adds up to certainty in any weighing, so
such pairs are refused before anything is weighed.
"""

from collections.abc import Callable, Mapping, Sequence

from orbita.kit.likeness.weighing import Pattern

Levels = Mapping[str, int]
Objects = Callable[[Pattern], bool]


def objector(keys: Sequence[str], telling: Mapping[str, int]) -> Objects:
    """A question for patterns of these fields. `telling` gives the fields that vouch for sameness by
    themselves, a code or a key of one's own, with the level from which on they do."""

    def objects(pattern: Pattern) -> bool:
        levels = {key: level for key, level in zip(keys, pattern, strict=True) if level >= 0}
        if _is_another_legal_entity(levels) or _is_another_branch(levels):
            return True
        if any(levels.get(key, -1) >= least for key, least in telling.items()):
            return False
        return _is_another_person(levels) or _is_another_company(levels)

    return objects


def _is_another_person(levels: Levels) -> bool:
    """Another first name, unless the birthday is the same; another birthday, unless something else
    than the name leads to the same person."""
    first, born = levels.get("name:first", 9), levels.get("born", 9)
    known = levels.get("name:middle", 9)
    if first == 0 and not 3 <= born <= 4:
        return True
    if first == 1 and (born <= 1 or known <= 1):
        return True
    if born > 1:
        return False
    reached = levels.get("phone", 0) >= 1 or levels.get("mail", 0) >= 2
    return not reached and levels.get("street", 0) < 5


def _is_another_legal_entity(levels: Levels) -> bool:
    codes = [level for key, level in levels.items() if key.startswith("code:")]
    return bool(codes) and min(codes) == 0 and max(codes) < 2


def _is_another_branch(levels: Levels) -> bool:
    """The tax office gives every branch a КПП; a company that has moved gets a new one, too."""
    return levels.get("branch", 1) == 0 and levels.get("street", 0) < 5


def _is_another_company(levels: Levels) -> bool:
    """Nothing of the name is the same, whoever answers the phone; its number is another; the same
    name in another town, at another address, with another phone."""
    if levels.get("number", 1) == 0:
        return True
    if levels.get("company", 1) == 0 and ("phone" in levels or "mail" in levels):
        return True
    elsewhere = levels.get("city", 9) == 0 and levels.get("street", 9) <= 1
    return elsewhere and "company" in levels and levels.get("phone", 0) < 1
