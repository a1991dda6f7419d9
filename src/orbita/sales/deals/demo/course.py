"""The course of a deal: when it was opened, how it went through the stages, how it ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from orbita.platform.ui.demo import Demo
from orbita.sales.deals.demo.goods import Good
from orbita.sales.deals.models import Outcome

SEASON = (55, 80, 110, 105, 80, 95, 75, 80, 115, 125, 130, 118)
"""How many requests come in each month, January first."""
DAYS = 730
SHARES = (0.08, 0.21, 0.25, 0.26, 0.2)
"""How a won deal's time is spent on the open stages."""
SHARE_STUCK = 0.012


@dataclass(frozen=True)
class Course:
    """`entered` are the days on which the open stages were entered, in their order."""

    entered: tuple[date, ...]
    outcome: str
    ended: date | None
    expected: date

    @property
    def opened(self) -> date:
        return self.entered[0]


def opening_days(demo: Demo, count: int) -> list[date]:
    """Working days of two years in their season, more of them in the second year."""
    days = [demo.ago(number) for number in range(1, DAYS)]
    weights = [
        SEASON[day.month - 1] * (1.25 - 0.5 * (demo.today - day).days / DAYS)
        if day.weekday() < 5
        else 0
        for day in days
    ]
    return sorted(demo.random.choices(days, weights, k=count))


def course(demo: Demo, good: Good, opened: date, *, skill: float) -> Course:
    """How the deal went. `skill` is the share of his deals that the seller wins."""
    random = demo.random
    days = max(round(good.days * random.triangular(0.5, 2.3, 0.9)), 4)
    ease = 1.15 if good.high < 2000 else 0.85
    outcome = Outcome.WON if demo.chance(skill * ease) else Outcome.LOST
    stages = 5 if outcome == Outcome.WON else demo.pick({1: 12, 2: 22, 3: 30, 4: 26, 5: 10})
    entered = _entered(demo, opened, days, stages)
    ended = demo.workday(opened + timedelta(days=days))
    expected = opened + timedelta(days=round(good.days * random.uniform(0.8, 1.5)))
    stuck = demo.chance(SHARE_STUCK) and (demo.today - opened).days < 320
    if ended < demo.today and not stuck:
        return Course(entered, outcome, max(ended, entered[-1]), demo.workday(expected))
    so_far = tuple(day for day in entered if day < demo.today)
    return Course(so_far, Outcome.OPEN, None, _still_expected(demo, expected))


def _entered(demo: Demo, opened: date, days: int, stages: int) -> tuple[date, ...]:
    passed, entered = 0.0, []
    for share in SHARES[:stages]:
        entered.append(max(demo.workday(opened + timedelta(days=round(passed))), opened))
        passed += days * share * demo.random.uniform(0.7, 1.2)
    return tuple(sorted(min(day, opened + timedelta(days=days - 1)) for day in entered))


def _still_expected(demo: Demo, expected: date) -> date:
    """An open deal is mostly expected in the weeks to come; some are late."""
    if expected > demo.today or demo.chance(0.1):
        return expected
    return demo.today + timedelta(days=demo.random.randint(1, 45))
