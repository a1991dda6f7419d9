"""The functions of formulas: their names in both languages, what they take and what they give."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from orbita.kit.text import fold

NUMBER, TEXT, DAY, FLAG = "number", "text", "date", "flag"
CHOICE, OTHER = "choice", "other"
"""Fields that are compared, or only asked whether they are filled."""
SAME = "same"
"""Any value, of one type with the others."""
ANY = "any"
WORDS = "words"
"""What can be written in a text: texts, numbers and dates."""
ORDERED = "ordered"
"""Numbers, or dates: of one type with the others."""
FIELD = "field"
"""A field and nothing else, with values as they are written after it."""


@dataclass(frozen=True)
class Function:
    """A function: `takes` are the types of its values, the last one repeated up to `most`."""

    key: str
    english: str
    russian: tuple[str, ...]
    takes: tuple[str, ...]
    gives: str
    least: int
    most: int
    hint: str | Promise
    example: str | Promise

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.russian[0] if (get_language() or "ru").startswith("ru") else self.english

    @property
    def names(self) -> Iterable[str]:
        """All names under which it is read."""
        return (self.english, *self.russian)

    def takes_at(self, number: int) -> str:
        """The type of the value at this place."""
        return self.takes[min(number, len(self.takes) - 1)]


MOST = 20

FUNCTIONS: dict[str, Function] = {
    one.key: one
    for one in (
        Function("if", "if", ("если",), (FLAG, SAME), SAME, 2, 3,
                 _("One value or another, by a condition; without the third, empty."),
                 pgettext_lazy("formula", "if([Amount] > 100000; 5; 0)")),
        Function("coalesce", "coalesce", ("первое_непустое", "первое"), (SAME,), SAME, 2, MOST,
                 _("The first value that is not empty."),
                 pgettext_lazy("formula", "coalesce([Discount]; 0)")),
        Function("round", "round", ("округлить",), (NUMBER, NUMBER), NUMBER, 1, 2,
                 _("A number rounded, to so many digits after the point."),
                 pgettext_lazy("formula", "round([Amount] / 3; 2)")),
        Function("min", "min", ("мин", "минимум"), (ORDERED,), ORDERED, 2, MOST,
                 _("The least of the values that are filled."),
                 pgettext_lazy("formula", "min([Amount]; 100000)")),
        Function("max", "max", ("макс", "максимум"), (ORDERED,), ORDERED, 2, MOST,
                 _("The greatest of the values that are filled."),
                 pgettext_lazy("formula", "max([Amount]; 0)")),
        Function("abs", "abs", ("модуль",), (NUMBER,), NUMBER, 1, 1,
                 _("A number without its minus."),
                 pgettext_lazy("formula", "abs([Balance])")),
        Function("concat", "concat", ("сцепить",), (WORDS,), TEXT, 2, MOST,
                 _("One text of several; empty ones are skipped."),
                 pgettext_lazy("formula", 'concat([City]; ", "; [Street])')),
        Function("length", "length", ("длина",), (TEXT,), NUMBER, 1, 1,
                 _("How many signs a text has."),
                 pgettext_lazy("formula", "length([Article])")),
        Function("today", "today", ("сегодня",), (), DAY, 0, 0,
                 _("Today’s date."),
                 pgettext_lazy("formula", "today()")),
        Function("days", "days", ("дней",), (DAY, DAY), NUMBER, 2, 2,
                 _("Days from the first date to the second."),
                 pgettext_lazy("formula", "days([Begins]; [Ends])")),
        Function("add_days", "add_days", ("плюс_дней",), (DAY, NUMBER), DAY, 2, 2,
                 _("A date so many days later."),
                 pgettext_lazy("formula", "add_days([Begins]; 30)")),
        Function("year", "year", ("год",), (DAY,), NUMBER, 1, 1,
                 _("The year of a date."),
                 pgettext_lazy("formula", "year([Begins])")),
        Function("month", "month", ("месяц",), (DAY,), NUMBER, 1, 1,
                 _("The month of a date, 1 to 12."),
                 pgettext_lazy("formula", "month([Begins])")),
        Function("day", "day", ("день",), (DAY,), NUMBER, 1, 1,
                 _("The day of a date, 1 to 31."),
                 pgettext_lazy("formula", "day([Begins])")),
        Function("empty", "empty", ("пусто",), (ANY,), FLAG, 1, 1,
                 _("Whether there is no value."),
                 pgettext_lazy("formula", "empty([Discount])")),
        Function("filled", "filled", ("заполнено",), (ANY,), FLAG, 1, 1,
                 _("Whether there is a value."),
                 pgettext_lazy("formula", "filled([Discount])")),
        Function("contains", "contains", ("содержит",), (FIELD, TEXT), FLAG, 2, 2,
                 _("Whether a text has this in it, in capitals or not."),
                 pgettext_lazy("formula", 'contains([Name]; "plant")')),
        Function("starts", "starts", ("начинается",), (FIELD, TEXT), FLAG, 2, 2,
                 _("Whether a text begins so, in capitals or not."),
                 pgettext_lazy("formula", 'starts([Phone]; "+7495")')),
        Function("in", "in", ("среди",), (FIELD, TEXT), FLAG, 2, MOST,
                 _("Whether a choice is one of these."),
                 pgettext_lazy("formula", 'in([State]; "New"; "Active")')),
        Function("within", "within", ("в_пределах",), (FIELD, TEXT), FLAG, 2, 2,
                 _("Whether a date is in a period."),
                 pgettext_lazy("formula", 'within([Begins]; "this year")')),
    )
}  # fmt: skip

TESTS = ("contains", "starts", "in", "within")
"""Functions that are tests of the language of conditions."""
ARITHMETIC = ("+", "-", "*", "/")
EQUALITY = ("=", "<>")
ORDER = ("<", "<=", ">", ">=")
INFIX: dict[str, tuple[str, str]] = {
    "and": ("and", "и"),
    "or": ("or", "или"),
    "not": ("not", "не"),
}
FLAGS: dict[str, bool] = {"true": True, "истина": True, "да": True,
                          "false": False, "ложь": False, "нет": False}  # fmt: skip

_BY_NAME = {fold(name): one.key for one in FUNCTIONS.values() for name in one.names}


def function_named(name: str) -> Function | None:
    """A function by one of its names."""
    key = _BY_NAME.get(fold(name))
    return FUNCTIONS[key] if key else None


def all_names() -> list[str]:
    """Every name of a function in the language of the reader."""
    return [one.name for one in FUNCTIONS.values()]


def infix_word(joint: str) -> str:
    """«and», «or», «not» in the language of the reader."""
    return INFIX[joint][1 if (get_language() or "ru").startswith("ru") else 0]
