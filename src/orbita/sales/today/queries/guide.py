"""The first hour, step by step."""

from django.db.models import (
    Value,
)

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.models import Act
from orbita.sales.today.models import GuideClosed

CLOSED = "closed"
GUIDE = {
    "call": ("timeline.log_interaction",),
    "step": ("timeline.plan_interaction", "timeline.finish_interaction"),
    "deal": ("deals.open_deal", "leads.convert_lead"),
    "move": ("deals.move_deal", "deals.change_deals"),
    "close": ("deals.win_deal", "deals.lose_deal"),
}
"""Steps of the first hour, and the acts that fulfil them."""


def guide(actor: Actor) -> dict[str, bool] | None:
    """The steps of the first hour and whether the actor has made each; None once he has made all of
    them or has put the guide away. One statement."""
    wanted = [name for names in GUIDE.values() for name in names]
    made = Act.objects.filter(by=actor.id, command__in=wanted, undone_by=None)
    closed = GuideClosed.objects.filter(user=actor.id).values_list(Value(CLOSED))
    done = {row[0] for row in made.values_list("command").union(closed)}
    if CLOSED in done:
        return None
    steps = {step: bool(done & set(names)) for step, names in GUIDE.items()}
    return None if all(steps.values()) else steps
