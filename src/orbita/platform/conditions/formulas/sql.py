"""A formula as a Django expression: PostgreSQL computes what `figures.compute` does.

A formula without today's date and without tests becomes an immutable expression, which can be indexed
(`plain_sql` gives its text). That is why dates of JSON are put together from their parts and texts of
numbers and dates are made by hand: the casts of PostgreSQL depend on settings of the session.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

from django.db import connection, models
from django.db.models import Case, Expression, Func, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.utils import timezone

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.formulas.checking import type_of, type_of_field
from orbita.platform.conditions.formulas.figures import FIRST, LAST
from orbita.platform.conditions.formulas.functions import CHOICE, DAY, FLAG, NUMBER, TEXT
from orbita.platform.conditions.formulas.leaves import (
    OUTPUT,
    OWN,
    field_expression,
    filled_text,
    inside,
    joined,
    made,
    raw_value,
    written_day,
    written_flag,
    written_number,
    written_text,
)
from orbita.platform.conditions.formulas.tree import (
    Asked,
    Call,
    Day,
    FieldRef,
    Flag,
    Formula,
    Number,
    Text,
    walk,
)

Fields = Mapping[str, Field]


def expression(tree: Formula, fields: Fields, *, today: date | None = None) -> Expression:
    """The expression of a checked formula over the rows of the kind, ready to annotate, filter, sort.

    Formulas that it uses must have been put in (`tree.expand`).
    """
    return _Compiled(fields, today or timezone.localdate()).of(tree)


def is_indexable(tree: Formula, fields: Fields) -> bool:
    """Whether an index may hold the formula: it gives the same tomorrow, and asks the row alone."""
    volatile = any(
        isinstance(part, Asked) or (isinstance(part, Call) and part.name == "today")
        for part in walk(tree)
    )
    keys = [part.key for part in walk(tree) if isinstance(part, FieldRef)]
    return not volatile and all(_is_local(fields[key].path) for key in keys)


def _is_local(path: str) -> bool:
    return "__" not in path or path.startswith(f"{OWN}__")


def plain_sql(found: Expression, model: type[models.Model]) -> str:
    """The expression as SQL text over the columns of the model's table, as an index needs it."""
    query = Query(model, alias_cols=False)
    compiler = query.get_compiler(connection=connection)
    sql, params = compiler.compile(found.resolve_expression(query))
    with connection.schema_editor(collect_sql=True) as editor:
        text: str = sql % tuple(map(editor.quote_value, params))
    return text


class _Compiled:
    """Compiles the parts of a formula, each with brackets of its own."""

    def __init__(self, fields: Fields, today: date) -> None:
        self.fields, self.today = fields, today

    def of(self, tree: Formula) -> Expression:
        match tree:
            case FieldRef():
                return field_expression(self.fields[tree.key])
            case Number():
                return written_number(tree.value)
            case Text():
                return written_text(tree.value) if tree.value else self.nothing(TEXT)
            case Day():
                return written_day(tree.value)
            case Flag():
                return written_flag(tree.value)
            case Asked():
                return self.asked(tree)
            case Call():
                return self.call(tree)

    @staticmethod
    def nothing(gives: str) -> Expression:
        sql = {NUMBER: "numeric", DAY: "date", FLAG: "boolean"}.get(gives, "text")
        return Func(template=f"(NULL::{sql})", output_field=OUTPUT[gives])

    def type(self, tree: Formula) -> str:
        if isinstance(tree, FieldRef):
            return type_of_field(self.fields[tree.key])
        return type_of(tree, self.fields)

    def asked(self, tree: Asked) -> Expression:
        asked: Q = compile_condition(tree.test, "", lambda _kind: self.fields, SYSTEM)
        return Case(
            When(asked, then=written_flag(True)),
            default=written_flag(False),
            output_field=OUTPUT[FLAG],
        )

    def call(self, tree: Call) -> Expression:
        if tree.name in ("empty", "filled"):
            return self.emptiness(tree)
        if tree.name == "round" and len(tree.args) == 2:
            return self.rounded(tree)
        if tree.name == "today":
            return written_day(self.today)
        args = [self.of(arg) for arg in tree.args]
        if tree.name in _BY_TYPE:
            return _BY_TYPE[tree.name](args, [self.type(arg) for arg in tree.args])
        if tree.name in _SIGNS:
            return joined(_SIGNS[tree.name], *args, gives=FLAG)
        return _PLAIN[tree.name](*args)

    def emptiness(self, tree: Call) -> Expression:
        (arg,) = tree.args
        is_text = self.type(arg) in (TEXT, CHOICE)
        sign = "NULL" if tree.name == "empty" else "NOT NULL"
        if isinstance(arg, FieldRef) and is_text:
            # Also what is no plain text: several options of a list.
            value: Expression = filled_text(raw_value(self.fields[arg.key]))
        else:
            value = self.of(arg)
        return inside(f"({{}} IS {sign})", value, gives=FLAG)

    def rounded(self, tree: Call) -> Expression:
        value, digits = tree.args
        bare = digits.args[0] if isinstance(digits, Call) else digits
        assert isinstance(bare, Number)
        number = int(bare.value) * (-1 if isinstance(digits, Call) else 1)
        return made("ROUND", self.of(value), Value(number), gives=NUMBER)


