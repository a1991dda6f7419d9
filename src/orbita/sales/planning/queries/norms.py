"""Norms of activity: what an employee is to do in a period, by his working days."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from orbita.platform.accounts.models import RoleAssignment
from orbita.platform.calendars.models import Absence, SpecialDay, WorkingHours
from orbita.platform.calendars.queries import OFFICE
from orbita.sales.planning.models import ActivityNorm, Per

WEEK_DAYS = 5


def norms(user_ids: Collection[UUID]) -> dict[UUID, dict[str, float]]:
    """How many steps of each sort an employee is to take on a working day: his own norm, or the
    highest of his roles. Two statements."""
    roles: dict[UUID, set[UUID]] = defaultdict(set)
    for user, role in RoleAssignment.objects.filter(user__in=user_ids).values_list("user", "role"):
        roles[user].add(role)
    asked = Q(user__in=user_ids) | Q(role__isnull=False)
    rows = list(
        ActivityNorm.objects.filter(asked).values_list("user", "role", "step", "amount", "per")
    )
    found: dict[UUID, dict[str, float]] = {}
    for user_id in user_ids:
        mine: dict[str, float] = {}
        for _user, role, step, amount, per in rows:
            if role in roles[user_id]:
                mine[step] = max(mine.get(step, 0), _daily(amount, per))
        mine |= {s: _daily(amount, per) for u, _r, s, amount, per in rows if u == user_id}
        found[user_id] = mine
    return found


def _daily(amount: int, per: str) -> float:
    return amount / WEEK_DAYS if per == Per.WEEK else float(amount)


def working_days(user_ids: Collection[UUID], start: date, end: date) -> dict[UUID, int]:
    """The working days of each employee from `start` until before `end`: his week, the company's
    holidays, his absences. Three statements."""
    weeks: dict[UUID | None, Any] = dict(
        WorkingHours.objects.filter(Q(user__in=user_ids) | Q(user=None)).values_list("user", "week")
    )
    company = weeks.get(None, OFFICE)
    special = dict(
        SpecialDay.objects.filter(day__gte=start, day__lt=end).values_list("day", "periods")
    )
    away: dict[UUID, set[date]] = defaultdict(set)
    absences = Absence.objects.filter(user__in=user_ids, first_on__lt=end, last_on__gte=start)
    for user, first, last in absences.values_list("user", "first_on", "last_on"):
        away[user].update(_days(max(first, start), min(last + timedelta(days=1), end)))
    days = list(_days(start, end))
    return {
        user_id: sum(
            bool(special.get(day, weeks.get(user_id, company)[day.weekday()]))
            and day not in away[user_id]
            for day in days
        )
        for user_id in user_ids
    }


def _days(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days):
        yield start + timedelta(days=number)


def norms_by_target() -> dict[tuple[UUID, str], tuple[int, str]]:
    """Every norm, how many and per what, by the employee or role and the step. One statement."""
    rows = ActivityNorm.objects.values_list("user", "role", "step", "amount", "per")
    return {(user or role, step): (amount, per) for user, role, step, amount, per in rows}
