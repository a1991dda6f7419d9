"""Formulas: read, refused with a sentence, worded again, and the same in Python as in PostgreSQL."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.formulas import (
    Formula,
    FormulaFault,
    circle,
    compute,
    dump,
    expand,
    expression,
    is_indexable,
    load,
    plain_sql,
    read,
    type_of,
    uses,
    word,
)
from orbita.platform.conditions.formulas.tree import Call, Day, FieldRef, Flag, Number, Text
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests import factories

SORTS = [("a", "Первый"), ("b", "Второй")]
FIELDS = {
    field.key: field
    for field in (
        Field("amount", "Сумма", "money", "amount"),
        Field("margin", "Маржа", "money", "margin"),
        Field("product", "Товар", "text", "product"),
        Field("source", "Источник", "text", "source"),
        Field("expected", "Ожидаем", "date", "expected_on"),
        Field("since", "На этапе с", "moment", "stage_since"),
        Field("f_rate", "Ставка", "number", "own__f_rate"),
        Field("f_name", "Имя", "text", "own__f_name"),
        Field("f_day", "Начало", "date", "own__f_day"),
        Field("f_vip", "Важный", "flag", "own__f_vip"),
        Field("f_sort", "Сорт", "choice", "own__f_sort", choices=lambda: SORTS),
        Field("branch", "Ветвь", "branch", "", test=lambda *_said: None),  # type: ignore[arg-type]
    )
}
PATHS = {key: field.path for key, field in FIELDS.items() if key != "branch"}


def value_of(text: str, **values: Any) -> Any:
    """What a formula gives for these values."""
    return compute(read(text, FIELDS), values, FIELDS, today=date(2026, 11, 22))


@pytest.fixture(autouse=True)
def _russian() -> Any:
    with translation.override("ru"):
        yield


@pytest.mark.req("PLT-04")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[Сумма] * [Ставка] / 100", Decimal("125.25")),
        ("[Сумма] * 10%", Decimal("100.2")),
        ("если([Сорт] = «первый»; 1,5; 2)", Decimal("1.5")),
        ("if([Сорт] <> \"Первый\"; 1.5)", None),
        ("округлить(10 / 3; 2)", Decimal("3.33")),
        ("округлить(-2,5)", Decimal(-3)),
        ("1 / 0", None),
        ("[Маржа] + 1", None),
        ("coalesce([Маржа]; 7)", Decimal(7)),
        ("мин([Маржа]; [Сумма]; 5)", Decimal(5)),
        ("дней([Начало]; сегодня())", Decimal(21)),
        ("[Начало] + 30", date(2026, 12, 1)),
        ("31.12.9999 + 1", None),
        ("сегодня() - [Начало]", Decimal(21)),
        ("год([Начало]) * 100 + месяц([Начало])", Decimal(202611)),
        ("[Имя] & \" \" & [Ставка] & \" \" & [Начало]", "Ёж 12,5 01.11.2026"),
        ("[Имя] & [Товар]", None),
        ("сцепить([Имя]; [Товар])", "Ёж"),
        ("длина([Имя])", Decimal(2)),
        ("не [Важный] или [Сумма] >= 1002", True),
        ("[Маржа] > 1 и ложь", False),
        ("[Маржа] > 1 или ложь", None),
        ("содержит([Имя]; \"ёж\")", True),
        ("среди([Сорт]; \"Второй\"; \"Первый\")", True),
        ("пусто([Маржа]) и заполнено([Сорт])", True),
        ("2 + 3 * 4 - (1 - 2)", Decimal(15)),
        ("100 000,5 × 2", Decimal(200001)),
    ],
)  # fmt: skip
def test_it_computes(text: str, found: Any) -> None:
    values = {
        "amount": 1002, "f_rate": Decimal("12.5"), "f_sort": "a", "f_day": "2026-11-01",
        "f_name": "Ёж", "product": "", "f_vip": True,
    }  # fmt: skip

    assert value_of(text, **values) == found


@pytest.mark.req("PLT-04")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Напишите формулу."),
        ("[Сумма] *", "После «*» нет числа."),
        ("* 2", "Формула начинается со знака «*»."),
        ("[Сума] * 2", "Нет поля «Сума». Может быть, «Сумма»?"),
        ("окргулить([Сумма])", "Нет функции «окргулить». Может быть, «округлить»?"),
        ("[Товар] * 2", "Для «*» нужно: число, а [Товар] — это текст."),
        ("если([Сумма]; 1; 2)", "Для «если» нужно: да или нет, а [Сумма] — это число."),
        ("[Сорт] = \"Трет\"", "У поля «Сорт» нет варианта «Трет»."),
        ("[Сорт]", "Формула даёт число, текст, дату или «да» и «нет», а [Сорт] — это выбор из списка."),
        ("(1 + 2", "Скобка не закрыта: в конце не хватает «)»."),
        ("1 2", "Перед «2» нет знака."),
        ("сумма + 1", "Заключите поле в квадратные скобки: [сумма]."),
        ("[Ветвь] = 1", "Поле «Ветвь» считается иначе и в формулу не входит."),
        ("30.02.2026", "Нет дня «30.02.2026»."),
        ("1 ; 2", "Перед «;» нет знака."),
        ("[Сумма", "«[Сумма»: квадратная скобка не закрыта."),
        ("1 # 2", "«#» в формуле ничего не значит."),
        ("(" * 60 + "1" + ")" * 60, "В формуле слишком много скобок друг в друге."),
        ("+".join(["1"] * 300), "Формула слишком длинная."),
        ("-" * 5000 + "1", "Формула слишком длинная."),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong(text: str, sentence: str) -> None:
    with pytest.raises(FormulaFault) as fault:
        read(text, FIELDS)

    assert fault.value.sentence == sentence


def test_a_renamed_field_keeps_its_formula() -> None:
    tree = read("[Ставка] * 2", FIELDS)

    renamed = FIELDS | {"f_rate": Field("f_rate", "Скидка [%]", "number", "own__f_rate")}

    assert word(tree, renamed) == "[f_rate] * 2"
    assert read(word(tree, renamed), renamed) == tree
    assert uses(tree) == {"f_rate"}


def test_functions_are_worded_in_the_language_of_the_reader() -> None:
    tree = read("если([Сумма] > 1,5; 1; 2)", FIELDS)

    with translation.override("en"):
        assert word(tree, FIELDS) == "if([Сумма] > 1.5; 1; 2)"
        assert read(word(tree, FIELDS), FIELDS) == tree


def test_a_circle_of_formulas_is_found() -> None:
    formulas: dict[str, Formula] = {"f_a": FieldRef("f_b"), "f_b": Call("neg", (FieldRef("f_c"),))}

    assert circle("f_c", FieldRef("f_a"), formulas) == ["f_c", "f_a", "f_b", "f_c"]
    assert circle("f_c", FieldRef("amount"), formulas) == []
    with pytest.raises(FormulaFault):
        expand(FieldRef("f_a"), formulas | {"f_c": FieldRef("f_a")})


def test_formulas_that_double_each_other_are_refused() -> None:
    formulas: dict[str, Formula] = {
        f"f_{n}": Call("*", (FieldRef(f"f_{n - 1}"), FieldRef(f"f_{n - 1}"))) for n in range(1, 40)
    }

    with pytest.raises(FormulaFault):
        expand(FieldRef("f_39"), formulas)


@pytest.mark.parametrize("data", [None, 1, [], [1], {"x": 1}, {"number": "NaN"}, ["+"] * 1000])
def test_a_damaged_tree_is_refused(data: Any) -> None:
    with pytest.raises(FormulaFault):
        type_of(load(data), FIELDS)


# The same in Python and in SQL ---------------------------------------------------------------

WORDS = ["", "Ёж", "ёлка, 5%", "100_000", "ООО «Юг»", "x\\y", "'", "ß"]


def random_row(random: Random) -> dict[str, Any]:
    """Values for a deal, many of them empty."""

    def maybe(value: Any) -> Any:
        return value if random.random() < 0.75 else None

    number = Decimal(random.choice([0, 1, 3, 7, 100, -5, random.randint(-(10**6), 10**6)]))
    own = {
        "f_rate": maybe(number / random.choice([1, 10, 1000])),
        "f_name": maybe(random.choice(WORDS[1:])),
        "f_day": maybe((date(2026, 1, 31) + timedelta(random.randint(-900, 900))).isoformat()),
        "f_vip": maybe(True),
        "f_sort": maybe(random.choice("ab")),
    }
    return {
        "amount": maybe(Decimal(random.randint(0, 10**7)) / 100),
        "margin": maybe(Decimal(random.randint(-500, 500))),
        "product": random.choice(WORDS),
        "source": random.choice(WORDS),
        "expected_on": maybe(date(2025, 12, 30) + timedelta(random.randint(-400, 400))),
        "own": {key: value for key, value in own.items() if value is not None},
    }


def random_formula(random: Random, gives: str, depth: int) -> Formula:
    """A formula of this type, of any shape."""
    if depth == 0 or random.random() < 0.15:
        return random_leaf(random, gives)
    name, takes = random.choice(SHAPES[gives])
    return Call(name, tuple(random_formula(random, want, depth - 1) for want in takes))


def random_leaf(random: Random, gives: str) -> Formula:
    """A field or a written value of this type."""
    fields = [key for key, kind in LEAVES if kind == gives]
    if random.random() < 0.7:
        return FieldRef(random.choice(fields))
    written: dict[str, Formula] = {
        "number": Number(Decimal(random.randint(0, 10**9)) / random.choice([1, 10, 10**6])),
        "text": Text(random.choice(WORDS)),
        "date": Day(date(2024, 2, 29) + timedelta(random.randint(-(10**5), 10**5))),
        "flag": Flag(random.random() < 0.5),
    }
    return written[gives]


LEAVES = [
    ("amount", "number"), ("margin", "number"), ("f_rate", "number"), ("product", "text"),
    ("source", "text"), ("f_name", "text"), ("expected", "date"), ("since", "date"),
    ("f_day", "date"), ("f_vip", "flag"),
]  # fmt: skip
N, T, D, F = "number", "text", "date", "flag"
SHAPES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    N: [*((sign, (N, N)) for sign in "+-*/"), ("-", (D, D)), ("days", (D, D)), ("neg", (N,)),
        ("round", (N,)), ("abs", (N,)), ("min", (N, N)), ("max", (N, N, N)), ("length", (T,)),
        ("if", (F, N, N)), ("if", (F, N)), ("coalesce", (N, N)), ("year", (D,)), ("month", (D,)),
        ("day", (D,))],
    T: [("&", (T, T)), ("&", (N, T)), ("&", (T, D)), ("concat", (T, N, D)), ("if", (F, T, T)),
        ("coalesce", (T, T))],
    D: [("+", (D, N)), ("-", (D, N)), ("add_days", (D, N)), ("min", (D, D)), ("max", (D, D)),
        ("if", (F, D)), ("coalesce", (D, D))],
    F: [*((sign, (kind, kind)) for sign in ("<", "<=", ">", ">=", "=", "<>") for kind in (N, D)),
        ("=", (T, T)), ("<>", (T, T)), ("=", (F, F)), ("and", (F, F)), ("or", (F, F)),
        ("not", (F,)), ("empty", (N,)), ("filled", (T,)), ("empty", (D,)), ("empty", (F,)),
        ("if", (F, F, F))],
}  # fmt: skip


def written_again(tree: Formula) -> Formula:
    """The tree of its own text."""
    return read(word(tree, FIELDS), FIELDS)


@pytest.mark.req("PLT-04")
@pytest.mark.django_db
def test_python_and_postgresql_compute_the_same() -> None:
    random = Random(20261122)
    first = factories.deal()
    rows = [Deal(title=str(n), stage=first.stage, owner=first.owner,
                 **random_row(random)) for n in range(25)]  # fmt: skip
    Deal.objects.bulk_create(rows)
    held = list(Deal.objects.exclude(pk=first.pk))
    values = {deal.pk: {**{k: getattr(deal, p) for k, p in PATHS.items() if "own" not in p},
                        **deal.own} for deal in held}  # fmt: skip
    differing = []

    for number in range(400):
        gives = random.choice([N, T, D, F])
        tree = random_formula(random, gives, random.randint(1, 5))
        assert type_of(tree, FIELDS) == gives
        assert load(dump(tree)) == tree and written_again(tree) == written_again(load(dump(tree)))
        wanted = {pk: compute(tree, row, FIELDS) for pk, row in values.items()}
        made = Deal.objects.exclude(pk=first.pk).annotate(x=expression(tree, FIELDS))
        found = dict(made.values_list("pk", "x"))
        differing += [
            (number, word(tree, FIELDS), found[pk], wanted[pk], values[pk])
            for pk in wanted
            if found[pk] != wanted[pk]
        ]

    assert not differing, "\n".join(map(str, differing[0]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "[Сумма] * [Ставка] / 3",
        "если([Важный]; [Начало] + 30; [Ожидаем])",
        "сцепить([Имя]; \" от \"; [Начало]; \" '%'\"; [Сумма])",
        "[Сорт] = \"Первый\" и [На этапе с] > 01.01.2026",
    ],
)  # fmt: skip
def test_a_formula_without_today_can_be_indexed(text: str) -> None:
    tree = read(text, FIELDS)
    assert is_indexable(tree, FIELDS)

    sql = plain_sql(expression(tree, FIELDS), Deal)

    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX tried ON deals_deal ((" + sql.replace("%", "%%") + "))", [])


def test_a_formula_of_today_cannot_be_indexed() -> None:
    assert not is_indexable(read("дней([Начало]; сегодня())", FIELDS), FIELDS)
    assert not is_indexable(read("содержит([Имя]; \"ё\")", FIELDS), FIELDS)  # fmt: skip
