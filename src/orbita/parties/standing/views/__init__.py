"""Pages of classes: their settings, and a client's."""

from orbita.parties.standing.views.of_party import giving, release, why
from orbita.parties.standing.views.shaping import (
    classification,
    classifications,
    grade,
    grade_removal,
    new,
    new_grade,
    new_points,
    place,
    points,
    points_removal,
    preview,
    profile,
    recomputing,
    recomputing_all,
    removal,
    weights,
)

__all__ = [
    "classification",
    "classifications",
    "giving",
    "grade",
    "grade_removal",
    "new",
    "new_grade",
    "new_points",
    "place",
    "points",
    "points_removal",
    "preview",
    "profile",
    "recomputing",
    "recomputing_all",
    "release",
    "removal",
    "weights",
    "why",
]
