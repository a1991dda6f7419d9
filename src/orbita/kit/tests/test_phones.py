import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbita.kit import phones

national = st.builds("{}{:09}".format, st.sampled_from([3, 4, 8, 9]), st.integers(0, 999_999_999))


@given(national, st.sampled_from(["8", "+7", "7", "8-", "+7 ", ""]), st.data())
def test_every_way_to_write_a_russian_number_gives_one_e164(
    number: str, head: str, data: st.DataObject
) -> None:
    gaps = [data.draw(st.sampled_from(["", " ", "-", "(", ") ", "."])) for _ in number]
    written = head + "".join(gap + digit for gap, digit in zip(gaps, number, strict=True))
    found = phones.parse(written)
    assert found is not None
    assert found.e164 == "+7" + number
    assert found.raw == written


@given(national)
def test_what_is_displayed_reads_back_as_the_same_number(number: str) -> None:
    shown = phones.display("+7" + number)
    found = phones.parse(shown)
    assert found is not None
    assert found.e164 == "+7" + number


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_crash_and_gives_valid_e164(text: str) -> None:
    found = phones.parse(text)
    assert found is None or (found.digits.isascii() and 8 <= len(found.digits) <= 15)
    kept = "".join(char for piece in phones.split(text) for char in piece if char.isalnum())
    assert [char for char in text if char.isdigit()] == [c for c in kept if c.isdigit()]


@given(st.lists(national, min_size=1, max_size=4), st.sampled_from([", ", "; ", " / ", "\n", " "]))
def test_several_phones_in_a_cell_come_apart(numbers: list[str], separator: str) -> None:
    cell = separator.join("8" + number for number in numbers)
    found = [phones.parse(piece) for piece in phones.split(cell)]
    assert [phone and phone.e164 for phone in found] == ["+7" + number for number in numbers]


@pytest.mark.parametrize(
    ("raw", "e164", "extension"),
    [
        ("8 (495) 123-45-67 доб. 12", "+74951234567", "12"),
        ("+7 495 123-45-67, доб.5", "+74951234567", "5"),
        ("84951234567#7", "+74951234567", "7"),
        ("+1 (312) 555-0100 x22", "+13125550100", "22"),
        ("тел. 8(812)333-44-55", "+78123334455", ""),
        ("9306542617.0", "+79306542617", ""),
        ("8 10 375 29 123-45-67", "+375291234567", ""),
        ("0049 30 12345678", "+493012345678", ""),
        ("+8 911 123-45-67", "+79111234567", ""),
    ],
)
def test_it_reads_a_phone(raw: str, e164: str, extension: str) -> None:
    found = phones.parse(raw)
    assert found is not None
    assert (found.e164, found.extension) == (e164, extension)


@pytest.mark.parametrize("raw", ["", "123-45-67", "+7 911", "нет", "1234567890", "+7+7", "0" * 12])
def test_it_gives_nothing_for_what_is_no_full_number(raw: str) -> None:
    assert phones.parse(raw) is None


def test_an_american_region_adds_its_own_code() -> None:
    found = phones.parse("(312) 555-0100", region="US")
    assert found is not None
    assert found.e164 == "+13125550100"


def test_words_and_extensions_stay_with_their_phone() -> None:
    cell = "тел/факс: 8 495 123-45-67, доб. 3; моб. 8 911 765-43-21 Иван"
    assert phones.split(cell) == ["тел/факс: 8 495 123-45-67, доб. 3", "моб. 8 911 765-43-21 Иван"]
