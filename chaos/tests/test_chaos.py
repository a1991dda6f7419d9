"""Whatever dies, what was acknowledged stays, and nothing is done twice."""

import os

import pytest

from chaos.running import run


@pytest.mark.slow
def test_acknowledged_acts_stand_once_though_everything_is_killed_at_random() -> None:
    kills = int(os.environ.get("ORBITA_CHAOS_KILLS", "5"))
    seed = int(os.environ.get("ORBITA_CHAOS_SEED", "7"))

    outcome = run(kills, seed)

    assert outcome.faults == [], outcome.told()
    assert outcome.toll.killed.total() >= kills
