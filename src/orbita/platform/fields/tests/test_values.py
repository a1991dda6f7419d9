"""What an own field takes, and what it refuses."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import translation

from orbita.platform.fields.definitions import Definition, Option
from orbita.platform.fields.errors import OwnFieldIsComputed, OwnValueIsWrong
from orbita.platform.fields.rules import fits, read
from orbita.platform.fields.wording import word

pytestmark = pytest.mark.req("PLT-04")


def definition(type: str, **more: object) -> Definition:  # noqa: A002
    return Definition(uuid4(), "party", "f_x", "Field", type, **more)  # type: ignore[arg-type]


OPTIONS = (
    Option("o1", "Красный"),
    Option("o2", "Синий", "blue"),
    Option("o3", "Старый", retired=True),
)


@pytest.mark.parametrize(
    ("type_", "typed", "stored"),
    [
        ("text", "  два   слова ", "два слова"),
        ("number", "1 240 000,50", Decimal("1240000.50")),
        ("number", "0", Decimal(0)),
        ("number", 0, Decimal(0)),
        ("money", "4,2 млн", Decimal(4200000)),
        ("date", "25.11.2026", "2026-11-25"),
        ("flag", "да", True),
        ("flag", "нет", None),
        ("flag", False, None),
        ("choice", "красный", "o1"),
        ("choice", "o2", "o2"),
        ("choices", "Синий; Красный", ["o1", "o2"]),
        ("choices", [], None),
        ("text", "   ", None),
        ("date", None, None),
    ],
)
def test_what_people_type_becomes_a_value(type_: str, typed: object, stored: object) -> None:
    assert read(definition(type_, options=OPTIONS), typed) == stored


@pytest.mark.parametrize(
    ("type_", "typed"),
    [
        ("number", "много"),
        ("number", "1234567890123456"),
        ("number", "1e400"),
        ("number", "NaN"),
        ("money", "двести"),
        ("date", "31.02.2026"),
        ("flag", "может быть"),
        ("choice", "Зелёный"),
        ("choices", "Синий, Зелёный"),
        ("link", "не ключ"),
        ("text", "я" * 10_001),
    ],
)
def test_what_does_not_fit_is_refused_with_the_name_of_the_field(type_: str, typed: str) -> None:
    with pytest.raises(OwnValueIsWrong) as refused:
        read(definition(type_, options=OPTIONS), typed)
    assert "Field" in str(refused.value)
    assert refused.value.field == "own.f_x"


def test_a_formula_is_not_typed() -> None:
    with pytest.raises(OwnFieldIsComputed):
        read(definition("formula", formula={"number": "1"}), "5")


@pytest.mark.parametrize(
    ("type_", "limits", "good", "bad"),
    [
        ("number", {"from": "0", "to": "100"}, "100", "100,01"),
        ("number", {"from": "0"}, "0", "-1"),
        ("date", {"from": "2026-01-01"}, "01.01.2026", "31.12.2025"),
        ("text", {"length": 5}, "пятью", "шестью"),
        ("text", {"mask": "AA-999"}, "ЖК-042", "ЖК-42"),
    ],
)
def test_limits_are_kept(type_: str, limits: dict[str, object], good: str, bad: str) -> None:
    field = definition(type_, limits=limits)
    assert read(field, good) is not None
    with pytest.raises(OwnValueIsWrong):
        read(field, bad)


def test_a_hostile_mask_costs_no_time() -> None:
    assert not fits("(a+)+" * 20, "a" * 100_000)


def test_values_are_worded_in_the_readers_language() -> None:
    number = definition("number", unit="шт")
    with translation.override("ru"):
        assert word(number, Decimal("-1240.5")) == "−1\xa0240,5 шт"
    with translation.override("en"):
        assert word(number, Decimal("-1240.5")) == "−1\xa0240.5 шт"
    assert (
        word(definition("choices", options=OPTIONS), ["o1", "o3", "gone"])
        == "Красный, Старый, gone"
    )
    assert word(definition("link"), str(uuid4())) == "…"
