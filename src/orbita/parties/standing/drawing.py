"""Contexts of the pages of classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from orbita.parties.standing.explaining import worded
from orbita.parties.standing.models import Classification, ClassificationState, Grade, Method
from orbita.parties.standing.queries import state_of
from orbita.parties.standing.recipes import weights_of
from orbita.parties.standing.slots import signals
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import Test as Asked
from orbita.platform.conditions.tree import dump
from orbita.platform.measures.slots import measures_of


@dataclass(frozen=True)
class Sized:
    """A grade with its clients."""

    grade: Grade
    count: int
    share: float
    url: str
    asks: str


@dataclass(frozen=True)
class Overview:
    """A classification with its grades."""

    classification: Classification
    state: ClassificationState
    grades: Sequence[Sized]

    @property
    def clients(self) -> int:
        return sum(one.count for one in self.grades)


def clients_url(grade_id: UUID) -> str:
    """The list of the clients of a grade."""
    return f"/parties/?{urlencode({'where': dump(Asked('class', 'in', [str(grade_id)]))})}"


def overview(found: Sequence[Classification]) -> list[Overview]:
    """Classifications with the sizes that the last computation found. No statement."""
    return [_sized(one, None) for one in found]


def _sized(found: Classification, actor: Actor | None) -> Overview:
    state = state_of(found)
    grades = list(found.grades.all())
    counts = [int(state.sizes.get(str(grade.pk), 0)) for grade in grades]
    whole = sum(counts) or 1
    sized = [
        Sized(
            grade,
            count,
            round(count * 100 / whole, 1),
            clients_url(grade.pk),
            _asks(grade, actor) if actor else "",
        )
        for grade, count in zip(grades, counts, strict=True)
    ]
    return Overview(found, state, sized)


def _asks(grade: Grade, actor: Actor) -> str:
    """What a grade asks, in words; a bound is worded by the template."""
    chips = worded(grade.condition, actor)
    return "; ".join(f"{chip.label}: {chip.words}" for chip in chips)


def whole(actor: Actor, found: Classification) -> dict[str, Any]:
    """The page of one classification."""
    measure = next((one for one in measures_of("party") if one.key == found.measure), None)
    rules = found.point_rules.all() if found.method == Method.POINTS else ()
    fades = found.method == Method.SIGNALS
    return {
        "one": _sized(found, actor),
        "classification": found,
        "measure": measure,
        "rules": [(rule, worded(rule.condition, actor)) for rule in rules],
        "weights": [(signals[key], weight) for key, weight in weights_of(found)] if fades else [],
        "is_ruled": found.method == Method.RULES,
        "is_weighed": found.method == Method.POINTS,
        "fades": fades,
    }
