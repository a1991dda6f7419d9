"""How clients are told apart, as plain values: of a stored classification or of a form being edited.

Points fade by half-life, as a body cools (Newton's law of cooling; E. Miller, «Rank Hotness With
Newton's Law of Cooling», 2009): score = Σ weight · 0.5 ^ (age in days / half-life), kept in 0–100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from orbita.parties.standing.models import Classification, Method, SignalWeight
from orbita.parties.standing.slots import signals

SCORE_MOST = 100
HALF_LIVES = 8
"""Older signals count less than half a per cent and are left out."""


@dataclass(frozen=True)
class Step:
    """A grade as it decides: by a condition, by a bound, or for all the others."""

    id: UUID
    name: str
    condition: str = ""
    bound: Decimal | None = None
    is_default: bool = False


@dataclass(frozen=True)
class Weighed:
    """A condition and its points."""

    name: str
    condition: str
    points: int


@dataclass(frozen=True)
class Recipe:
    """Everything on which the classes of a classification depend."""

    method: str
    steps: Sequence[Step]
    form: str = ""
    measure: str = ""
    half_life: float = 14
    weighed: Sequence[Weighed] = ()
    weights: Sequence[tuple[str, int]] = ()
    """Signals with what they count."""

    @property
    def default(self) -> Step | None:
        """The grade of whoever fits no other."""
        return next((step for step in self.steps if step.is_default), None)

    @property
    def ruled(self) -> list[Step]:
        """The grades that have to be earned, in the order in which they are tried."""
        steps = [step for step in self.steps if not step.is_default]
        if self.method == Method.RULES:
            return steps
        bounded = [step for step in steps if step.bound is not None]
        down = self.method in (Method.POINTS, Method.SIGNALS)
        return sorted(bounded, key=lambda step: step.bound or Decimal(0), reverse=down)


def weights_of(classification: Classification) -> list[tuple[str, int]]:
    """What each plugged signal counts here: as set, or as it came. One statement."""
    rows = SignalWeight.objects.filter(classification=classification)
    own = dict(rows.values_list("signal", "weight"))
    return [(signal.key, own.get(signal.key, signal.weight)) for signal in signals]


def recipe_of(classification: Classification) -> Recipe:
    """The recipe of a stored classification. Three statements at most."""
    steps = [
        Step(grade.pk, grade.name, grade.condition, grade.bound, grade.is_default)
        for grade in classification.grades.all()
    ]
    points = classification.method == Method.POINTS
    rules = classification.point_rules.all() if points else ()
    fades = classification.method == Method.SIGNALS
    return Recipe(
        method=classification.method,
        steps=steps,
        form=classification.form,
        measure=classification.measure,
        half_life=classification.half_life,
        weighed=[Weighed(rule.name, rule.condition, rule.points) for rule in rules],
        weights=weights_of(classification) if fades else (),
    )
