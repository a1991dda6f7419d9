"""How often the demo company wants to speak with its clients."""

from orbita.activities.cadence.models import CadenceRule
from orbita.parties.classifier.models import Branch
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo

RULES = (
    # name, branch, state, role, days, direct only
    ("Бывшие клиенты", "", "former", "", None, True),
    ("В зоне риска", "", "at_risk", "", 14, True),
    ("Дилеры", "", "", "dealer", 30, False),
    ("Крупные", "Крупный", "active", "", 21, True),
    ("Средние", "Средний, до 2 млрд", "active", "", 45, True),
    ("Спящие", "", "sleeping", "", 120, False),
    ("Все остальные", "", "", "", 90, False),
)


@command
def set_demo_cadence(demo: Demo, *, by: Actor) -> None:
    """Seven rules, from the most to the least demanding clients."""
    branches = dict(Branch.objects.values_list("name", "pk"))
    CadenceRule.objects.bulk_create(
        [
            CadenceRule(
                name=name, branch_id=branches.get(branch), status=status, role=role, days=days,
                is_direct=direct, position=place,
            )
            for place, (name, branch, status, role, days, direct) in enumerate(RULES)
        ]
    )  # fmt: skip
