"""Questions about working time: of one, of many, now and later. A fixed number of statements."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from orbita.kit.worktime import Minutes, WorkTime
from orbita.platform.accounts.models import User
from orbita.platform.calendars.models import Absence, SpecialDay, WorkingHours
from orbita.platform.company.models import Company

OFFICE: tuple[tuple[Minutes, ...], ...] = (((540, 1080),),) * 5 + ((), ())
"""Where nobody has said otherwise: Monday to Friday, 9:00–18:00."""
LOOK_BACK = timedelta(days=60)


def company_time() -> WorkTime:
    """The company's working time, without anybody's absences. Three statements."""
    return _times(())[None]


def work_times(user_ids: Iterable[UUID]) -> dict[UUID, WorkTime]:
    """The working time of each of these employees. Five statements, however many they are."""
    found = _times(set(user_ids))
    return {user_id: found[user_id] for user_id in found if user_id is not None}


def at_work(user_ids: Collection[UUID], moment: datetime) -> frozenset[UUID]:
    """Which of these employees work at that moment. Five statements."""
    times = work_times(user_ids)
    return frozenset(user_id for user_id, time in times.items() if time.is_at_work(moment))


def substitutes(user_ids: Collection[UUID], moment: datetime) -> dict[UUID, UUID]:
    """Who stands in at that moment for those of these employees who are absent. One statement."""
    day = timezone.localtime(moment).date()
    absent = Absence.objects.filter(
        user__in=list(user_ids),
        first_on__lte=day,
        last_on__gte=day,
        substitute__is_active=True,
    )
    return dict(absent.values_list("user", "substitute"))


def reached(user_ids: Collection[UUID], moment: datetime) -> dict[UUID, tuple[UUID, ...]]:
    """Whom something told to each of these employees reaches at that moment: himself, if he can sign
    in, and whoever stands in for him. One statement."""
    day = timezone.localtime(moment).date()
    stand_in = Absence.objects.filter(
        user=OuterRef("pk"), first_on__lte=day, last_on__gte=day, substitute__is_active=True
    ).values("substitute")[:1]
    rows = User.objects.filter(pk__in=list(user_ids)).values_list(
        "pk", "is_active", Subquery(stand_in)
    )
    return {
        user_id: ((user_id,) if is_active else ()) + ((other,) if other else ())
        for user_id, is_active, other in rows
    }


def _times(user_ids: Collection[UUID]) -> dict[UUID | None, WorkTime]:
    """The company's time under None, and everybody's own."""
    company = Company.objects.first()
    zone = _zone(company.time_zone if company else "") or timezone.get_default_timezone()
    weeks = {hours.user_id: hours.week for hours in _hours(user_ids)}
    base = WorkTime(weeks.get(None, OFFICE), zone, _special_days())
    if not user_ids:
        return {None: base}
    zones = dict(User.objects.filter(pk__in=user_ids).values_list("pk", "time_zone"))
    away = _absences(user_ids)
    found: dict[UUID | None, WorkTime] = {None: base}
    for user_id, name in zones.items():
        own = _zone(name) or zone
        found[user_id] = WorkTime(
            weeks.get(user_id, base.week), own, base.special, _moments(away, user_id, own)
        )
    return found


def _hours(user_ids: Collection[UUID]) -> list[WorkingHours]:
    """The company's week and the own weeks of these employees."""
    own = WorkingHours.objects.filter(user__in=list(user_ids))
    return list(WorkingHours.objects.filter(user=None) | own)


def _special_days() -> dict[date, Sequence[Minutes]]:
    since = timezone.localdate() - LOOK_BACK
    rows = SpecialDay.objects.filter(day__gte=since).values_list("day", "periods")
    return {day: [(begin, end) for begin, end in periods] for day, periods in rows}


def _absences(user_ids: Collection[UUID]) -> dict[UUID, list[tuple[date, date]]]:
    since = timezone.localdate() - LOOK_BACK
    found: dict[UUID, list[tuple[date, date]]] = {}
    rows = Absence.objects.filter(user__in=list(user_ids), last_on__gte=since)
    for user_id, first, last in rows.values_list("user", "first_on", "last_on"):
        found.setdefault(user_id, []).append((first, last))
    return found


def _moments(
    away: dict[UUID, list[tuple[date, date]]], user_id: UUID, zone: tzinfo
) -> list[tuple[datetime, datetime]]:
    """Absences by days as moments in the employee's zone."""
    return [
        (
            datetime.combine(first, time(), zone),
            datetime.combine(last + timedelta(days=1), time(), zone),
        )
        for first, last in away.get(user_id, ())
    ]


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def company_week() -> Sequence[Sequence[Sequence[int]]]:
    """The company's week as it is stored, or the usual one. One statement."""
    found = WorkingHours.objects.filter(user=None).first()
    return found.week if found else OFFICE


def week_of(user_id: UUID) -> Sequence[Sequence[Sequence[int]]]:
    """An employee's own week, or the company's. Two statements at most."""
    found = WorkingHours.objects.filter(user=user_id).first()
    return found.week if found else company_week()


def own_weeks() -> list[WorkingHours]:
    """Employees with hours of their own, by name. One statement."""
    rows = WorkingHours.objects.exclude(user=None).select_related("user")
    return list(rows.order_by("user__first_name", "user__last_name"))


def special_days() -> list[SpecialDay]:
    """Holidays and short days from this year on. One statement."""
    return list(SpecialDay.objects.filter(day__year__gte=timezone.localdate().year))


def absences() -> list[Absence]:
    """Absences that are not over, the nearest first. One statement."""
    rows = Absence.objects.filter(last_on__gte=timezone.localdate())
    return list(rows.select_related("user", "substitute"))
