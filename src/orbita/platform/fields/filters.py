"""Own fields as fields of conditions: the same language as for the fields that Orbita comes with."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.fields.definitions import Definition
from orbita.platform.fields.models import FieldType

Test = Callable[[str, Any, Actor], Q]


def as_field(definition: Definition) -> Field:
    """The field that conditions know under the definition's key."""
    return Field(
        definition.key,
        definition.label,
        type_of(definition),
        definition.path,
        choices=choices_of(definition),
        to=definition.target,
        test=test_of(definition),
    )


def type_of(definition: Definition) -> str:
    """The type by which a field is compared."""
    if definition.is_computed:
        return definition.result
    return {
        FieldType.CHOICES: "choice",
        FieldType.LINK: "reference",
        FieldType.FILE: "text",
    }.get(FieldType(definition.type), definition.type)


def choices_of(definition: Definition) -> Callable[[], list[tuple[str, str]]] | None:
    """Keys and labels of the options, for types that have some."""
    if definition.type not in (FieldType.CHOICE, FieldType.CHOICES):
        return None
    return lambda: [(one.key, one.label) for one in definition.options]


def test_of(definition: Definition) -> Test | None:
    """The comparison of what plain lookups in JSON do not say; None where they do."""
    makers: dict[str, Callable[[str], Test]] = {
        FieldType.FLAG: _flag,
        FieldType.CHOICE: _choice,
        FieldType.CHOICES: _choices,
        FieldType.LINK: _choice,
        FieldType.FILE: _presence,
    }
    maker = makers.get(definition.type)
    return maker(definition.path) if maker else None


def _filled(path: str, operator: str) -> Q:
    """Whether there is a value. The tests below ask it as well, so that they say yes or no and never
    «unknown», which would be unknown after a «not», too."""
    if operator not in ("filled", "empty"):
        raise ConditionFault(f"{path} {operator}")
    return Q(**{f"{path}__isnull": operator == "empty"})


def _presence(path: str) -> Test:
    return lambda operator, value, actor: _filled(path, operator)


def _flag(path: str) -> Test:
    """What is not stored is not set."""

    def test(operator: str, value: Any, actor: Actor) -> Q:
        if operator == "yes":
            return Q(**{path: True}) & _filled(path, "filled")
        if operator == "no":
            return Q(**{f"{path}__isnull": True}) | Q(**{path: False})
        return _filled(path, operator)

    return test


def _choice(path: str) -> Test:
    def test(operator: str, value: Any, actor: Actor) -> Q:
        if operator in ("in", "not_in"):
            found = Q(**{f"{path}__in": _listed(value)}) & _filled(path, "filled")
            return found if operator == "in" else ~found | Q(**{f"{path}__isnull": True})
        return _filled(path, operator)

    return test


def _choices(path: str) -> Test:
    """At least one of the asked options is among the record's."""

    def test(operator: str, value: Any, actor: Actor) -> Q:
        if operator not in ("in", "not_in"):
            return _filled(path, operator)
        found = Q(pk__in=())
        for key in _listed(value):
            found |= Q(**{f"{path}__contains": [key]})
        found &= _filled(path, "filled")
        return found if operator == "in" else ~found | Q(**{f"{path}__isnull": True})

    return test


def _listed(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    if len(values) > 1000:
        raise ConditionFault("too many values")
    return [str(one) for one in values]
