"""Who kills: one process after another, at random moments, each time waiting until all is well."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from chaos.installation import Installation

WEIGHTS = {"web": 3, "worker": 3, "database": 2, "backend": 2}
LONGEST_CALM_SECONDS = 1.5
NOTICED_SECONDS = 0.4
"""Until the supervisor has seen a death: before, all looks well."""


@dataclass
class Toll:
    """How many of each were killed, and how long each recovery took."""

    killed: Counter[str] = field(default_factory=Counter)
    recoveries: dict[str, list[float]] = field(default_factory=dict)


def kill(house: Installation, kills: int, seed: int, say: Callable[[str], None]) -> Toll:
    """Kill that many times."""
    chance, toll = random.Random(seed), Toll()
    while toll.killed.total() < kills:
        time.sleep(chance.uniform(0.05, LONGEST_CALM_SECONDS))
        kind = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if not _kill(house, kind, chance):
            continue
        toll.killed[kind] += 1
        # Now and then a second blow while the first is being healed.
        if chance.random() < 0.2 and toll.killed.total() < kills:
            time.sleep(chance.uniform(0, 0.5))
            second = chance.choice(list(WEIGHTS))
            toll.killed[second] += _kill(house, second, chance)
        time.sleep(NOTICED_SECONDS)
        seconds = NOTICED_SECONDS + house.heal()
        toll.recoveries.setdefault(kind, []).append(seconds)
        say(f"{toll.killed.total():3}/{kills} {kind}, well again after {seconds:.1f} s")
    return toll


def _kill(house: Installation, kind: str, chance: random.Random) -> bool:
    if kind == "database":
        return house.kill_database()
    if kind == "backend":
        return house.kill_backend(chance.choice)
    return house.kill_child(kind)
