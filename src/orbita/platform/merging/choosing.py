"""Which record's value to take for a field, and why: pure rules over what is known of the values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

SAME, ONLY, CHECKED, FULLER, TYPED, NEWER, MAIN = (
    "same", "only", "checked", "fuller", "typed", "newer", "main",
)  # fmt: skip
KEEPS = ("owner", "form")
"""Fields of the survivor that do not follow from which value is better."""


@dataclass(frozen=True)
class Candidate:
    """A record's value of a field: the first candidate is the survivor's."""

    record_id: UUID
    value: Any
    is_doubtful: bool = False
    is_outside: bool = False
    """It came from a file or another system and not from a person."""
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Choice:
    """The record whose value is taken, and the reason by its key."""

    record_id: UUID
    value: Any
    reason: str


def propose(name: str, candidates: Sequence[Candidate]) -> Choice:
    """The value to take: the only one, the checked, the fuller, the typed, or the newest one."""
    first = candidates[0]
    filled = [one for one in candidates if not is_empty(one.value)]
    if not filled:
        return _chosen(first, SAME)
    if len({_compared(one.value) for one in filled}) == 1:
        return _chosen(filled[0], SAME if len(filled) == len(candidates) else ONLY)
    if name in KEEPS and not is_empty(first.value):
        return _chosen(first, MAIN)
    for reason, narrowed in (
        (CHECKED, [one for one in filled if not one.is_doubtful]),
        (FULLER, _fullest(filled)),
        (TYPED, [one for one in filled if not one.is_outside]),
    ):
        if narrowed and len({_compared(one.value) for one in narrowed}) == 1:
            return _chosen(narrowed[0], reason)
        if narrowed:
            filled = narrowed
    return _newest(filled, first)


def _newest(filled: Sequence[Candidate], first: Candidate) -> Choice:
    dated = [(one.changed_at, one) for one in filled if one.changed_at is not None]
    if len({moment for moment, _one in dated}) > 1:
        # Of the same moment the survivor's counts: it stands first.
        return _chosen(max(dated, key=lambda pair: pair[0])[1], NEWER)
    return _chosen(first if first in filled else filled[0], MAIN)


def is_empty(value: Any) -> bool:
    """Nothing is said: an empty text, no value, an empty object."""
    return value is None or value in ("", {}, [])


def _compared(value: Any) -> str:
    return " ".join(str(value).casefold().replace("ё", "е").split())


def _fullest(filled: Sequence[Candidate]) -> list[Candidate]:
    """The text that contains all the others: «Иван Петрович» beside «Иван»."""
    if not all(isinstance(one.value, str) for one in filled):
        return []
    longest = max(filled, key=lambda one: len(one.value))
    words = _compared(longest.value)
    return [longest] if all(_compared(one.value) in words for one in filled) else []


def _chosen(one: Candidate, reason: str) -> Choice:
    return Choice(one.record_id, one.value, reason)


def joined_text(texts: Sequence[str]) -> str:
    """Notes one below the other, each once."""
    found: list[str] = []
    for text in map(str.strip, texts):
        if text and not any(text in known for known in found):
            found.append(text)
    return "\n\n".join(found)


def united(objects: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Objects key by key: the first that has a value for a key gives it."""
    result: dict[str, Any] = {}
    for one in objects:
        for key, value in one.items():
            if is_empty(result.get(key)):
                result[key] = value
    return result
