"""A condition as a form: lines of field, operator and value, in groups to any depth.

Names say the place in the tree: «0-field», «0-op», «0-value», «1-joint», «1.0-field» …
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.accounts.models import User
from orbita.platform.conditions.compile import Fields, find_field
from orbita.platform.conditions.fields import PERIODS, Field, operators_of
from orbita.platform.conditions.tree import ALL, Condition, ConditionFault, Group, Test, parse
from orbita.platform.lists.chips import PEOPLE
from orbita.platform.lists.slots import fields_of, screens
from orbita.platform.measures.asking import measure_fields
from orbita.platform.records.queries import titles

NAME = re.compile(r"^([\d.]+)-(field|op|value|joint)$")
MANY = ("choice", "user", "branch", "reference")


@dataclass
class Line:
    """A test as the form shows it."""

    place: str
    name: str
    operators: list[tuple[str, str]]
    operator: str
    control: str
    options: list[tuple[str, str, bool]] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    is_group: bool = False


@dataclass
class Lines:
    """A group as the form shows it."""

    place: str
    joint: str
    parts: list[Any]
    is_group: bool = True

    @property
    def prefix(self) -> str:
        return f"{self.place}." if self.place else ""


def field_options(kind: str, fields: Fields = fields_of) -> list[tuple[str, list[tuple[str, str]]]]:
    """Fields to choose from: the kind's own, its measures, then those of the kinds it refers to."""
    own, figures = fields(kind), measure_fields(kind)
    groups = [("", [(key, str(f.label)) for key, f in own.items() if key not in figures])]
    if figures:
        groups.append(
            (_("Figures"), [(key, str(f.label)) for key, f in own.items() if key in figures])
        )
    for key, reference in own.items():
        if reference.to in screens and reference.test is None:
            there = [(f"{key}.{k}", str(f.label)) for k, f in fields(reference.to).items()]
            groups.append((str(reference.label), there))
    return groups


def as_lines(condition: Condition, kind: str, place: str = "", fields: Fields = fields_of) -> Lines:
    """The form of a condition; a single test becomes a group of one."""
    if isinstance(condition, Test):
        condition = Group("and", (condition,))
    start = f"{place}." if place else ""
    parts: list[Any] = []
    for number, part in enumerate(condition.parts):
        at = f"{start}{number}"
        if isinstance(part, Group):
            parts.append(as_lines(part, kind, at, fields))
        else:
            parts.append(line(part, kind, at, fields))
    return Lines(place, condition.joint, parts)


def condition_form(where: str | Condition, kind: str, *, first: str = "") -> dict[str, Any]:
    """What the form of a condition of a kind is drawn with: `screen`, `fields`, `joints`, `lines`.

    A condition that cannot be read is empty; an empty one begins with a line of the field `first`.
    """
    try:
        tree = parse(where) if isinstance(where, str) else where
    except ConditionFault:
        tree = ALL
    if tree == ALL and first:
        tree = Test(first, "")
    return {
        "screen": screens[kind],
        "fields": field_options(kind),
        "joints": joints(),
        "lines": as_lines(tree, kind),
    }


def line(test: Test, kind: str, place: str, fields: Fields = fields_of) -> Line:
    """One line of the form, with the control that fits the field and the operator."""
    try:
        found, _path = find_field(test.field, kind, fields)
    except ConditionFault:
        found = next(iter(fields(kind).values()))
        test = Test(found.key, "")
    operators = [(key, str(label)) for key, label in operators_of(found.type).items()]
    operator = test.operator if test.operator in dict(operators) else operators[0][0]
    values = [
        str(v)
        for v in (test.value if isinstance(test.value, list) else [test.value])
        if v is not None
    ]
    control = _control(found, operator)
    offered = list(_options(found, control))
    options = [(k, w, k in values) for k, w in [*offered, *_held(found, values, offered)]]
    return Line(place, test.field, operators, operator, control, options, values)


def _control(found: Field, operator: str) -> str:
    if operator in ("empty", "filled", "yes", "no"):
        return "none"
    if found.type in MANY:
        return "many"
    if found.type in ("date", "moment"):
        return {"within": "period", "between": "two-dates"}.get(operator, "date")
    return "two" if operator == "between" else "text"


def _options(found: Field, control: str) -> Iterable[tuple[str, str]]:
    if control == "period":
        return [(key, str(label)) for key, label in PERIODS.items()]
    if control != "many":
        return []
    if found.type == "user":
        people = [
            (str(user.pk), str(user)) for user in User.objects.active().order_by("first_name")
        ]
        return [*((key, str(label)) for key, label in PEOPLE.items()), *people]
    return [(str(key), str(label)) for key, label in (found.choices or tuple)()]


def _held(found: Field, values: list[str], options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Records that a reference names already and that are not offered: they are not to be lost."""
    missing = set(values) - {key for key, _label in options}
    if not found.to or not missing:
        return []
    named = titles(found.to, filter(None, map(uuid_or_none, missing)))
    return [(str(key), title) for key, title in named.items()]


def read_form(data: QueryDict, kind: str, place: str = "") -> Condition:
    """The condition that a submitted form says. Lines without a value are left out. In a form with
    several conditions each is a group at its `place`."""
    places: dict[str, dict[str, list[str]]] = {}
    for name in data:
        if match := NAME.match(name):
            places.setdefault(match[1], {})[match[2]] = data.getlist(name)
    joint = data.get(f"{place}-joint" if place else "joint", "and")
    return _group(place, joint, places, kind) or ALL


def _group(
    place: str, joint: str, places: Mapping[str, Mapping[str, list[str]]], kind: str
) -> Condition | None:
    depth = place.count(".") + 1 if place else 0
    start = f"{place}." if place else ""
    children = [p for p in places if p.startswith(start) and p.count(".") == depth]
    parts = []
    for child in sorted(children, key=lambda p: int(p.rsplit(".", 1)[-1])):
        said = places[child]
        joined = said.get("joint")
        part = _group(child, joined[0], places, kind) if joined else _test(said, kind)
        if part is not None:
            parts.append(part)
    if not parts:
        return None
    if len(parts) == 1 and joint != "not":
        return parts[0]
    return Group(joint if joint in ("and", "or", "not") else "and", tuple(parts))


def _test(said: Mapping[str, list[str]], kind: str) -> Test | None:
    name, operator = (said.get(part, [""])[0] for part in ("field", "op"))
    try:
        found, _path = find_field(name, kind, fields_of)
    except ConditionFault:
        return None
    control = _control(found, operator)
    values = [value.strip() for value in said.get("value", []) if value.strip()]
    if control == "none":
        return Test(name, operator)
    if not values or (control in ("two", "two-dates") and len(values) != 2):
        return None
    return Test(name, operator, values if control in ("many", "two", "two-dates") else values[0])


def joints() -> list[tuple[str, str]]:
    """How the lines of a group are joined."""
    return [("and", _("all of")), ("or", _("any of")), ("not", _("none of"))]
