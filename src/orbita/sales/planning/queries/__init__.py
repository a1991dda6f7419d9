"""Questions about plans and norms."""

from orbita.sales.planning.queries.norms import norms, norms_by_target, working_days
from orbita.sales.planning.queries.plans import (
    EDIT,
    VIEW,
    Cell,
    Grid,
    Line,
    grid,
    plan_of,
    plans_by_month,
    plans_by_person,
    reach,
    sellers,
)

__all__ = [
    "EDIT",
    "VIEW",
    "Cell",
    "Grid",
    "Line",
    "grid",
    "norms",
    "norms_by_target",
    "plan_of",
    "plans_by_month",
    "plans_by_person",
    "reach",
    "sellers",
    "working_days",
]
