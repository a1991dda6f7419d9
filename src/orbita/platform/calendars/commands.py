"""What is done with hours, special days and absences."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from orbita.kit.worktime import BadPeriods, Minutes, parse_periods
from orbita.platform.access.queries import require
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.calendars.errors import (
    AbsenceEndsBeforeStart,
    DayIsSpecialAlready,
    HoursMakeNoSense,
    SubstituteIsHimself,
)
from orbita.platform.calendars.events import CalendarsChanged
from orbita.platform.calendars.models import Absence, SpecialDay, WorkingHours

MANAGE = "calendars.manage"


@command
def set_working_hours(
    week: Sequence[str], *, user_id: UUID | None = None, by: Actor
) -> WorkingHours:
    """Set the week of the company, or of one employee: seven texts like «9:00–13:00, 14:00–18:00».

    Refuses hours that overlap or make no sense.
    """
    require(by, MANAGE)
    days = [_periods(text) for text in week]
    if user_id is not None:
        _employee(user_id)
    rows = WorkingHours.objects.select_for_update()
    found = rows.filter(user=user_id).first() or WorkingHours(user_id=user_id)
    found.week = [list(map(list, day)) for day in days]
    found.save()
    _tell(user_id, by)
    return found


@command
def drop_working_hours(user_id: UUID, *, by: Actor) -> None:
    """Let an employee work by the company's hours again."""
    require(by, MANAGE)
    WorkingHours.objects.filter(user=user_id).delete()
    _tell(user_id, by)


@command
def add_special_day(day: date, *, name: str, hours: str = "", by: Actor) -> SpecialDay:
    """Name a holiday, or with hours a day that is shorter or moved. Refuses a second one a day."""
    require(by, MANAGE)
    periods = _periods(hours)
    if known := SpecialDay.objects.filter(day=day).first():
        raise DayIsSpecialAlready(name=known.name)
    made = SpecialDay.objects.create(day=day, name=name.strip(), periods=list(map(list, periods)))
    _tell(None, by)
    return made


@command
def remove_special_day(day_id: UUID, *, by: Actor) -> None:
    """Make a day usual again."""
    require(by, MANAGE)
    SpecialDay.objects.filter(pk=day_id).delete()
    _tell(None, by)


@command
def add_absence(
    user_id: UUID,
    *,
    first_on: date,
    last_on: date,
    reason: str = "",
    substitute_id: UUID | None = None,
    by: Actor,
) -> Absence:
    """Say that an employee is away, both days included, and who stands in for him."""
    require(by, MANAGE)
    if last_on < first_on:
        raise AbsenceEndsBeforeStart
    if substitute_id == user_id:
        raise SubstituteIsHimself
    _employee(user_id)
    if substitute_id:
        _employee(substitute_id)
    made = Absence.objects.create(
        user_id=user_id,
        first_on=first_on,
        last_on=last_on,
        reason=reason.strip(),
        substitute_id=substitute_id,
    )
    _tell(user_id, by)
    return made


@command
def remove_absence(absence_id: UUID, *, by: Actor) -> None:
    """Take back an absence."""
    require(by, MANAGE)
    found = Absence.objects.filter(pk=absence_id).first()
    if found is None:
        raise NotFound
    found.delete()
    _tell(found.user_id, by)


def _periods(text: str) -> tuple[Minutes, ...]:
    try:
        return parse_periods(text)
    except BadPeriods:
        raise HoursMakeNoSense(text=text) from None


def _employee(user_id: UUID) -> None:
    if not User.objects.active().filter(pk=user_id).exists():
        raise NotFound


def _tell(user_id: UUID | None, by: Actor) -> None:
    announce(CalendarsChanged(user_ids=(user_id,) if user_id else (), by=by.id))
