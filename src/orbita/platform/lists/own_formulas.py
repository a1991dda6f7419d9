"""Formulas of own fields: computed by the database for lists, in Python for a single record."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Expression, Model, Q

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.formulas.figures import compute
from orbita.platform.conditions.formulas.sql import expression
from orbita.platform.conditions.formulas.tree import Formula, expand, load, uses
from orbita.platform.conditions.tree import Test
from orbita.platform.fields.definitions import Definition
from orbita.platform.fields.queries import own_fields
from orbita.platform.lists.slots import fields_of
from orbita.platform.records.slots import kinds


def whole(one: Definition) -> Formula:
    """The tree of a formula with the formulas that it uses put in."""
    others = {other.key: load(other.formula) for other in own_fields(one.kind) if other.is_computed}
    return expand(load(one.formula), others)


def as_expression(one: Definition) -> Expression:
    """The formula as SQL over the rows of its kind."""
    return expression(whole(one), fields_of(one.kind))


def annotation(one: Definition) -> Callable[[Actor], Mapping[str, Any]]:
    """The formula under the key of its field, for the rows of a list."""
    return lambda _actor: {one.key: as_expression(one)}


def formula_test(one: Definition) -> Callable[[str, Any, Actor], Q]:
    """The comparison of what a formula gives."""

    def test(operator: str, value: Any, actor: Actor) -> Q:
        field = Field(one.key, one.label, one.result, one.key)
        condition = Test(one.key, operator, value)
        asked = compile_condition(condition, one.kind, lambda _kind: {one.key: field}, actor)
        rows = kinds[one.kind].model._base_manager.annotate(**{one.key: as_expression(one)})
        return Q(pk__in=rows.filter(asked).values("pk"))

    return test


def figure(one: Definition, record: Model) -> Any:
    """What the formula gives for a record, also for one as it once was (unsaved)."""
    fields, tree = fields_of(one.kind), whole(one)
    values = {key: value_of(record, fields[key]) for key in uses(tree) if key in fields}
    found = compute(tree, values, fields)
    return round(found, 6) if isinstance(found, Decimal) else found


def value_of(record: Any, field: Field) -> Any:
    """What a record holds in a field of conditions; None where the way to it is cut."""
    at: Any = record
    for step in field.path.split("__"):
        at = at.get(step) if isinstance(at, dict) else getattr(at, step, None)
        if at is None:
            return None
    return at
