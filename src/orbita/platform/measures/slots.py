"""Measures as other apps declare them: one figure for each record of a kind, computed set-based."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor

Text = str | Promise


@dataclass(frozen=True)
class Measure:
    """A figure of the records of a kind.

    `rows(actor)` gives pairs of the record's key and the value, in that order, as one query within
    the rights of the actor; it is never asked row by row. Records that it leaves out have the
    `default`: 0 where nothing means nothing (sums, counts), None where it means unknown (days).
    `unit` is money, count, days or percent. `permission` names the right that the figure needs,
    `over` the fields (kind, name) that it is computed from: whoever does not see them has no figure.
    """

    key: str
    kind: str
    label: Text
    unit: str
    rows: Callable[[Actor], QuerySet[Any, Any]]
    description: Text = ""
    default: int | None = None
    permission: str | None = None
    order: int = 100
    over: Sequence[tuple[str, str]] = ()

    def is_open_to(self, actor: Actor) -> bool:
        """Whether the actor may know the figure."""
        return actor.may(self.permission) and all(actor.sees(*field) for field in self.over)


measures: Slot[Measure] = Slot(
    "measures", key=lambda plug: f"{plug.kind}:{plug.key}", order=lambda plug: plug.order
)


def measures_of(kind: str) -> list[Measure]:
    """The measures of a kind, in their order."""
    return [measure for measure in measures if measure.kind == kind]
