"""Who works when, and who stands in for whom."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from orbita.platform.accounts.tests.factories import actor, admin, alice, bob, carol, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.calendars.commands import (
    add_absence,
    add_special_day,
    drop_working_hours,
    set_working_hours,
)
from orbita.platform.calendars.errors import (
    AbsenceEndsBeforeStart,
    DayIsSpecialAlready,
    HoursMakeNoSense,
    SubstituteIsHimself,
)
from orbita.platform.calendars.models import Absence
from orbita.platform.calendars.queries import at_work, company_time, substitutes, work_times

pytestmark = pytest.mark.django_db
MOSCOW = ZoneInfo("Europe/Moscow")
EVERY_DAY = ["9:00–13:00, 14:00–18:00"] * 7
NIGHT = ["20:00–24:00"] * 7
HTMX = {"HX-Request": "true"}


def today(hour: int) -> datetime:
    return datetime.combine(timezone.localdate(), datetime.min.time(), MOSCOW).replace(hour=hour)


@pytest.mark.req("SAL-25")
def test_employees_work_by_the_companys_hours_unless_they_have_their_own() -> None:
    set_working_hours(EVERY_DAY, by=SYSTEM)
    set_working_hours(NIGHT, user_id=bob().pk, by=SYSTEM)
    everybody = (alice().pk, bob().pk)

    assert at_work(everybody, today(10)) == {alice().pk}
    assert at_work(everybody, today(13)) == frozenset()
    assert at_work(everybody, today(21)) == {bob().pk}

    drop_working_hours(bob().pk, by=SYSTEM)
    assert at_work(everybody, today(10)) == set(everybody)


def test_an_employee_works_in_his_own_zone() -> None:
    set_working_hours(EVERY_DAY, by=SYSTEM)
    far = alice(time_zone="Asia/Vladivostok")
    assert at_work([far.pk], today(3)) == {far.pk}
    assert at_work([far.pk], today(13)) == frozenset()


@pytest.mark.req("SAL-25")
def test_nobody_works_on_a_holiday_and_shorter_on_a_short_day() -> None:
    set_working_hours(EVERY_DAY, by=SYSTEM)
    day = timezone.localdate()
    add_special_day(day, name="Holiday", by=SYSTEM)
    add_special_day(day + timedelta(days=1), name="Eve", hours="9–11", by=SYSTEM)
    assert at_work([alice().pk], today(10)) == frozenset()
    tomorrow = today(10) + timedelta(days=1)
    assert company_time().working_seconds(today(0), tomorrow.replace(hour=23)) == 2 * 3600


@pytest.mark.req("SAL-25")
def test_somebody_stands_in_for_who_is_absent() -> None:
    set_working_hours(EVERY_DAY, by=SYSTEM)
    day = timezone.localdate()
    add_absence(alice().pk, first_on=day, last_on=day, substitute_id=bob().pk, by=SYSTEM)
    assert at_work([alice().pk, bob().pk], today(10)) == {bob().pk}
    assert substitutes([alice().pk, bob().pk], today(10)) == {alice().pk: bob().pk}


def test_statements_do_not_grow_with_people(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [alice().pk, bob().pk, carol().pk, admin().pk]
    with django_assert_max_num_queries(5):
        assert len(work_times(people)) == 4


def test_it_refuses_what_makes_no_sense() -> None:
    day = date(2026, 1, 2)
    add_special_day(day, name="New Year", by=SYSTEM)
    with pytest.raises(HoursMakeNoSense):
        set_working_hours(["18–9", *[""] * 6], by=SYSTEM)
    with pytest.raises(DayIsSpecialAlready, match="New Year"):
        add_special_day(day, name="Again", by=SYSTEM)
    with pytest.raises(AbsenceEndsBeforeStart):
        add_absence(alice().pk, first_on=day, last_on=date(2026, 1, 1), by=SYSTEM)
    with pytest.raises(SubstituteIsHimself):
        add_absence(alice().pk, first_on=day, last_on=day, substitute_id=alice().pk, by=SYSTEM)


def test_a_seller_may_not_set_hours() -> None:
    with pytest.raises(NotAllowed):
        set_working_hours(EVERY_DAY, by=actor())


def test_the_page_adds_an_absence_and_its_toast_takes_it_back(client: Client) -> None:
    head = signed_in(client, bob())
    day = timezone.localdate().isoformat()
    data = {"user": alice().pk, "first_on": day, "last_on": day, "reason": "Leave"}
    answer = head.post("/work-time/absences/new/", data, headers=HTMX)
    assert "Leave" in answer.content.decode()

    act = last_act_id()
    assert act is not None
    undo_act(act, by=actor(bob()))
    assert not Absence.objects.exists()


def test_the_page_refuses_a_seller(client: Client) -> None:
    assert signed_in(client).get("/work-time/").status_code == 403
