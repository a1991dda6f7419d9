"""What is done with territories."""

from orbita.parties.territories.commands.placing import (
    assign_territories,
    follow_rules,
    place_by_hand,
    settle_parties,
)
from orbita.parties.territories.commands.recutting import (
    apply_recut,
    cancel_recut,
    plan_recut,
)
from orbita.parties.territories.commands.shaping import (
    add_territory,
    add_territory_rule,
    change_territory,
    change_territory_rule,
    delete_territory,
    delete_territory_rule,
    shift_territory,
    shift_territory_rule,
)

__all__ = [
    "add_territory",
    "add_territory_rule",
    "apply_recut",
    "assign_territories",
    "cancel_recut",
    "change_territory",
    "change_territory_rule",
    "delete_territory",
    "delete_territory_rule",
    "follow_rules",
    "place_by_hand",
    "plan_recut",
    "settle_parties",
    "shift_territory",
    "shift_territory_rule",
]
