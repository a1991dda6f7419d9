from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbita.kit.tables.dates import DateColumn, Order, read_date

pytestmark = pytest.mark.req("PLT-13")

days = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@given(
    days,
    st.sampled_from(
        [
            ("%Y-%m-%d", "dmy"),
            ("%d.%m.%Y", "dmy"),
            ("%d.%m.%y", "dmy"),
            ("%d/%m/%Y", "dmy"),
            ("%m/%d/%Y", "mdy"),
            ("%d %B %Y", "dmy"),
            ("%b %d, %Y", "mdy"),
            ("%d-%b-%Y", "dmy"),
        ]
    ),
)
def test_a_written_day_reads_back(day: date, spelling: tuple[str, Order]) -> None:
    form, order = spelling
    assert read_date(day.strftime(form), order).value == day


@given(st.lists(days.filter(lambda day: day.day > 12), min_size=1), st.booleans())
def test_the_order_is_decided_by_a_column(values: list[date], month_first: bool) -> None:
    form = "%m/%d/%Y" if month_first else "%d/%m/%Y"
    column = DateColumn.of([day.strftime(form) for day in values])
    assert (column.order, column.sure, column.share) == ("mdy" if month_first else "dmy", True, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-11-25T14:30:15.5Z", datetime(2024, 11, 25, 14, 30, 15, 500_000, tzinfo=UTC)),
        (
            "Mon, 25 Nov 2024 10:00:00 +0300",
            datetime(2024, 11, 25, 10, tzinfo=timezone(timedelta(hours=3))),
        ),
        ("25.11.2024 9:05", datetime(2024, 11, 25, 9, 5)),  # noqa: DTZ001
        ("25 ноября 2024 г.", date(2024, 11, 25)),
        ("20241125", date(2024, 11, 25)),
        ("12/25/2024 12:30 AM", datetime(2024, 12, 25, 0, 30)),  # noqa: DTZ001
        ("", None),
    ],
)
def test_a_cell_is_read(text: str, value: date | datetime | None) -> None:
    order: Order = "mdy" if text.endswith("AM") else "dmy"
    found = read_date(text, order)
    assert (found.value, found.fault) == (value, None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("31.02.2024", "no_such_day"),
        ("13/13/2020", "no_such_day"),
        ("2024-02-30", "no_such_day"),
        ("25.11.2024 25:00", "no_such_time"),
        ("вчера", "not_a_date"),
        ("45621", "not_a_date"),
        ("7707083893", "not_a_date"),
    ],
)
def test_what_is_no_date_says_why(text: str, fault: str) -> None:
    assert read_date(text).fault == fault


def test_a_column_of_serial_numbers_is_days() -> None:
    column = DateColumn.of(["45621", "45622.5", ""])
    assert column.serials
    assert column.read("45621").value == date(2024, 11, 25)
    assert column.read("45622.5").value == datetime(2024, 11, 26, 12)  # noqa: DTZ001


@given(st.text(max_size=30))
def test_any_cell_is_read_without_a_crash(text: str) -> None:
    found = read_date(text, serials=True)
    assert found.value is None or found.fault is None
