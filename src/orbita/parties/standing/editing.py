"""A recipe while it is being edited: the stored one, with what the open form says in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import QueryDict

from orbita.parties.standing.forms import bound_or_none
from orbita.parties.standing.models import Classification, Method
from orbita.parties.standing.queries import sizes
from orbita.parties.standing.recipes import Recipe, Step, Weighed, recipe_of
from orbita.platform.conditions.tree import dump
from orbita.platform.keys import uuid7
from orbita.platform.lists.filter_form import read_form


@dataclass(frozen=True)
class Size:
    """How many clients a grade would have."""

    name: str
    tone: str
    count: int


def trial(found: Classification, sent: QueryDict) -> Recipe:
    """The recipe with the grade or the rule of points that the form edits. Three statements."""
    recipe = recipe_of(found)
    edited = sent.get("edited", "")
    if "points" in sent:
        rule = Weighed(sent.get("name", ""), dump(read_form(sent, "party")), _number(sent))
        order = [str(one.pk) for one in found.point_rules.all()]
        return replace(recipe, weighed=_put(recipe.weighed, order, edited, rule))
    step = Step(
        UUID(edited) if edited else uuid7(),
        sent.get("name", ""),
        dump(read_form(sent, "party")) if recipe.method == Method.RULES else "",
        bound_or_none(sent.get("bound", "")),
        is_default=bool(sent.get("is_default")),
    )
    order = [str(one.id) for one in recipe.steps]
    return replace(recipe, steps=_put(recipe.steps, order, edited, step))


def _number(sent: QueryDict) -> int:
    try:
        return int(sent.get("points", ""))
    except ValueError:
        return 0


def _put(rows: Sequence[Any], order: list[str], edited: str, made: Any) -> list[Any]:
    found = list(rows)
    if edited in order:
        found[order.index(edited)] = made
    else:
        found.append(made)
    return found


def sized(found: Classification, recipe: Recipe) -> list[Size]:
    """The sizes of all grades of a recipe, in their order. Two statements."""
    tones = {grade.pk: grade.tone for grade in found.grades.all()}
    counts = sizes(recipe, found.pk)
    return [
        Size(step.name or "—", tones.get(step.id, "gray"), counts.get(step.id, 0))
        for step in recipe.steps
    ]
