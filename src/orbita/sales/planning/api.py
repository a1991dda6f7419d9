"""What programs do with plans and norms."""

from typing import Any

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.resources.slots import ApiAct, columns
from orbita.sales.planning import commands
from orbita.sales.planning.models import Per, SalesPlan, Step
from orbita.sales.planning.queries import EDIT

PLAN = {f"drafts.{name}": said for name, said in columns(SalesPlan, "count").items()}


def of_a_year(arguments: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """Plans are of years that somebody lives to see."""
    if not 1900 <= arguments["year"] <= 2200:
        raise NotFound
    return arguments


API = (
    ApiAct("plans/", commands.set_plans, "put", body=PLAN, permission=EDIT),
    ApiAct("plans/{year}/copy/", commands.copy_plans, prepare=of_a_year, permission=EDIT),
    ApiAct(
        "norms/", commands.set_norms, "put", body={"drafts.step": Step, "drafts.per": Per},
        permission=EDIT,
    ),
)  # fmt: skip
