import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbita.kit import keyboard, names, text


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing_more(value: str) -> None:
    assert text.fold(text.fold(value)) == text.fold(value)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ёлка", "елка"),
        ("«Зелёный» — дом", '"зеленый" - дом'),
        ("ＡＢＣ", "abc"),
        ("a\u00a0 b", "a b"),
        ("О’Нил", "о'нил"),
    ],
)
def test_ways_to_write_the_same_fold_to_one_key(one: str, two: str) -> None:
    assert text.fold(one) == text.fold(two)


@pytest.mark.parametrize(
    ("name", "form", "core"),
    [
        ("ООО «Северный ветер»", "ООО", "Северный ветер"),
        ("БЫКОНЬ, АО", "АО", "БЫКОНЬ"),
        ("Акционерное общество «Монтажсофт»", "АО", "Монтажсофт"),
        ("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ «Заря»", "ООО", "Заря"),
        ("ГБУЗ «Городская больница № 3»", "ГБУЗ", "Городская больница № 3"),
        ("ООО «Компания «Ёж»»", "ООО", "Компания «Ёж»"),
        ('ИП "Птаховый и К"', "ИП", "Птаховый и К"),
        ("Acme Ltd.", "Ltd", "Acme"),
        ("Learning Center, Inc.", "Inc", "Learning Center"),
        ("Siemens GmbH & Co. KG", "GmbH & Co. KG", "Siemens"),
        ("Foo SA", "SA", "Foo"),
        ("foo sa", "", "foo sa"),
        ("АОртика", "", "АОртика"),
        ("ООО", "", "ООО"),
    ],
)
def test_a_legal_form_comes_off_a_name(name: str, form: str, core: str) -> None:
    assert text.strip_legal_form(name) == (form, core)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("ООО «Северный ветер»", "СВ"), ("Олег Тихонов", "ОТ"), ("585", "5"), ("", "?"), ("-", "?")],
)
def test_initials_skip_the_legal_form(name: str, letters: str) -> None:
    assert text.initials(name) == letters


@given(st.text("абвгдежзиклмнопртуфАБВГД", min_size=1, max_size=20))
def test_simple_letters_survive_transliteration_there_and_back(word: str) -> None:
    assert text.transliterate(text.transliterate(word), to="russian").lower() == word.lower()


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЖЭЮ ", min_size=1).filter(str.strip))
def test_the_wrong_layout_turns_back(word: str) -> None:
    latin = keyboard.wrong_layout(word)
    assert latin is not None
    assert keyboard.wrong_layout(latin) in (word, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Cltkrf", "Сделка"), ("ghbdtn", "привет"), ("[jkjl", "холод"), ("ыфдуы", "sales")],
)
def test_the_other_layout_is_found(typed: str, meant: str) -> None:
    assert keyboard.variants(typed) == [typed, meant]


def test_a_text_of_both_alphabets_or_of_none_has_one_layout() -> None:
    assert keyboard.variants("Orbita ООО") == ["Orbita ООО"]
    assert keyboard.variants("8 911") == ["8 911"]


@pytest.mark.parametrize(
    ("written", "last", "first", "middle"),
    [
        ("Тихонов Олег Игоревич", "Тихонов", "Олег", "Игоревич"),
        ("Олег Игоревич Тихонов", "Тихонов", "Олег", "Игоревич"),
        ("Олег Тихонов", "Тихонов", "Олег", ""),
        ("Тихонов Олег", "Тихонов", "Олег", ""),
        ("Олег Игоревич", "", "Олег", "Игоревич"),
        ("Роман Абрамович", "Абрамович", "Роман", ""),
        ("О.И. Тихонов", "Тихонов", "О.", "И."),
        ("Анна Ким", "Ким", "Анна", ""),
        ("Алиев Руслан Магомед оглы", "Алиев", "Руслан", "Магомед оглы"),
        ("Smith, John", "Smith", "John", ""),
        ("Mr. John A. Smith Jr.", "Smith Jr.", "John", "A."),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig", ""),
        ("Tikhonov Oleg Igorevich", "Tikhonov", "Oleg", "Igorevich"),
        ("Мария", "", "Мария", ""),
        ("Щукин", "Щукин", "", ""),
    ],
)
def test_a_name_comes_apart(written: str, last: str, first: str, middle: str) -> None:
    assert names.split_name(written) == names.PersonName(last, first, middle)


@given(st.lists(st.text("абвгдеёжзи", min_size=1, max_size=9), min_size=1, max_size=6))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    found = names.split_name(" ".join(words))
    assert sorted(" ".join([found.last, found.first, found.middle]).split()) == sorted(words)


def test_a_name_is_shown_in_its_ways() -> None:
    oleg = names.split_name("Тихонов Олег Игоревич")
    assert oleg.listed == "Олег Тихонов"
    assert oleg.polite == "Олег Игоревич"
    assert names.short(oleg) == "Тихонов О.\u00a0И."
