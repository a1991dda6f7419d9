"""Measures as fields of conditions: a comparison becomes one set of keys, found set-based.

`won_amount_365 >= 100000` reads `id IN (SELECT id FROM (SELECT party_id, sum(…) … GROUP BY party_id)
WHERE value >= 100000)`: the figures are computed once for all records and joined by hash. Where the
default fulfils the comparison as well (`won_count = 0`), those are left out whose figure does not.
"""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.outside import keys
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.measures.slots import Measure, measures_of

UNITS: dict[str, str | Promise] = {
    "money": "₽",
    "count": pgettext_lazy("unit", "pcs"),
    "days": pgettext_lazy("unit", "days"),
    "percent": "%",
}
Bounds = tuple[Decimal | None, Decimal | None]


def measure_fields(kind: str) -> dict[str, Field]:
    """The measures of a kind as fields of conditions, with their unit in the label."""
    return {measure.key: _field(measure) for measure in measures_of(kind)}


def _field(measure: Measure) -> Field:
    def test(operator: str, value: Any, actor: Actor) -> Q:
        return compare(measure, operator, value, actor)

    label = format_lazy("{}, {}", measure.label, UNITS[measure.unit])
    return Field(
        measure.key,
        label,
        "money" if measure.unit == "money" else "number",
        "pk",
        test=test,
        seen=measure.is_open_to,
    )


def compare(measure: Measure, operator: str, value: Any, actor: Actor) -> Q:
    """The records whose figure compares so. Refuses (ConditionFault) what the actor may not ask."""
    if not measure.is_open_to(actor):
        raise ConditionFault(measure.key)
    if operator in ("filled", "empty"):
        known = _figures(measure, "m.value IS NOT NULL", [], actor)
        return Q(pk__in=known) if operator == "filled" else Q(pk__outside=known)
    low, high = _bounds(operator, value)
    parts = [("m.value >= %s", low), ("m.value <= %s", high)]
    asked = [(sql, bound) for sql, bound in parts if bound is not None]
    where = " AND ".join(sql for sql, _bound in asked)
    bounds = [bound for _sql, bound in asked]
    if measure.default is not None and _within(Decimal(measure.default), low, high):
        return Q(pk__outside=_figures(measure, f"NOT ({where})", bounds, actor))
    return Q(pk__in=_figures(measure, where, bounds, actor))


def _bounds(operator: str, value: Any) -> Bounds:
    try:
        if operator == "between":
            low, high = (Decimal(str(item)) for item in value)
            return low, high
        bound = Decimal(str(value))
        return {"is": (bound, bound), "gte": (bound, None), "lte": (None, bound)}[operator]
    except (InvalidOperation, KeyError, TypeError, ValueError):
        raise ConditionFault(operator) from None


def _within(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _figures(measure: Measure, where: str, bounds: list[Any], actor: Actor) -> RawSQL:
    """Keys of the records that have a figure for which `where` holds."""
    try:
        figures, params = measure.rows(actor).order_by().query.sql_with_params()
    except EmptyResultSet:
        figures, params = "SELECT NULL::uuid, NULL::numeric WHERE false", ()
    return keys(f"SELECT m.id FROM ({figures}) AS m (id, value) WHERE {where}", [*params, *bounds])
