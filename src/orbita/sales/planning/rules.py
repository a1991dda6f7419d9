"""Months and sums of plans."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from orbita.kit.money import parse_amount
from orbita.sales.planning.errors import PlanIsNegative, PlanIsNoNumber

HUNDRED = Decimal(100)


def month_of(day: date) -> date:
    """The first day of the day's month.

    >>> month_of(date(2026, 2, 10))
    datetime.date(2026, 2, 1)
    """
    return day.replace(day=1)


def read_sum(text: str) -> Decimal | None:
    """A sum as typed; nothing typed is no plan. Refuses what is no sum and what is below nothing."""
    if not text.strip():
        return None
    found = parse_amount(text)
    if found is None:
        raise PlanIsNoNumber(text=text.strip()[:40])
    if found < 0:
        raise PlanIsNegative
    return found


def read_table(text: str) -> list[list[Decimal | None]]:
    """A piece of a spreadsheet: lines of sums."""
    lines = text.replace("\r", "").strip("\n").split("\n")
    return [[read_sum(cell) for cell in line.split("\t")] for line in lines]


def raised(amount: Decimal, percent: Decimal) -> Decimal:
    """A sum with so many per cent more, in whole roubles.

    >>> raised(Decimal(1000), Decimal("7.5"))
    Decimal('1075')
    """
    return (amount * (HUNDRED + percent) / HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)


def total(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
