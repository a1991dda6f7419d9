"""The value of a formula in Python, the same that PostgreSQL computes (`sql.expression`).

Numbers are exact decimals; a quotient is rounded to 20 digits after the point, halves away from zero.
An empty operand gives an empty result, as does a division by zero; «and» and «or» know a third answer,
as in SQL. min, max and concat skip what is empty.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from django.utils import timezone

from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.formulas.checking import type_of_field
from orbita.platform.conditions.formulas.functions import CHOICE, DAY, FLAG, NUMBER, TEXT
from orbita.platform.conditions.formulas.tree import (
    Asked,
    Call,
    Day,
    FieldRef,
    Flag,
    Formula,
    Number,
    Text,
)
from orbita.platform.conditions.judging import judge

Fields = Mapping[str, Field]
Values = Mapping[str, Any]
EXACT = Context(prec=40_000, Emax=999_999, Emin=-999_999, rounding=ROUND_HALF_UP)
QUOTIENT = Decimal("1E-20")
"""A quotient is rounded to this."""
FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def compute(tree: Formula, values: Values, fields: Fields, *, today: date | None = None) -> Any:
    """The value of a formula: Decimal, text, date, bool, or None for an empty one.

    `values` has the values of the fields by key, as Python or as JSON has them; what is missing is
    empty. The formula must have been checked.
    """
    return _Figure(values, fields, today or timezone.localdate()).of(tree)


def plain_value(value: Any, field: Field) -> Any:
    """A field's value as formulas compute with it."""
    kind = type_of_field(field)
    is_own = "own__" in f"{field.path}__"
    if kind == FLAG:
        return value if isinstance(value, bool) else False if is_own else None
    if value is None or value == "":
        return None
    return _READ[kind](value) if kind in _READ else value


def _number(value: Any) -> Decimal | None:
    return None if isinstance(value, bool) else EXACT.create_decimal(str(value))


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _text(value: Any) -> str | None:
    return None if isinstance(value, list | dict) else str(value)


_READ: dict[str, Callable[[Any], Any]] = {NUMBER: _number, DAY: _day, TEXT: _text, CHOICE: _text}


class _Figure:
    """Computes formulas over one set of values."""

    def __init__(self, values: Values, fields: Fields, today: date) -> None:
        self.values, self.fields, self.today = values, fields, today

    def of(self, tree: Formula) -> Any:
        match tree:
            case FieldRef():
                return plain_value(self.values.get(tree.key), self.fields[tree.key])
            case Number():
                return EXACT.create_decimal(tree.value)
            case Text():
                return tree.value or None
            case Day() | Flag():
                return tree.value
            case Asked():
                known = {tree.test.field: self.values.get(tree.test.field)}
                return judge(tree.test, known, self.fields)
            case Call():
                return self.call(tree)

    def call(self, tree: Call) -> Any:
        if tree.name == "if":
            return self.choice(tree)
        if tree.name in ("empty", "filled"):
            return self.is_empty(tree.args[0]) == (tree.name == "empty")
        if tree.name == "today":
            return self.today
        given = [self.of(arg) for arg in tree.args]
        if tree.name in _LENIENT:
            return _LENIENT[tree.name](given)
        return None if None in given else _STRICT[tree.name](*given)

    def choice(self, tree: Call) -> Any:
        test, then, *other = tree.args
        if self.of(test):
            return self.of(then)
        return self.of(other[0]) if other else None

    def is_empty(self, tree: Formula) -> bool:
        if isinstance(tree, FieldRef) and type_of_field(self.fields[tree.key]) != FLAG:
            return self.values.get(tree.key) in (None, "", [])
        return self.of(tree) is None


def _and(given: list[Any]) -> bool | None:
    return False if False in given else None if None in given else True


def _or(given: list[Any]) -> bool | None:
    return True if True in given else None if None in given else False


def _filled(given: list[Any]) -> list[Any]:
    return [value for value in given if value is not None]


_LENIENT: dict[str, Callable[[list[Any]], Any]] = {
    "and": _and,
    "or": _or,
    "coalesce": lambda given: next(iter(_filled(given)), None),
    "min": lambda given: min(_filled(given), default=None),
    "max": lambda given: max(_filled(given), default=None),
    "concat": lambda given: "".join(map(written, _filled(given))) or None,
}


def written(value: Any) -> str:
    """A value inside a text: decimals with a comma, dates as 31.12.2026."""
    if isinstance(value, Decimal):
        return f"{EXACT.normalize(value):f}".replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d.%m.}{value.year:04}"
    return str(value)


def _quotient(left: Decimal, right: Decimal) -> Decimal | None:
    if not right:
        return None
    # One digit more than is kept, cut off exactly: so it is rounded once, by the digit itself.
    digits = EXACT.divide_int(*_aligned(left.copy_abs().scaleb(21, EXACT), right.copy_abs()))
    size = _rounded(EXACT.scaleb(digits, -21), QUOTIENT)
    return EXACT.minus(size) if (left < 0) != (right < 0) else size


def _aligned(left: Decimal, right: Decimal) -> tuple[Decimal, Decimal]:
    """Both as whole numbers of the same unit."""
    unit = min(int(left.as_tuple().exponent), int(right.as_tuple().exponent), 0)
    return EXACT.scaleb(left, -unit), EXACT.scaleb(right, -unit)


def _rounded(value: Decimal, unit: Decimal) -> Decimal:
    return EXACT.plus(EXACT.quantize(value, unit))


def _round(value: Decimal, digits: Decimal | None = None) -> Decimal:
    return _rounded(value, Decimal(1).scaleb(-int(digits or 0)))


def _later(day: date, days: Decimal) -> date | None:
    number = day.toordinal() + int(days)
    return date.fromordinal(number) if FIRST <= number <= LAST else None


def _plus(left: Any, right: Any) -> Any:
    return _later(left, right) if isinstance(left, date) else EXACT.add(left, right)


def _minus(left: Any, right: Any) -> Any:
    if isinstance(right, date):
        return Decimal((left - right).days)
    return (
        _later(left, EXACT.minus(right)) if isinstance(left, date) else EXACT.subtract(left, right)
    )


_STRICT: dict[str, Callable[..., Any]] = {
    "+": _plus,
    "-": _minus,
    "*": EXACT.multiply,
    "/": _quotient,
    "neg": EXACT.minus,
    "&": lambda left, right: written(left) + written(right),
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "not": lambda value: not value,
    "round": _round,
    "abs": EXACT.abs,
    "length": lambda text: Decimal(len(text)),
    "days": lambda first, last: Decimal((last - first).days),
    "add_days": _later,
    "year": lambda day: Decimal(day.year),
    "month": lambda day: Decimal(day.month),
    "day": lambda day: Decimal(day.day),
}