def _if(args: Sequence[Any], types: Sequence[str]) -> Expression:
    condition, then, *other = args
    default = other[0] if other else _Compiled.nothing(types[1])
    return Case(When(condition, then=then), default=default, output_field=OUTPUT[types[1]])


def _same(function: str) -> Callable[[Sequence[Any], Sequence[str]], Expression]:
    return lambda args, types: made(function, *args, gives=types[0])


def _plus(args: Sequence[Any], types: Sequence[str]) -> Expression:
    return _later(*args) if types[0] == DAY else joined("+", *args, gives=NUMBER)


def _minus(args: Sequence[Any], types: Sequence[str]) -> Expression:
    if types == [DAY, DAY]:
        return inside("({})::numeric", joined("-", *args, gives=NUMBER), gives=NUMBER)
    if types[0] == DAY:
        return _later(args[0], inside("(- {})", args[1], gives=NUMBER))
    return joined("-", *args, gives=NUMBER)


def _later(day: Any, days: Any) -> Expression:
    """A date so many days later; none outside the years 1 to 9999.

    What lies outside, or is empty (GREATEST skips it), becomes the day before the first or after the
    last one, and these become nothing: so each operand is written once, however deep it is nested.
    """
    since = joined("-", day, written_day(date.min), gives=NUMBER)
    number = joined("+", since, made("TRUNC", days, gives=NUMBER), gives=NUMBER)
    near = made("LEAST", made("GREATEST", number, Value(-1), gives=NUMBER),
                 Value(LAST - FIRST + 1), gives=NUMBER)  # fmt: skip
    moved = joined(
        "+", written_day(date.min), inside("({})::integer", near, gives=NUMBER), gives=DAY
    )
    before = joined("-", written_day(date.min), Value(1), gives=DAY)
    after = joined("+", written_day(date.max), Value(1), gives=DAY)
    return made("NULLIF", made("NULLIF", moved, before, gives=DAY), after, gives=DAY)


def _together(args: Sequence[Any], types: Sequence[str]) -> Expression:
    """Texts one after another; an empty one makes the whole empty."""
    return joined("||", *map(_written, args, types), gives=TEXT)


def _concat(args: Sequence[Any], types: Sequence[str]) -> Expression:
    """Texts one after another; empty ones are skipped."""
    texts = [
        Coalesce(_written(arg, kind), Value("")) for arg, kind in zip(args, types, strict=True)
    ]
    return made("NULLIF", joined("||", *texts, gives=TEXT), Value(""), gives=TEXT)


def _written(value: Any, kind: str) -> Expression:
    if kind == NUMBER:
        text = inside("TRIM_SCALE({})::text", value, gives=TEXT)
        return made("REPLACE", text, Value("."), Value(","), gives=TEXT)
    if kind != DAY:
        return inside("{}", value, gives=TEXT)
    parts = [
        made("LPAD", inside(f"EXTRACT({part} FROM {{}})::text", value, gives=TEXT), Value(size),
              Value("0"), gives=TEXT)
        for part, size in (("DAY", 2), ("MONTH", 2), ("YEAR", 4))
    ]  # fmt: skip
    return reduce(
        lambda one, two: joined("||", one, Value("."), two, gives=TEXT), parts[1:], parts[0]
    )


def _divided(left: Any, right: Any) -> Expression:
    """One digit more than is kept, cut off exactly, then rounded: as `figures` does."""
    more = joined("*", left, written_number(Decimal(10) ** 21), gives=NUMBER)
    digits = made("DIV", more, made("NULLIF", right, Value(0), gives=NUMBER), gives=NUMBER)
    found = joined("*", digits, written_number(Decimal("1E-21")), gives=NUMBER)
    return made("ROUND", found, Value(20), gives=NUMBER)


def _part(name: str) -> Callable[[Any], Expression]:
    return lambda day: inside(f"EXTRACT({name} FROM {{}})", day, gives=NUMBER)


_BY_TYPE: dict[str, Callable[[Sequence[Any], Sequence[str]], Expression]] = {
    "if": _if,
    "coalesce": _same("COALESCE"),
    "min": _same("LEAST"),
    "max": _same("GREATEST"),
    "+": _plus,
    "-": _minus,
    "&": _together,
    "concat": _concat,
}
_SIGNS = {
    "=": "=", "<>": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "and": "AND", "or": "OR",
}  # fmt: skip
_PLAIN: dict[str, Callable[..., Expression]] = {
    "*": lambda left, right: joined("*", left, right, gives=NUMBER),
    "/": _divided,
    "neg": lambda value: inside("(- {})", value, gives=NUMBER),
    "not": lambda value: inside("(NOT {})", value, gives=FLAG),
    "round": lambda value: made("ROUND", value, gives=NUMBER),
    "abs": lambda value: made("ABS", value, gives=NUMBER),
    "length": lambda text: inside("LENGTH({})::numeric", text, gives=NUMBER),
    "days": lambda first, last: _minus([last, first], [DAY, DAY]),
    "add_days": _later,
    "year": _part("YEAR"),
    "month": _part("MONTH"),
    "day": _part("DAY"),
}
