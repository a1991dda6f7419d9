"""Working time against a clock that is looked at every minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbita.kit.worktime import BadPeriods, WorkTime, format_periods, parse_periods

MOSCOW = ZoneInfo("Europe/Moscow")
WEEK = ((*parse_periods("9:00–13:00, 14:00–18:00"),),) * 5 + ((), ())
MONDAY = datetime(2026, 3, 2, tzinfo=MOSCOW)


def at(hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def test_a_break_and_the_weekend_are_no_working_time() -> None:
    work = WorkTime(WEEK, MOSCOW)

    assert work.working_seconds(at(12), at(15)) == 2 * 3600
    assert work.working_seconds(at(17, day=4), at(10, day=7)) == 2 * 3600
    assert work.add_working(at(17, 30, day=4), 3600) == at(9, 30, day=7)


def test_a_holiday_and_an_absence_are_no_working_time() -> None:
    work = WorkTime(
        WEEK, MOSCOW, special={date(2026, 3, 3): ()}, away=[(at(0, day=2), at(12, day=2))]
    )

    assert work.next_opening(at(18)) == at(12, day=2)
    assert not work.is_at_work(at(10, day=1))
    assert not work.is_at_work(at(10, day=2))


def test_who_never_works_has_no_opening() -> None:
    never = WorkTime(((),) * 7, MOSCOW)
    assert (never.next_opening(MONDAY), never.add_working(MONDAY, 60)) == (None, None)


def test_the_day_on_which_clocks_change_has_its_real_length() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    whole = WorkTime((((0, 1440),),) * 7, berlin)
    day = datetime(2026, 3, 29, tzinfo=berlin)
    assert whole.working_seconds(day, datetime(2026, 3, 30, tzinfo=berlin)) == 23 * 3600


@pytest.mark.parametrize("text", ["9–13–14", "18:00–9:00", "9:00–14:00, 13:00–18:00", "9–25", "x"])
def test_periods_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(BadPeriods):
        parse_periods(text)


def test_periods_are_read_as_they_are_written() -> None:
    assert format_periods(parse_periods("14-18; 9.00-13")) == "09:00–13:00, 14:00–18:00"


quarters = st.integers(0, 96).map(lambda quarter: quarter * 15)
days = st.lists(quarters, min_size=0, max_size=4, unique=True).map(
    lambda marks: tuple(zip(*[iter(sorted(marks))] * 2, strict=False))
)
moments = st.integers(0, 9 * 24 * 4).map(lambda quarter: MONDAY + timedelta(minutes=15 * quarter))


@given(
    st.lists(days, min_size=7, max_size=7),
    st.dictionaries(st.integers(0, 9).map(lambda n: date(2026, 3, 2) + timedelta(n)), days),
    st.lists(st.tuples(moments, moments).map(lambda pair: (min(pair), max(pair))), max_size=2),
    moments,
    moments,
)
def test_it_agrees_with_a_clock_looked_at_every_quarter(
    week: list[tuple[tuple[int, int], ...]],
    special: dict[date, tuple[tuple[int, int], ...]],
    away: list[tuple[datetime, datetime]],
    one: datetime,
    other: datetime,
) -> None:
    work = WorkTime(week, MOSCOW, special, away)
    start, end = min(one, other), max(one, other)

    def works(moment: datetime) -> bool:
        local = moment.astimezone(MOSCOW)
        minute = local.hour * 60 + local.minute
        here = any(a <= minute < b for a, b in work.periods_of(local.date()))
        return here and not any(gone <= moment < back for gone, back in away)

    steps = range(int((end - start).total_seconds()) // 900)
    seen = [works(start + timedelta(minutes=15 * step)) for step in steps]
    total = work.working_seconds(start, end)

    assert total == 900 * sum(seen)
    assert work.is_at_work(start) == works(start)
    reached = work.add_working(start, total)
    assert not total or (
        reached is not None and work.working_seconds(start, reached.astimezone(UTC)) == total
    )
