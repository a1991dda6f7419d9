"""Classifications in a file of settings."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.parties.standing.events import ClassificationsChanged
from orbita.parties.standing.models import Classification, Grade, PointRule
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.blueprints.slots import Section, Sheet


def _told(rows: Sequence[Any], by: Actor) -> None:
    announce(ClassificationsChanged(classification_ids=tuple(row.pk for row in rows), by=by.id))


GRADES = Sheet(
    Grade,
    key=("name",),
    fields=("name", "tone", "position", "condition", "bound", "is_default"),
    conditions=("condition",),
    to="classification",
)
POINTS = Sheet(
    PointRule,
    key=("name",),
    fields=("name", "condition", "points", "position"),
    conditions=("condition",),
    to="classification",
)
CLASSIFICATIONS = Section(
    "classifications",
    pgettext_lazy("settings file", "Classifications of clients"),
    Sheet(
        Classification,
        key=("name",),
        fields=(
            "name", "key", "method", "form", "measure", "half_life", "schedule", "is_active",
            "position", "note",
        ),
        fixed=("method",),
        parts={"grades": GRADES, "points": POINTS},
    ),
    "classes.manage",
    order=120,
    told=_told,
)  # fmt: skip
