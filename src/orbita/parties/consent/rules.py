"""By when the law wants an answer to a request of a data subject."""

from collections.abc import Callable
from datetime import date, timedelta

MONTH = "month"

# 152-FZ: art. 20 part 1 gives 10 working days for an answer on what is known (and 5 more with a
# reason, told to the person); art. 20 part 3 gives 7 working days to correct what is wrong; art. 21
# part 5 gives 30 days to stop and destroy after a withdrawn consent, and art. 21 part 5.1 gives 10
# working days (and 5 more) to stop using the data on demand. We take the shorter ones. GDPR: art. 12
# (3) gives a month for each, two more with a reason.
TERMS: dict[tuple[str, str], int] = {
    ("152-fz", "access"): 10,
    ("152-fz", "correction"): 7,
    ("152-fz", "erasure"): 10,
    ("152-fz", "restriction"): 10,
    ("152-fz", "portability"): 10,
    ("152-fz", "withdrawal"): 10,
}
MORE_WORKING_DAYS = 5
MORE_MONTHS = 2


def due_on(law: str, sort: str, received_on: date, is_working: Callable[[date], bool]) -> date:
    """The last day for an answer: working days under 152-FZ, a month under GDPR."""
    days = TERMS.get((law, sort))
    if days is None:
        return month_after(received_on)
    return working_day_after(received_on, days, is_working)


def extended(law: str, due: date, is_working: Callable[[date], bool]) -> date:
    """The term with what the law adds when there is a reason."""
    if law == "152-fz":
        return working_day_after(due, MORE_WORKING_DAYS, is_working)
    return month_after(due, MORE_MONTHS)


def working_day_after(start: date, days: int, is_working: Callable[[date], bool]) -> date:
    """The day on which so many working days are over; the first day does not count."""
    day = start
    for _ in range(days * 15):
        if not days:
            break
        day += timedelta(1)
        days -= is_working(day)
    return day


def month_after(start: date, months: int = 1) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(start.day - 1), following - timedelta(1))
