"""Fields and written values as SQL: what the parts of a formula are put together from."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Case, Expression, F, Func, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.formulas.checking import type_of_field
from orbita.platform.conditions.formulas.functions import CHOICE, DAY, FLAG, NUMBER, OTHER, TEXT

OWN = "own"
"""The JSON column of own fields: «own__f_rate», also behind a relation."""
OUTPUT: "dict[str, models.Field[Any, Any]]" = {
    NUMBER: models.DecimalField(),
    TEXT: models.TextField(),
    CHOICE: models.TextField(),
    OTHER: models.TextField(),
    DAY: models.DateField(),
    FLAG: models.BooleanField(),
}


def made(function: str, *args: Any, gives: str) -> Func:
    """A function of PostgreSQL and what it gives."""
    return Func(*args, function=function, output_field=OUTPUT[gives])


def joined(sign: str, *args: Any, gives: str) -> Func:
    """Values with a sign between them, in brackets."""
    return Func(
        *args,
        template="(%(expressions)s)",
        arg_joiner=f" {sign} ",
        output_field=OUTPUT[gives],
        arity=None,
    )


def inside(template: str, value: Any, *, gives: str) -> Func:
    """A value inside a piece of SQL."""
    made = template.replace("{}", "%(expressions)s")
    return Func(value, template=made, output_field=OUTPUT[gives])


def written_number(value: Decimal) -> Func:
    """A number as it is written in a formula."""
    return inside("({})::numeric", Value(value, models.DecimalField()), gives=NUMBER)


def written_text(value: str) -> Func:
    """A text as it is written in a formula."""
    return inside("({})::text", Value(value, models.TextField()), gives=TEXT)


def written_day(value: date) -> Func:
    """A date as it is written in a formula."""
    return inside("({})::date", Value(value, models.DateField()), gives=DAY)


def written_flag(value: bool) -> Func:
    """True or false."""
    return inside("({})::boolean", Value(value, models.BooleanField()), gives=FLAG)


def field_expression(field: Field) -> Expression:
    """The value of a field with the type that formulas compute with."""
    kind, path = type_of_field(field), field.path.split("__")
    if OWN in path[:-1]:
        at = path.index(OWN)
        return _own(kind, "__".join(path[: at + 1]), "__".join(path[at + 1 :]))
    plain: dict[str, Callable[[], Expression]] = {
        NUMBER: lambda: inside("({})::numeric", F(field.path), gives=NUMBER),
        TEXT: lambda: filled_text(F(field.path)),
        CHOICE: lambda: filled_text(F(field.path)),
        DAY: lambda: _day_of(field),
    }
    return plain.get(kind, lambda: inside("{}", F(field.path), gives=kind))()


def filled_text(value: Any) -> Func:
    """A text; an empty one is none."""
    return made("NULLIF", inside("({})::text", value, gives=TEXT), Value(""), gives=TEXT)


def _day_of(field: Field) -> Expression:
    if field.type == "moment":
        return TruncDate(field.path, tzinfo=timezone.get_current_timezone())
    return inside("{}", F(field.path), gives=DAY)


_OF_SORT = {NUMBER: "number", TEXT: "string", CHOICE: "string", DAY: "string"}


def _own(kind: str, column: str, key: str) -> Expression:
    """A value of the JSON column; what has another sort than the field's type is empty."""
    text = KeyTextTransform(key, column)
    if kind == FLAG:
        return Coalesce(joined("=", text, Value("true"), gives=FLAG), written_flag(False))
    if kind not in _OF_SORT:
        return inside("{}", text, gives=OTHER)
    value: dict[str, Callable[[Any], Expression]] = {NUMBER: _cast_number, DAY: _cast_day}
    cast = value.get(kind, filled_text)(text)
    sort = Func(
        F(column),
        Value(key),
        template="jsonb_typeof(%(expressions)s)",
        arg_joiner=" -> ",
        output_field=models.TextField(),
    )
    fits: Expression = joined("=", sort, Value(_OF_SORT[kind]), gives=FLAG)
    if kind == DAY:
        fits = joined("AND", fits, _looks_like_day(text), gives=FLAG)
    return Case(When(fits, then=cast), output_field=OUTPUT[kind])


def _looks_like_day(text: Any) -> Func:
    return joined("~", text, Value(r"^\d{4}-\d{2}-\d{2}$"), gives=FLAG)


def _cast_number(text: Any) -> Func:
    return inside("({})::numeric", text, gives=NUMBER)


def _cast_day(text: Any) -> Func:
    parts = [
        inside("({})::integer", made("SUBSTR", text, Value(start), Value(size), gives=TEXT), gives=NUMBER)
        for start, size in ((1, 4), (6, 2), (9, 2))
    ]  # fmt: skip
    return made("MAKE_DATE", *parts, gives=DAY)


def raw_value(field: Field) -> Expression:
    """What a field holds, whatever its sort: to ask whether there is anything."""
    path = field.path.split("__")
    if OWN in path[:-1]:
        at = path.index(OWN)
        return KeyTextTransform("__".join(path[at + 1 :]), "__".join(path[: at + 1]))
    return F(field.path)  # type: ignore[return-value]
