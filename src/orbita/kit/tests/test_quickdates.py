from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbita.kit.quickdates import parse

pytestmark = pytest.mark.req("SAL-09")
MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2024, 11, 21, 12, 0, tzinfo=MOSCOW)  # a Thursday


@pytest.mark.parametrize(
    ("said", "day", "at"),
    [
        ("завтра в 10", "2024-11-22", "10:00"),
        ("послезавтра", "2024-11-23", None),
        ("в пятницу 15:30", "2024-11-22", "15:30"),
        ("в четверг", "2024-11-28", None),
        ("в следующую пятницу", "2024-11-29", None),
        ("пт 15:30", "2024-11-22", "15:30"),
        ("через 2 часа", "2024-11-21", "14:00"),
        ("через полчаса", "2024-11-21", "12:30"),
        ("через неделю", "2024-11-28", None),
        ("через 3 рабочих дня", "2024-11-26", None),
        ("через два месяца", "2025-01-21", None),
        ("25.11", "2024-11-25", None),
        ("25.10", "2025-10-25", None),
        ("25.11.2024 10:00", "2024-11-25", "10:00"),
        ("25 ноября в 9", "2024-11-25", "09:00"),
        ("15 числа", "2024-12-15", None),
        ("сегодня вечером", "2024-11-21", "18:00"),
        ("завтра вечером в 7", "2024-11-22", "19:00"),
        ("завтра утром", "2024-11-22", "09:00"),
        ("в 3", "2024-11-21", "15:00"),
        ("в 7 вечера", "2024-11-21", "19:00"),
        ("в конце месяца", "2024-11-30", None),
        ("в конце недели", "2024-11-22", None),
        ("в конце дня", "2024-11-21", "18:00"),
        ("на следующей неделе", "2024-11-25", None),
        ("в начале следующего квартала", "2025-01-01", None),
        ("в понедельник, 2 декабря, в 11", "2024-12-02", "11:00"),
        ("tomorrow at 10", "2024-11-22", "10:00"),
        ("next friday 3pm", "2024-11-29", "15:00"),
        ("in 2 days", "2024-11-23", None),
        ("in an hour", "2024-11-21", "13:00"),
        ("nov 25", "2024-11-25", None),
        ("Dec 3rd at 5 pm", "2024-12-03", "17:00"),
        ("11/25", "2024-11-25", None),
        ("2024-12-01 14:00", "2024-12-01", "14:00"),
        ("end of next month", "2024-12-31", None),
    ],
)
def test_a_moment_is_understood(said: str, day: str, at: str | None) -> None:
    found = parse(said, NOW)
    assert found is not None
    assert found.rest == ""
    wanted = date.fromisoformat(day)
    assert found.has_time == (at is not None)
    clock = time.fromisoformat(at or "09:00")
    assert found.starts == datetime.combine(wanted, clock, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "10 договоров",
        "в 10 договорах ошибка",
        "отправить в 10 офисов",
        "31.02",
        "31.02 в 10",
        "30 февраля 2025",
        "скидка 10%",
        "10.12 руб",
        "2.5 млн",
        "24/7",
        "1/2 цены",
        "ср арифметическое",
        "May I call",
        "договор № 25.11-3",
        "тел. 8 911 123-45-67",
        "10-12 шт",
    ],
)
def test_what_names_no_moment_gives_none(said: str) -> None:
    assert parse(said, NOW) is None


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("завтра в 10 позвонить Олегу", "позвонить Олегу"),
        ("Позвонить завтра Олегу в 11:30, уточнить цену", "Позвонить Олегу, уточнить цену"),
        ("завтра проверить ошибку в 10 договорах", "проверить ошибку в 10 договорах"),
        ("Завтра, в 10 утра: созвон", "созвон"),
        ("call Oleg tomorrow at 10", "call Oleg"),
    ],
)
def test_the_rest_of_the_words_is_kept(said: str, rest: str) -> None:
    found = parse(said, NOW)
    assert found is not None
    assert found.rest == rest


def test_a_time_that_is_past_is_tomorrow() -> None:
    found = parse("позвонить в 10", NOW)
    assert found is not None
    assert found.when == datetime(2024, 11, 22, 10, tzinfo=MOSCOW)


def test_hours_are_real_hours_over_a_change_of_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    found = parse("in 2 hours", datetime(2024, 10, 27, 1, 30, tzinfo=berlin))
    assert found is not None
    assert found.starts.replace(tzinfo=None) == datetime(2024, 10, 27, 2, 30)  # noqa: DTZ001


def test_it_asks_for_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        parse("завтра", datetime(2024, 11, 21))  # noqa: DTZ001


VOCABULARY = (
    "завтра в 10 25.11 31.02 пятницу через 2 часа конце месяца at next friday 3pm :30 утра мая 29"
    " февраля 2025 ё İ , . 9999999 неделю"
)
words = st.sampled_from(VOCABULARY.split(" "))


@given(st.lists(words, max_size=7).map(" ".join) | st.text(max_size=40))
def test_any_text_is_read_without_a_crash_and_spans_lie_in_it(said: str) -> None:
    found = parse(said, NOW)
    if found is not None:
        assert found.starts.tzinfo is not None
        assert all(0 <= start < end <= len(said) for start, end in found.spans)
