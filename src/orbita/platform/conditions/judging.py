"""A condition judged in Python over given values: for a form that is being filled, where no row
can be asked yet. It answers as PostgreSQL answers the compiled condition.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from orbita.kit.periods import UnknownPeriod, period
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.tree import Condition, ConditionFault, Group, Test

Answers = Callable[[Test], bool | None]
"""What is known of tests that values do not answer (a branch, a figure); None: nothing is."""


class CannotJudge(ConditionFault):
    """The values given do not say whether the condition holds."""


def judge(
    condition: Condition,
    values: Mapping[str, Any],
    fields: Mapping[str, Field],
    *,
    actor: Actor | None = None,
    answers: Answers | None = None,
) -> bool:
    """Whether the values fulfil the condition.

    `values` and `fields` are by the names that the tests use («status», «party.city», «f_rate»);
    values are as Python or as JSON has them. Refuses (CannotJudge) a field whose value is not given,
    or that is no plain value, unless `answers` knows it; refuses (ConditionFault) unknown fields and
    operators as the compiler does.
    """
    if isinstance(condition, Group):
        parts = (
            judge(part, values, fields, actor=actor, answers=answers) for part in condition.parts
        )
        if condition.joint == "or":
            return not condition.parts or any(parts)
        together = all(parts)
        return not together if condition.joint == "not" and condition.parts else together
    known = answers(condition) if answers else None
    return _judge(condition, values, fields, actor) if known is None else known


def names(condition: Condition) -> set[str]:
    """The fields that a condition asks: whose values a form has to give."""
    if isinstance(condition, Test):
        return {condition.field}
    return set().union(*map(names, condition.parts)) if condition.parts else set()


def _judge(
    test: Test, values: Mapping[str, Any], fields: Mapping[str, Field], actor: Actor | None
) -> bool:
    field = fields.get(test.field)
    if field is None or (field.seen is not None and actor is not None and not field.seen(actor)):
        raise ConditionFault(test.field)
    if test.field not in values or not _is_plain(field):
        raise CannotJudge(test.field)
    value = values[test.field]
    if test.operator in ("empty", "filled") and field.type != "flag":
        return (value in (None, "", [])) == (test.operator == "empty")
    try:
        return bool(_JUDGES[field.type](value, test.operator, test.value, actor, field))
    except (KeyError, ValueError, TypeError, InvalidOperation, UnknownPeriod):
        raise ConditionFault(f"{test.field} {test.operator}") from None


def _is_plain(field: Field) -> bool:
    """Whether the field is compared by its value; own fields are, whatever makes their SQL."""
    return field.test is None or is_own(field)


def is_own(field: Field) -> bool:
    """Whether the field's value lies in the column of own fields."""
    return "own__" in f"{field.path}__"


def _upper(text: Any) -> str:
    """Capitals sign by sign, as PostgreSQL makes them: «ß» stays."""
    return "".join(big if len(big := sign.upper()) == 1 else sign for sign in str(text))


def _text(value: Any, operator: str, asked: Any, _actor: Any, _field: Field) -> bool:
    compare: Mapping[str, Callable[[str, str], bool]] = {
        "contains": lambda text, part: part in text,
        "is": lambda text, part: part == text,
        "starts": lambda text, part: text.startswith(part),
    }
    found = compare[operator]
    return value is not None and found(_upper(value), _upper(asked))


def _number(value: Any, operator: str, asked: Any, _actor: Any, _field: Field) -> bool:
    bounds = [Decimal(str(bound)) for bound in (asked if operator == "between" else [asked])]
    if operator not in ("between", "is", "gte", "lte"):
        raise ValueError(operator)
    if operator == "between":
        low, high = bounds
    else:
        low, high = bounds[0], bounds[0]
    number = None if value in (None, "") else Decimal(str(value))
    return (
        number is not None
        and (operator == "lte" or number >= low)
        and (operator == "gte" or number <= high)
    )


def days_asked(operator: str, asked: Any, today: date) -> tuple[date | None, date | None]:
    """First day and the day after the last that a test of a date asks for."""
    if operator == "within":
        return period(str(asked), today)
    if operator == "between":
        low, high = (date.fromisoformat(str(day)) for day in asked)
        return low, date.fromordinal(high.toordinal() + 1)
    day = date.fromisoformat(str(asked))
    after = date.fromordinal(day.toordinal() + 1)
    return {"is": (day, after), "after": (day, None), "before": (None, after)}[operator]


def _day(value: Any, operator: str, asked: Any, _actor: Any, _field: Field) -> bool:
    start, end = days_asked(operator, asked, timezone.localdate())
    day = day_of(value)
    return day is not None and (start is None or day >= start) and (end is None or day < end)


def day_of(value: Any) -> date | None:
    """The day of a date or a moment, as Python or as text; a moment's day is ours."""
    if value in (None, ""):
        return None
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    assert isinstance(value, date)
    return value


def _choice(value: Any, operator: str, asked: Any, _actor: Any, _field: Field) -> bool:
    wanted = {str(one) for one in (asked if isinstance(asked, list) else [asked])}
    held = value if isinstance(value, list) else [value]
    found = any(str(one) in wanted for one in held if one not in (None, ""))
    return _either(operator, found)


def _user(value: Any, operator: str, asked: Any, actor: Actor | None, field: Field) -> bool:
    """«me», «team», «subtree» and «absent» are the people of who asks."""
    wanted: set[str] = set()
    for one in asked if isinstance(asked, list) else [asked]:
        if one in ("me", "team", "subtree", "absent") and actor is None:
            raise CannotJudge(field.key)
        wanted |= {str(key) for key in _people(actor, one) if key is not None}
    return _choice(value, operator, sorted(wanted), actor, field)


def _people(actor: Actor | None, one: str) -> Collection[Any]:
    if actor is None:
        return {one}
    groups = {"team": actor.team, "subtree": actor.subtree, "absent": actor.absent}
    return {actor.id} if one == "me" else groups.get(one, {one})


def _either(operator: str, found: bool) -> bool:
    return {"in": found, "not_in": not found}[operator]


def _flag(value: Any, operator: str, _asked: Any, _actor: Any, field: Field) -> bool:
    """What is not set is neither; an own field that is not stored is «no»."""
    if operator in ("empty", "filled") and is_own(field):
        return (value is None) == (operator == "empty")
    said = bool(value) if value is not None or is_own(field) else None
    return {"yes": said is True, "no": said is False}[operator]


_JUDGES: dict[str, Callable[[Any, str, Any, Actor | None, Field], bool]] = {
    "text": _text,
    "number": _number,
    "money": _number,
    "date": _day,
    "moment": _day,
    "choice": _choice,
    "reference": _choice,
    "user": _user,
    "flag": _flag,
}
