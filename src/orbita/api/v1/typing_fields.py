"""What a column of a model takes, as a type that a body is checked by and documented with."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Optional
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils import timezone
from pydantic import AfterValidator, AwareDatetime, Field

LONGEST = 100_000
EARLIEST, LATEST = date(1800, 1, 1), date(2299, 12, 31)
"""Days beyond these are typing errors, and reckoning with them runs over."""


def _in_time(moment: datetime) -> datetime:
    # Days that are still days in any zone: reckoning never leaves the calendar.
    if not EARLIEST <= moment.date() <= LATEST:
        raise ValueError("time_out_of_range")
    return moment.astimezone(timezone.get_current_timezone())


Text = Annotated[str, Field(max_length=LONGEST)]
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_time)]
Whole = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Exact = Annotated[Decimal, Field(max_digits=24, decimal_places=8)]
PLAIN: dict[Any, Any] = {
    str: Text,
    int: Whole,
    float: Number,
    Decimal: Exact,
    date: Day,
    datetime: Moment,
    object: Any,
}


def type_of(field: "models.Field[Any, Any]", *, empty: bool | None = None) -> Any:
    """The type of a column's values; `empty` says whether nothing may stand there."""
    found = _type(field)
    may_be_empty = field.null if empty is None else empty
    return Optional[found] if may_be_empty else found  # noqa: UP045 - found is known at run time only


def _type(field: "models.Field[Any, Any]") -> Any:
    if isinstance(field, models.ForeignKey):
        return _type(field.target_field)
    if field.choices:
        return one_of([value for value, _label in field.flatchoices], blank=field.blank)
    if isinstance(field, ArrayField):
        inside: Any = _type(field.base_field)
        return Annotated[list[inside], Field(max_length=1000)]
    if isinstance(field, models.JSONField):
        return {dict: dict[str, Any], list: list[Any]}.get(field.default, Any)
    return _plain(field)


def _plain(field: "models.Field[Any, Any]") -> Any:
    if isinstance(field, models.DecimalField):
        return Annotated[
            Decimal, Field(max_digits=field.max_digits, decimal_places=field.decimal_places)
        ]
    if isinstance(field, models.IntegerField):
        low, high = connection.ops.integer_field_range(field.get_internal_type())
        return Annotated[int, Field(ge=low, le=high)]
    if isinstance(field, models.CharField):
        return Annotated[str, Field(max_length=field.max_length or LONGEST)]
    for kind, found in _SIMPLE.items():
        if isinstance(field, kind):
            return found
    return Any


_SIMPLE: dict[type, Any] = {
    models.TextField: Text,
    models.BooleanField: bool,
    models.DateTimeField: Moment,
    models.DateField: Day,
    models.TimeField: time,
    models.DurationField: timedelta,
    models.FloatField: Number,
    models.UUIDField: UUID,
}


def one_of(values: list[Any], *, blank: bool = False) -> Any:
    """One of a few values, as themselves (of choices: their keys)."""
    known = [value.value if isinstance(value, Enum) else value for value in values]
    known = [value for value in known if value is not None]
    if blank and "" not in known and all(isinstance(value, str) for value in known):
        known.append("")
    return Literal[tuple(known)]
