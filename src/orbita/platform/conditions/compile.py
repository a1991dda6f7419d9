"""A condition becomes a Django Q over a kind's rows, with the actor's rights on related records."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from orbita.kit.periods import UnknownPeriod
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.judging import days_asked
from orbita.platform.conditions.tree import Condition, ConditionFault, Test

Fields = Callable[[str], Mapping[str, Field]]
"""Gives the fields of a kind."""
MOST_VALUES = 1000


def compile_condition(condition: Condition, kind: str, fields: Fields, actor: Actor) -> Q:
    """The Q that the kind's rows must fulfil. Refuses unknown fields, operators and values."""
    if isinstance(condition, Test):
        return _test(condition, kind, fields, actor)
    parts = [compile_condition(part, kind, fields, actor) for part in condition.parts]
    if condition.joint == "or":
        return _any(parts)
    together = Q(*parts)
    return ~together if condition.joint == "not" and parts else together


def _any(parts: list[Q]) -> Q:
    found = Q()
    for part in parts:
        found |= part
    return found


def find_field(
    name: str, kind: str, fields: Fields, actor: Actor | None = None
) -> tuple[Field, str]:
    """A field by its dotted name, and the ORM path that leads to it from the kind. What is hidden
    from the actor is as unknown as what there is not."""
    path = ""
    *links, last = name.split(".")
    for link in links:
        reference = fields(kind).get(link)
        if reference is None or not reference.to or reference.test is not None:
            raise ConditionFault(name)
        if not _seen(reference, actor):
            raise ConditionFault(name)
        path += f"{reference.path.removesuffix('_id')}__"
        kind = reference.to
    found = fields(kind).get(last)
    if found is None or not _seen(found, actor):
        raise ConditionFault(name)
    return found, path


def _seen(field: Field, actor: Actor | None) -> bool:
    return actor is None or field.seen is None or field.seen(actor)


def _test(test: Test, kind: str, fields: Fields, actor: Actor) -> Q:
    field, prefix = find_field(test.field, kind, fields, actor)
    path = prefix + field.path
    if field.test is not None:
        asked = field.test(test.operator, test.value, actor)
        return _prefixed(asked, prefix) if prefix else asked
    if test.operator in ("empty", "filled"):
        blank = Q(**{f"{path}__isnull": True})
        if field.type == "text":
            blank |= Q(**{path: ""})
        return blank if test.operator == "empty" else ~blank
    try:
        found = _COMPILERS[field.type](path, test.operator, test.value, actor)
    except (KeyError, ValueError, TypeError, InvalidOperation, UnknownPeriod):
        raise ConditionFault(f"{test.field} {test.operator}") from None
    return _definite(path, test.operator, found)


def _definite(path: str, operator: str, found: Q) -> Q:
    """Yes or no, also of a record that lacks the own field: Django takes keys of JSON for filled, so
    that without this «not more than 5» would leave out who has no value."""
    if "own__" not in path or operator in ("empty", "filled", "not_in", "no"):
        return found
    return found & Q(**{f"{path}__isnull": False})


def _prefixed(condition: Q, prefix: str) -> Q:
    """The same Q, asked through a relation."""
    moved = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        if isinstance(child, Q):
            moved.children.append(_prefixed(child, prefix))
        else:
            name, value = child  # type: ignore[misc]
            moved.children.append((f"{prefix}{name}", value))
    return moved


def _text(path: str, operator: str, value: Any, actor: Actor) -> Q:
    lookup = {"contains": "icontains", "is": "iexact", "starts": "istartswith"}[operator]
    return Q(**{f"{path}__{lookup}": str(value)})


def _number(path: str, operator: str, value: Any, actor: Actor) -> Q:
    if operator == "between":
        low, high = value
        return Q(**{f"{path}__gte": Decimal(str(low)), f"{path}__lte": Decimal(str(high))})
    lookup = {"is": "exact", "gte": "gte", "lte": "lte"}[operator]
    return Q(**{f"{path}__{lookup}": Decimal(str(value))})


def _date(path: str, operator: str, value: Any, actor: Actor) -> Q:
    start, end = days_asked(operator, value, timezone.localdate())
    return _range(path, start, end)


def _moment(path: str, operator: str, value: Any, actor: Actor) -> Q:
    days = days_asked(operator, value, timezone.localdate())
    start, end = (day and _midnight(day) for day in days)
    return _range(path, start, end)


def _range(path: str, start: Any, end: Any) -> Q:
    found = Q()
    if start is not None:
        found &= Q(**{f"{path}__gte": start})
    if end is not None:
        found &= Q(**{f"{path}__lt": end})
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _choice(path: str, operator: str, value: Any, actor: Actor) -> Q:
    values = value if isinstance(value, list) else [value]
    if len(values) > MOST_VALUES:
        raise ValueError
    found = Q(**{f"{path}__in": values})
    return found if operator == "in" else _refuse(operator, "not_in", ~found)


def _reference(path: str, operator: str, value: Any, actor: Actor) -> Q:
    values = value if isinstance(value, list) else [value]
    return _choice(path, operator, [UUID(str(v)) for v in values], actor)


def _user(path: str, operator: str, value: Any, actor: Actor) -> Q:
    """Users by key, or «me», «team», «subtree», «absent»: a shared view means each reader's own."""
    values = value if isinstance(value, list) else [value]
    groups = {"me": {actor.id}, "team": actor.team, "subtree": actor.subtree}
    groups["absent"] = actor.absent
    ids: set[Any] = set()
    for item in values:
        ids |= groups[item] if item in groups else {UUID(str(item))}
    found = Q(**{f"{path}__in": sorted(ids - {None})})
    return found if operator == "in" else _refuse(operator, "not_in", ~found)


def _flag(path: str, operator: str, value: Any, actor: Actor) -> Q:
    return Q(**{path: {"yes": True, "no": False}[operator]})


def _refuse(operator: str, known: str, found: Q) -> Q:
    if operator != known:
        raise ValueError(operator)
    return found


_COMPILERS: dict[str, Callable[[str, str, Any, Actor], Q]] = {
    "text": _text,
    "number": _number,
    "money": _number,
    "date": _date,
    "moment": _moment,
    "choice": _choice,
    "reference": _reference,
    "user": _user,
    "flag": _flag,
}
