"""The syntax tree of a formula, and its form in JSON.

{"field": "amount"}   {"number": "12.5"}   {"text": "x"}   {"day": "2026-12-31"}   true   false
["*", …, …]   ["if", …, …, …]              a sign or a function with its values
{"test": ["status", "in", ["new"]]}        a test of the language of conditions
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from orbita.platform.conditions.tree import Test

MOST_PARTS = 200
"""Parts of one formula as it is written."""
MOST_EXPANDED = 1000
"""Parts of a formula with the formulas that it uses put in."""
DEEPEST = 40
MOST_DIGITS = 30
"""Digits of a number written in a formula."""


class FormulaFault(ValueError):
    """What is wrong with a formula, as a sentence; `at` is the place in the text, −1 if unknown."""

    def __init__(self, sentence: str, at: int = -1) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.at = at


def _place() -> Any:
    return field(default=-1, compare=False, repr=False)


@dataclass(frozen=True)
class Number:
    """A number as it is written."""

    value: Decimal
    at: int = _place()


@dataclass(frozen=True)
class Text:
    """A text in quotes; compared with a choice it is the key of an option."""

    value: str
    at: int = _place()


@dataclass(frozen=True)
class Day:
    """A date as it is written."""

    value: date
    at: int = _place()


@dataclass(frozen=True)
class Flag:
    """True or false."""

    value: bool
    at: int = _place()


@dataclass(frozen=True)
class FieldRef:
    """The value of a field, by its key: a new label changes nothing."""

    key: str
    at: int = _place()


@dataclass(frozen=True)
class Call:
    """A sign or a function with its values."""

    name: str
    args: tuple["Formula", ...]
    at: int = _place()


@dataclass(frozen=True)
class Asked:
    """A test of the language of conditions."""

    test: Test
    at: int = _place()


Formula = Number | Text | Day | Flag | FieldRef | Call | Asked


def walk(tree: Formula) -> Iterator[Formula]:
    """Every part of a formula, at any depth."""
    yield tree
    if isinstance(tree, Call):
        for arg in tree.args:
            yield from walk(arg)


def uses(tree: Formula) -> set[str]:
    """The keys of the fields that a formula asks."""
    asked = {part.test.field for part in walk(tree) if isinstance(part, Asked)}
    return asked | {part.key for part in walk(tree) if isinstance(part, FieldRef)}


def check_size(tree: Formula, most: int = MOST_PARTS, deepest: int = DEEPEST) -> Formula:
    """The formula itself, or a fault if nobody could compute it in reasonable time."""
    if sum(1 for _part in walk(tree)) > most:
        raise FormulaFault(_("The formula is too long."))
    if _depth(tree) > deepest:
        raise FormulaFault(_("The formula has too many brackets inside each other."))
    return tree


def _depth(tree: Formula) -> int:
    return 1 + max(map(_depth, tree.args), default=0) if isinstance(tree, Call) else 1


def expand(tree: Formula, formulas: Mapping[str, Formula]) -> Formula:
    """The formula with the formulas that it uses put in place of their fields.

    Refuses circles (`circle` names them) and what grows beyond measure. A test of the language of
    conditions asks a computed field through the field itself.
    """
    grown = _expand(tree, formulas, (), [MOST_EXPANDED])
    return check_size(grown, MOST_EXPANDED, DEEPEST * 5)


def _expand(
    tree: Formula, formulas: Mapping[str, Formula], way: tuple[str, ...], left: list[int]
) -> Formula:
    left[0] -= 1
    if left[0] < 0:
        raise FormulaFault(_("The formula is too long."))
    if isinstance(tree, FieldRef) and tree.key in formulas:
        if tree.key in way:
            raise FormulaFault(_("The formula follows from itself."))
        return _expand(formulas[tree.key], formulas, (*way, tree.key), left)
    if isinstance(tree, Call):
        args = tuple(_expand(arg, formulas, way, left) for arg in tree.args)
        return Call(tree.name, args, tree.at)
    return tree


def circle(key: str, tree: Formula, formulas: Mapping[str, Formula]) -> list[str]:
    """The way on which the formula of a field comes back to the field; empty when it does not.

    >>> circle("a", FieldRef("b"), {"b": FieldRef("a")})
    ['a', 'b', 'a']
    """
    seen: set[str] = set()
    ways = [[key, used] for used in sorted(uses(tree))]
    while ways:
        way = ways.pop()
        if way[-1] == key:
            return way
        if way[-1] in formulas and way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, used] for used in sorted(uses(formulas[way[-1]]))]
    return []


def dump(tree: Formula) -> Any:
    """The plain form of a formula, as it is stored."""
    match tree:
        case Number():
            return {"number": f"{tree.value:f}"}
        case Text():
            return {"text": tree.value}
        case Day():
            return {"day": tree.value.isoformat()}
        case Flag():
            return tree.value
        case FieldRef():
            return {"field": tree.key}
        case Asked():
            return {"test": [tree.test.field, tree.test.operator, tree.test.value]}
        case Call():
            return [tree.name, *map(dump, tree.args)]


def load(data: Any) -> Formula:
    """A formula from its plain form. Refuses what is malformed, too deep or too long."""
    try:
        return check_size(_load(data, 0))
    except (TypeError, ValueError, AttributeError, InvalidOperation, KeyError) as fault:
        if isinstance(fault, FormulaFault):
            raise
        raise FormulaFault(_("The stored formula is damaged.")) from None


def _load(data: Any, depth: int) -> Formula:
    if depth > DEEPEST:
        raise ValueError(depth)
    if isinstance(data, bool):
        return Flag(data)
    if isinstance(data, list):
        name, *args = data
        if not isinstance(name, str):
            raise TypeError(name)
        return Call(name, tuple(_load(arg, depth + 1) for arg in args))
    ((sort, value),) = data.items()
    found: Formula = _LEAVES[sort](value)
    return found


def _number(value: Any) -> Number:
    number = Decimal(str(value))
    if not number.is_finite() or len(number.as_tuple().digits) > MOST_DIGITS:
        raise ValueError(value)
    return Number(number)


def _test(value: Any) -> Asked:
    name, operator, asked = value
    return Asked(Test(str(name), str(operator), asked))


_LEAVES: dict[str, Any] = {
    "number": _number,
    "text": lambda value: Text(str(value)),
    "day": lambda value: Day(date.fromisoformat(str(value))),
    "field": lambda value: FieldRef(str(value)),
    "test": _test,
}
