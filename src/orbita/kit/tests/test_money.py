from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbita.kit import money

sums = st.decimals(-(10**12), 10**12, places=2, allow_nan=False).map(lambda d: d + Decimal(0))


@given(sums, st.sampled_from(["ru", "en"]), st.sampled_from(["RUB", "USD", "EUR", ""]))
def test_a_formatted_sum_reads_back(value: Decimal, lang: str, currency: str) -> None:
    mark = "," if lang == "ru" else "."
    shown = money.format_amount(value, currency, lang)
    assert money.parse_amount(shown, mark) == value


@given(st.text("0123456789 ,.-()₽$eмлнруб'", max_size=20))
def test_any_text_is_read_without_a_crash(value: str) -> None:
    assert isinstance(money.parse_amount(value), Decimal | None)
    assert money.decimal_mark([value]) in (",", ".", None)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 240 000,50 ₽", "1240000.50"),
        ("1,240,000.50", "1240000.50"),
        ("1.240.000,50 €", "1240000.50"),
        ("$1,100.04", "1100.04"),
        ("4,2 млн", "4200000"),
        ("12 тыс. руб.", "12000"),
        ("1,5 млрд", "1500000000"),
        ("(500)", "-500"),
        ("−1 200,5", "-1200.5"),
        ("1e5", "100000"),
        ("731.94", "731.94"),
        ("2573,820", "2573.820"),
        ("0,125", "0.125"),
        ("1,240", "1240"),
        ("1,240 ₽", "1.240"),
    ],
)
def test_a_sum_is_read(written: str, value: str) -> None:
    found = money.parse_amount(written)
    assert found is not None
    assert str(found) == value


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.2.3", "12,34,56", "₽", "25.11.2024", "5 шт", "10%", "8 911 1234567, 8 812"],
)
def test_what_is_no_sum_is_refused(text: str) -> None:
    assert money.parse_amount(text) is None


def test_a_column_tells_its_decimal_mark() -> None:
    assert money.decimal_mark(["731,940", "1 200,5"]) == ","
    assert money.parse_amount("731,940", ",") == Decimal("731.940")
    assert money.decimal_mark(["1,240", "1,240.50"]) == "."


@pytest.mark.parametrize(
    ("value", "lang", "short", "shown"),
    [
        ("1240000", "ru", False, "1 240 000 ₽"),
        ("-368888.83", "ru", False, "−368 888,83 ₽"),
        ("4200000", "ru", True, "4,2 млн ₽"),
        ("999950", "ru", True, "1 млн ₽"),
        ("12500", "ru", True, "12,5 тыс. ₽"),
        ("1240000", "en", False, "₽1,240,000"),
        ("4200000", "en", True, "₽4.2M"),
        ("-0.004", "ru", False, "0 ₽"),
    ],
)
def test_a_sum_is_shown_by_the_guide(value: str, lang: str, short: bool, shown: str) -> None:
    found = money.format_amount(Decimal(value), "RUB", lang, short=short)
    assert found.replace("\u00a0", " ") == shown
