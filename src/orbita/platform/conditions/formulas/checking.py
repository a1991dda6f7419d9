"""Types of formulas: each part gets what it can compute with, or the formula is refused."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from orbita.platform.conditions.fields import OPERATORS, Field
from orbita.platform.conditions.formulas.functions import (
    ANY,
    ARITHMETIC,
    CHOICE,
    DAY,
    EQUALITY,
    FLAG,
    FUNCTIONS,
    NUMBER,
    ORDER,
    ORDERED,
    OTHER,
    SAME,
    TESTS,
    TEXT,
    WORDS,
    Function,
)
from orbita.platform.conditions.formulas.naming import option_key, period_key
from orbita.platform.conditions.formulas.tree import (
    Asked,
    Call,
    Day,
    FieldRef,
    Flag,
    Formula,
    FormulaFault,
    Number,
    Text,
)
from orbita.platform.conditions.formulas.wording import sign_word, word
from orbita.platform.conditions.tree import Test

Fields = Mapping[str, Field]
Checked = tuple[Formula, str]
LEAST_DIGITS, MOST_DIGITS = -10, 10

_TYPE_WORDS: dict[str, str | Promise] = {
    NUMBER: pgettext_lazy("type in a formula", "a number"),
    TEXT: pgettext_lazy("type in a formula", "a text"),
    DAY: pgettext_lazy("type in a formula", "a date"),
    FLAG: pgettext_lazy("type in a formula", "yes or no"),
    CHOICE: pgettext_lazy("type in a formula", "a choice from a list"),
    OTHER: pgettext_lazy("type in a formula", "a link"),
    ORDERED: pgettext_lazy("type in a formula", "a number or a date"),
    WORDS: pgettext_lazy("type in a formula", "a text, a number or a date"),
}


def type_of(tree: Formula, fields: Fields) -> str:
    """What a formula gives: number, text, date or flag. Refuses what cannot be computed."""
    return check(tree, fields)[1]


def check(tree: Formula, fields: Fields) -> Checked:
    """The formula with the labels of options as their keys, and what it gives."""
    settled, gives = _check(tree, fields)
    if gives in (CHOICE, OTHER):
        raise FormulaFault(
            _("A formula gives a number, a text, a date or yes and no; %(what)s is %(type)s.")
            % {"what": _said(tree, fields), "type": _TYPE_WORDS[gives]},
            tree.at,
        )
    return settled, gives


def type_of_field(field: Field) -> str:
    """What a field gives to a formula; empty when it is computed by other means."""
    is_own = "own__" in f"{field.path}__"
    if not field.path or (field.test is not None and not is_own):
        return ""
    return {
        "text": TEXT, "number": NUMBER, "money": NUMBER, "date": DAY, "moment": DAY,
        "flag": FLAG, "choice": CHOICE,
    }.get(field.type, OTHER)  # fmt: skip


def usable(fields: Fields) -> dict[str, Field]:
    """The fields that a formula can compute with."""
    return {key: field for key, field in fields.items() if type_of_field(field)}


def _check(tree: Formula, fields: Fields) -> Checked:
    match tree:
        case Number():
            return tree, NUMBER
        case Text():
            return tree, TEXT
        case Day():
            return tree, DAY
        case Flag():
            return tree, FLAG
        case FieldRef():
            return tree, _field_type(tree, fields)
        case Asked():
            _operand(tree.test, fields, tree.at)
            return tree, FLAG
        case Call():
            return _call(tree, fields)


def _field_type(tree: FieldRef, fields: Fields) -> str:
    field = fields.get(tree.key)
    if field is None:
        raise FormulaFault(_("There is no field “%(label)s”.") % {"label": tree.key}, tree.at)
    found = type_of_field(field)
    if not found:
        raise FormulaFault(
            _("The field “%(label)s” is computed elsewhere and cannot stand in a formula.")
            % {"label": field.label},
            tree.at,
        )
    return found


def _call(tree: Call, fields: Fields) -> Checked:
    if tree.name in TESTS:
        return _asked(tree, fields), FLAG
    if tree.name in EQUALITY + ORDER and len(tree.args) == 2:
        return _compared(tree, fields)
    checked = [_check(arg, fields) for arg in tree.args]
    settled = Call(tree.name, tuple(arg for arg, _type in checked), tree.at)
    types = [gives for _arg, gives in checked]
    if tree.name in ARITHMETIC and len(types) == 2:
        return settled, _sum(settled, types, fields)
    if tree.name in _SIGNS and len(types) == len(_SIGNS[tree.name][0]):
        wanted, gives = _SIGNS[tree.name]
        for arg, got, want in zip(settled.args, types, wanted, strict=True):
            _require(got, want, tree, arg, fields)
        return settled, gives
    function = FUNCTIONS.get(tree.name)
    if function is None:
        raise FormulaFault(_("There is no function “%(word)s”.") % {"word": tree.name}, tree.at)
    return settled, _function(function, settled, types, fields)


_SIGNS: dict[str, tuple[tuple[str, ...], str]] = {
    "neg": ((NUMBER,), NUMBER),
    "&": ((WORDS, WORDS), TEXT),
    "and": ((FLAG, FLAG), FLAG),
    "or": ((FLAG, FLAG), FLAG),
    "not": ((FLAG,), FLAG),
}


def _sum(tree: Call, types: list[str], fields: Fields) -> str:
    """Numbers; a date and a number of days; days between two dates."""
    left, right = types
    if tree.name in ("+", "-") and left == DAY:
        if tree.name == "-" and right == DAY:
            return NUMBER
        _require(right, NUMBER, tree, tree.args[1], fields)
        return DAY
    for arg, got in zip(tree.args, types, strict=True):
        _require(got, NUMBER, tree, arg, fields)
    return NUMBER


def _compared(tree: Call, fields: Fields) -> Checked:
    (left, one), (right, two) = (_check(arg, fields) for arg in tree.args)
    if CHOICE in (one, two) and tree.name in EQUALITY:
        left, right = _with_option(left, one, right, two, fields)
        return Call(tree.name, (left, right), tree.at), FLAG
    allowed = (NUMBER, DAY) if tree.name in ORDER else (NUMBER, DAY, TEXT, FLAG)
    for arg, got in ((left, one), (right, two)):
        if got not in allowed:
            _require(got, ORDERED, tree, arg, fields)
    _require(two, one, tree, right, fields)
    return Call(tree.name, (left, right), tree.at), FLAG


def _with_option(
    left: Formula, one: str, right: Formula, two: str, fields: Fields
) -> tuple[Formula, Formula]:
    """A choice is compared with one of its options, written in quotes."""
    if one == CHOICE and isinstance(left, FieldRef) and isinstance(right, Text):
        return left, Text(option_key(fields[left.key], right.value, right.at), right.at)
    if two == CHOICE and isinstance(right, FieldRef) and isinstance(left, Text):
        return Text(option_key(fields[right.key], left.value, left.at), left.at), right
    choice = left if one == CHOICE else right
    raise FormulaFault(
        _("Compare %(field)s with one of its options in quotes.")
        % {"field": _said(choice, fields)},
        choice.at,
    )


def _function(function: Function, tree: Call, types: list[str], fields: Fields) -> str:
    _count(function, tree)
    same = ""
    for number, (arg, got) in enumerate(zip(tree.args, types, strict=True)):
        want = function.takes_at(number)
        if want in (SAME, ORDERED):
            same = same or _first(want, got, tree, arg, fields)
            want = same
        _require(got, want, tree, arg, fields)
    if function.key == "round" and len(tree.args) == 2:
        _digits(tree.args[1])
    return same if function.gives in (SAME, ORDERED) else function.gives


def _first(want: str, got: str, tree: Call, arg: Formula, fields: Fields) -> str:
    """The type that the further values of a function have to have, too."""
    allowed = (NUMBER, DAY) if want == ORDERED else (NUMBER, DAY, TEXT, FLAG)
    if got not in allowed:
        _require(got, ORDERED if want == ORDERED else WORDS, tree, arg, fields)
    return got


def _count(function: Function, tree: Call) -> None:
    given = len(tree.args)
    if function.least <= given <= function.most:
        return
    many = (
        str(function.least)
        if function.least == function.most
        else _("%(least)s to %(most)s") % {"least": function.least, "most": function.most}
    )
    raise FormulaFault(
        _("“%(function)s” takes values: %(many)s; here are %(given)s. Part them with “;”.")
        % {"function": function.name, "many": many, "given": given},
        tree.at,
    )


def _digits(arg: Formula) -> None:
    """Digits after the point are written as a whole number."""
    bare, sign = (arg.args[0], -1) if isinstance(arg, Call) and arg.name == "neg" else (arg, 1)
    value = bare.value * sign if isinstance(bare, Number) else None
    if value is None or value != int(value) or not LEAST_DIGITS <= value <= MOST_DIGITS:
        raise FormulaFault(
            _("Write the digits to round to as a whole number from −10 to 10."), arg.at
        )


def _require(got: str, want: str, tree: Call, arg: Formula, fields: Fields) -> None:
    fits = {ANY: True, WORDS: got in (TEXT, NUMBER, DAY), ORDERED: got in (NUMBER, DAY)}
    if fits.get(want, got == want):
        return
    raise FormulaFault(
        _("“%(sign)s” needs %(want)s, but %(what)s is %(type)s.")
        % {
            "sign": sign_word(tree.name),
            "want": _TYPE_WORDS[want],
            "what": _said(arg, fields),
            "type": _TYPE_WORDS[got],
        },
        arg.at,
    )


def _said(tree: Formula, fields: Fields) -> str:
    text = word(tree, fields)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _asked(tree: Call, fields: Fields) -> Formula:
    """A function that is a test of the language of conditions."""
    function = FUNCTIONS[tree.name]
    _count(function, tree)
    subject, *rest = tree.args
    if not isinstance(subject, FieldRef):
        raise FormulaFault(
            _("“%(function)s” asks a field: write it first, in square brackets.")
            % {"function": function.name},
            tree.at,
        )
    _field_type(subject, fields)
    field, values = fields[subject.key], []
    for arg in rest:
        if not isinstance(arg, Text):
            raise FormulaFault(
                _("After the field “%(function)s” takes texts in quotes.")
                % {"function": function.name},
                arg.at,
            )
        values.append(_asked_value(tree.name, field, arg))
    test = Test(subject.key, tree.name, values if tree.name == "in" else values[0])
    _operand(test, fields, tree.at)
    return Asked(test, tree.at)


def _asked_value(name: str, field: Field, arg: Text) -> str:
    if name == "in":
        return option_key(field, arg.value, arg.at)
    if name != "within":
        return arg.value
    return period_key(arg.value, arg.at)


def _operand(test: Test, fields: Fields, at: int) -> Any:
    field = fields.get(test.field)
    if field is None:
        raise FormulaFault(_("There is no field “%(label)s”.") % {"label": test.field}, at)
    if test.operator not in OPERATORS.get(field.type, {}):
        words = FUNCTIONS[test.operator].name if test.operator in FUNCTIONS else test.operator
        raise FormulaFault(
            pgettext("formula", "“%(function)s” does not fit the field “%(label)s”.")
            % {"function": words, "label": field.label},
            at,
        )
    return field
