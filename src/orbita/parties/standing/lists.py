"""What classes add to the list of clients: a column each, and fields of conditions."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q
from django.utils.translation import gettext_lazy

from orbita.parties.standing.models import LOYALTY, TEMPERATURE, Method
from orbita.parties.standing.queries import Look, grade_ids, grades_offered, looks, members
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.outside import keys
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.slots import Column, Row
from orbita.platform.remembering import once
from orbita.platform.ui.components import DASH, badge

SHOWN = (TEMPERATURE,)
"""Classifications that stand in the list from the start."""


def in_classes(operator: str, value: Any, actor: Actor) -> Q:
    """Clients in one of the classes, whichever classification they belong to."""
    if operator not in ("in", "not_in"):
        raise ConditionFault(operator)
    return _among(operator, grade_ids(value if isinstance(value, list) else [value]))


def _of_look(look: Look) -> Callable[[str, Any, Actor], Q]:
    """The test of one classification: its grades, or none of them."""
    own = [pk for pk, _name, _tone in look.grades.values()]

    def test(operator: str, value: Any, actor: Actor) -> Q:
        if operator in ("filled", "empty"):
            return _among("in" if operator == "filled" else "not_in", own)
        return in_classes(operator, value, actor)

    return test


def _among(operator: str, grades: Sequence[Any]) -> Q:
    inside = members(grades).values("party")
    if operator == "in":
        return Q(pk__in=inside)
    try:
        return Q(pk__outside=keys(*inside.query.sql_with_params()))
    except EmptyResultSet:
        return Q(pk__isnull=False)


ANY_CLASS = (
    Column(
        "class", gettext_lazy("Class"), "choice", path="pk", choices=grades_offered, test=in_classes,
        in_table=False, sortable=False,
    ),
)  # fmt: skip


@once
def class_columns(kind: str) -> tuple[Column, ...]:
    """A column for each classification in use. Two statements, once a request."""
    return tuple(map(_column, looks())) if kind == "party" else ()


def _column(look: Look) -> Column:
    rank, value = f"standing__ranks__{look.key}", f"standing__ranks__{look.key}_value"
    scored = look.method == Method.SIGNALS

    def draw(row: Row) -> str:
        grade = look.grades.get(row[rank])
        if grade is None:
            return DASH
        words = f"{grade[1]} {row[value]:.0f}" if scored and row[value] is not None else grade[1]
        return badge(words, grade[2], dot=True)

    def text(row: Row) -> str:
        grade = look.grades.get(row[rank])
        return grade[1] if grade else ""

    return Column(
        f"class_{look.key}" if look.key not in (TEMPERATURE, LOYALTY) else look.key,
        look.name,
        "choice",
        path=rank,
        select=(rank, value),
        draw=draw,
        text=text,
        sort_path=value if scored else rank,
        choices=lambda: [(str(pk), name) for pk, name, _tone in look.grades.values()],
        test=_of_look(look),
        shown=look.key in SHOWN,
    )
