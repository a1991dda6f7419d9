"""Which backups are kept, and when the next one is due."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orbita.platform.upkeep.rules import is_due, kept

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.req("PLT-19")
def test_the_newest_of_each_day_week_and_month_stays() -> None:
    made = {f"{number}": NOON - timedelta(days=number) for number in range(400)}

    found = kept(made, daily=7, weekly=4, monthly=6)

    assert {str(number) for number in range(7)} <= found
    assert {made[name].strftime("%Y-%m") for name in found} >= {"2026-06", "2026-11"}
    assert len(found) <= 7 + 4 + 6


def test_of_two_of_a_day_the_newer_one_stays() -> None:
    made = {"night": NOON - timedelta(hours=9), "noon": NOON}

    assert kept(made, daily=7, weekly=4, monthly=6) == {"noon"}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sets(st.integers(0, 900), max_size=20),
    st.integers(1, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_the_newest_one_always_stays(days: set[int], daily: int, weekly: int, monthly: int) -> None:
    made = {str(day): NOON - timedelta(days=day) for day in days}

    found = kept(made, daily=daily, weekly=weekly, monthly=monthly)

    assert found <= set(made)
    assert {str(min(days, default=0))} & set(made) <= found


@pytest.mark.parametrize(
    ("last_on", "hour", "due"),
    [
        (None, 3, True),
        (date(2026, 11, 21), 3, True),
        (date(2026, 11, 22), 3, False),
        (date(2026, 11, 21), 1, False),
    ],
)
def test_a_backup_is_due_once_a_day_after_its_hour(
    last_on: date | None, hour: int, due: bool
) -> None:
    now = NOON.replace(hour=hour)

    assert is_due(now, time(2, 30), last_on) is due
