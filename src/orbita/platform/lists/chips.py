"""A condition in words: the chips above a list, each with the address without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.kit.identities import uuid_or_none
from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.compile import find_field
from orbita.platform.conditions.fields import PERIODS, Field, operators_of
from orbita.platform.conditions.tree import ALL, Condition, ConditionFault, Group, Test, joined
from orbita.platform.lists.slots import fields_of
from orbita.platform.lists.state import ListState
from orbita.platform.records.queries import titles
from orbita.platform.ui.dates import when

PEOPLE = {
    "me": gettext_lazy("me"),
    "team": gettext_lazy("my team"),
    "subtree": gettext_lazy("my department"),
    "absent": gettext_lazy("those I stand in for"),
}
"""Groups of people relative to who reads."""


@dataclass(frozen=True)
class Chip:
    """A part of the filter: what it says, where it is edited, and the list without it."""

    label: str
    words: str
    without: str
    place: int


def chips_of(state: ListState, actor: Actor) -> list[Chip]:
    """One chip for each part of the filter. A statement for names of people, if there are any."""
    parts = _parts(state.where)
    found = []
    for place, part in enumerate(parts):
        rest = joined(*(other for other in parts if other is not part)) if len(parts) > 1 else ALL
        label, words = _worded(part, state.screen.kind)
        found.append(Chip(label, words, state.url(where=rest), place))
    return found


def _parts(condition: Condition) -> list[Condition]:
    if isinstance(condition, Group) and condition.joint == "and":
        return list(condition.parts)
    return [condition]


def _worded(condition: Condition, kind: str) -> tuple[str, str]:
    if isinstance(condition, Test):
        return _test(condition, kind)
    inner = [_worded(part, kind) for part in condition.parts]
    joint = {"or": _(" or "), "and": _(" and "), "not": _(" or ")}[condition.joint]
    text = joint.join(f"{label}: {words}" for label, words in inner)
    return (_("Not"), text) if condition.joint == "not" else (_("Any of"), text)


def _test(test: Test, kind: str) -> tuple[str, str]:
    try:
        field, path = find_field(test.field, kind, fields_of)
    except ConditionFault:
        return test.field, "?"
    label = str(field.label)
    if path:
        label = (
            f"{find_field(test.field.rsplit('.', 1)[0], kind, fields_of)[0].label}: {label.lower()}"
        )
    operator = str(operators_of(field.type).get(test.operator, test.operator))
    if test.operator in ("empty", "filled", "yes", "no"):
        return label, operator
    values = _values(field, test.value)
    usual = {"in", "is", "contains", "within", "under", "on"}
    return label, values if test.operator in usual else f"{operator} {values}"


def _values(field: Field, value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    if field.type in ("date", "moment"):
        return " – ".join(_day(item) for item in values)
    if field.type == "user":
        return ", ".join(_people(values))
    if field.to:
        return ", ".join(titles(field.to, filter(None, map(uuid_or_none, values))).values())
    labels = {str(key): str(label) for key, label in (field.choices or tuple)()}
    if field.type in ("number", "money"):
        return " – ".join(_figure(item) for item in values)
    return ", ".join(labels.get(str(item), str(item)) for item in values)


def _figure(value: Any) -> str:
    """A typed number with its thousands apart."""
    try:
        return f"{Decimal(str(value)):,}".replace(",", "\u00a0")
    except InvalidOperation:
        return str(value)


def _people(values: Iterable[Any]) -> list[str]:
    values = list(values)
    ids = {found for value in values if (found := uuid_or_none(value))}
    names = names_of(ids) if ids else {}
    return [
        str(PEOPLE[value]) if value in PEOPLE else names.get(uuid_or_none(value), "?")  # type: ignore[arg-type]
        for value in values
    ]


def _day(value: Any) -> str:
    if value in PERIODS:
        return str(PERIODS[value])
    try:
        return when(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
