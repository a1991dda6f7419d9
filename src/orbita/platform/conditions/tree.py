"""The syntax tree, and its form in JSON.

["status", "in", ["new", "active"]]                  a test of a field
["party.city", "is", "Москва"]                       a field of a related record
["and", …, …]   ["or", …, …]   ["not", …]            nested to any depth
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

DEEPEST = 8
MOST_TESTS = 60


class ConditionFault(ValueError):
    """The text is not a condition, or a condition asks for what the fields don't offer."""


@dataclass(frozen=True)
class Test:
    """A field compared with a value."""

    field: str
    operator: str
    value: Any = None


@dataclass(frozen=True)
class Group:
    """Conditions joined: «and», «or», or «not» (of all of them together)."""

    joint: str
    parts: tuple["Condition", ...]


Condition = Test | Group
ALL = Group("and", ())
"""The condition that everything fulfils."""


def parse(text: str) -> Condition:
    """A condition from its JSON. Refuses what is malformed, too deep or too long."""
    if not text:
        return ALL
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise ConditionFault("not JSON") from None
    condition = _read(data, 0)
    if sum(1 for _ in tests(condition)) > MOST_TESTS:
        raise ConditionFault("too long")
    return condition


def _read(data: Any, depth: int) -> Condition:
    if depth > DEEPEST or not isinstance(data, list) or not data or not isinstance(data[0], str):
        raise ConditionFault("malformed")
    if data[0] in ("and", "or", "not"):
        return Group(data[0], tuple(_read(part, depth + 1) for part in data[1:]))
    if len(data) not in (2, 3) or not isinstance(data[1], str):
        raise ConditionFault("malformed")
    return Test(data[0], data[1], data[2] if len(data) == 3 else None)


def dump(condition: Condition) -> str:
    """The JSON of a condition; empty for ALL."""
    if condition == ALL:
        return ""
    return json.dumps(_plain(condition), ensure_ascii=False, separators=(",", ":"))


def _plain(condition: Condition) -> list[Any]:
    if isinstance(condition, Test):
        return [condition.field, condition.operator, condition.value]
    return [condition.joint, *map(_plain, condition.parts)]


def tests(condition: Condition) -> Iterator[Test]:
    """Every test of a condition, at any depth."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from tests(part)


def joined(*conditions: Condition) -> Condition:
    """All of them together, flat."""
    parts: list[Condition] = []
    for condition in conditions:
        if isinstance(condition, Group) and condition.joint == "and":
            parts += condition.parts
        else:
            parts.append(condition)
    return parts[0] if len(parts) == 1 else Group("and", tuple(parts))
