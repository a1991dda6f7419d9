"""Whom to work on today: expected value and urgency, each with its reason.

value   = Σ over open deals of amount × probability of the stage
        + average won amount × chance of a repeated order
urgency = product of the factors below that apply
score   = value × urgency, shown as a share of the best one (100)

A repeated order is likely (50 %) when the client has bought at least twice and the time since the last
purchase lies between 0.8 and 3 of his usual intervals. The factors are plain rules of thumb, shown with
each client so that nobody has to believe them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

REPEAT_CHANCE = Decimal("0.5")
EARLIEST, LATEST = Decimal("0.8"), Decimal(3)
WAITS = Decimal("1.5")
STEP_IS_LATE = Decimal("1.3")
CLOSES_SOON = Decimal("1.3")
NO_STEP = Decimal("1.25")
STANDS_TOO_LONG = Decimal("1.1")
SOON_DAYS = 7


@dataclass(frozen=True)
class Facts:
    """What is known of a client today. Amounts in the company's currency, times aware."""

    party_id: UUID
    name: str
    open_count: int = 0
    weighted: Decimal = Decimal(0)
    nearest: date | None = None
    without_step: int = 0
    late_step_at: datetime | None = None
    stuck: int = 0
    won_count: int = 0
    won_average: Decimal = Decimal(0)
    first_won: date | None = None
    last_won: date | None = None
    asked_at: datetime | None = None
    """When the client contacted us last, if nobody has answered since."""


@dataclass(frozen=True)
class Reason:
    """A reason with its figures: key for the wording, numbers for the sentence."""

    key: str
    value: Decimal | int | date | datetime | None = None
    more: int | None = None


@dataclass(frozen=True)
class Prospect:
    """A client worth working on: expected value, score from 0 to 100, reasons by their weight."""

    party_id: UUID
    name: str
    expected: Decimal
    score: int
    reasons: tuple[Reason, ...] = field(default_factory=tuple)


def usual_interval(facts: Facts) -> int | None:
    """Days between purchases on average; None for fewer than two."""
    if facts.won_count < 2 or facts.first_won is None or facts.last_won is None:
        return None
    days = (facts.last_won - facts.first_won).days
    return days // (facts.won_count - 1) or None


def weigh(facts: Facts, today: date) -> tuple[Decimal, Decimal, tuple[Reason, ...]]:
    """Expected value, urgency and the reasons of both, the heaviest first."""
    reasons: list[tuple[Decimal, Reason]] = []
    value = facts.weighted
    if facts.open_count:
        reasons.append((Decimal(2), Reason("open", facts.weighted, facts.open_count)))
    interval = usual_interval(facts)
    if interval and facts.last_won:
        passed = (today - facts.last_won).days
        if EARLIEST * interval <= passed <= LATEST * interval:
            value += facts.won_average * REPEAT_CHANCE
            reasons.append((Decimal("1.4"), Reason("repeat", interval, passed)))
    urgency = Decimal(1)
    for factor, reason in _urgent(facts, today):
        urgency *= factor
        reasons.append((factor, reason))
    reasons.sort(key=lambda pair: -pair[0])
    return value, urgency, tuple(reason for _weight, reason in reasons)


def _urgent(facts: Facts, today: date) -> list[tuple[Decimal, Reason]]:
    found = []
    if facts.asked_at:
        found.append((WAITS, Reason("waits", facts.asked_at)))
    if facts.late_step_at:
        found.append((STEP_IS_LATE, Reason("late", facts.late_step_at)))
    elif facts.without_step:
        found.append((NO_STEP, Reason("no-step", facts.without_step)))
    if facts.nearest and (facts.nearest - today).days <= SOON_DAYS:
        found.append((CLOSES_SOON, Reason("closes", facts.nearest)))
    if facts.stuck:
        found.append((STANDS_TOO_LONG, Reason("stuck", facts.stuck)))
    return found


def rank(clients: list[Facts], today: date, limit: int) -> list[Prospect]:
    """The most promising clients, the best first; those of no value are left out."""
    weighed = [(facts, *weigh(facts, today)) for facts in clients]
    worth = sorted(
        (
            (value * urgency, facts, value, reasons)
            for facts, value, urgency, reasons in weighed
            if value
        ),
        key=lambda row: (-row[0], row[1].name),
    )[:limit]
    best = worth[0][0] if worth else Decimal(1)
    return [
        Prospect(facts.party_id, facts.name, value, round(points * 100 / best), reasons)
        for points, facts, value, reasons in worth
    ]
