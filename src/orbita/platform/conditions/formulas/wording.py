"""A formula as people read it: today's labels, names of functions in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import get_language

from orbita.kit.text import fold
from orbita.platform.conditions.fields import PERIODS, Field
from orbita.platform.conditions.formulas.functions import FUNCTIONS, INFIX, infix_word
from orbita.platform.conditions.formulas.tree import (
    Asked,
    Call,
    Day,
    FieldRef,
    Flag,
    Formula,
    Number,
    Text,
)

Fields = Mapping[str, Field]
_STRENGTH = {
    "or": 1, "and": 2, "not": 3, "=": 4, "<>": 4, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "&": 5, "+": 6, "-": 6, "*": 7, "/": 7, "neg": 8,
}  # fmt: skip
_NEVER = 99


def word(tree: Formula, fields: Fields) -> str:
    """The text of a formula; read again, it gives the same tree."""
    return _word(tree, fields, _names(fields))


def sign_word(name: str) -> str:
    """A sign or the name of a function, as people write it."""
    if name in INFIX:
        return infix_word(name)
    if name == "neg":
        return "−"
    return FUNCTIONS[name].name if name in FUNCTIONS else name


def _names(fields: Fields) -> dict[str, str]:
    """What stands in the brackets: the label, or the key where the label is taken twice or empty."""
    labels: dict[str, int] = {}
    for field in fields.values():
        labels[fold(str(field.label))] = labels.get(fold(str(field.label)), 0) + 1
    found = {}
    for key, field in fields.items():
        label = str(field.label).strip()
        plain = label and labels[fold(label)] == 1 and (label == key or label not in fields)
        found[key] = label.replace("]", "]]") if plain and "[" not in label else key
    return found


def _word(tree: Formula, fields: Fields, names: Mapping[str, str]) -> str:
    match tree:
        case Number():
            return _number(tree.value)
        case Text():
            return _quoted(tree.value)
        case Day():
            return f"{tree.value:%d.%m.}{tree.value.year:04}"
        case Flag():
            russian = (get_language() or "ru").startswith("ru")
            return ("истина" if russian else "true") if tree.value else (
                "ложь" if russian else "false"
            )  # fmt: skip
        case FieldRef():
            return f"[{names.get(tree.key, tree.key)}]"
        case Asked():
            return _asked(tree, fields, names)
        case Call():
            return _call(tree, fields, names)


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.replace(".", ",") if (get_language() or "ru").startswith("ru") else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _call(tree: Call, fields: Fields, names: Mapping[str, str]) -> str:
    if tree.name not in _STRENGTH:
        values = "; ".join(_word(arg, fields, names) for arg in tree.args)
        return f"{sign_word(tree.name)}({values})"
    mine = _STRENGTH[tree.name]
    texts = [_word(arg, fields, names) for arg in _with_labels(tree, fields)]
    # Equal strength is read from the left, so what stands right of a sign needs brackets then.
    inside = [
        f"({text})" if _strength(arg) < mine + (number > 0 or len(texts) == 1) else text
        for number, (arg, text) in enumerate(zip(tree.args, texts, strict=True))
    ]
    if tree.name == "neg":
        return f"-{inside[0]}"
    if tree.name == "not":
        return f"{infix_word('not')} {inside[0]}"
    sign = infix_word(tree.name) if tree.name in INFIX else tree.name
    return f" {sign} ".join(inside)


def _strength(tree: Formula) -> int:
    return _STRENGTH.get(tree.name, _NEVER) if isinstance(tree, Call) else _NEVER


def _with_labels(tree: Call, fields: Fields) -> tuple[Formula, ...]:
    """The two sides of a comparison with the label of an option instead of its key."""
    if tree.name not in ("=", "<>"):
        return tree.args
    left, right = tree.args
    if isinstance(left, FieldRef) and isinstance(right, Text):
        return left, Text(_label(fields.get(left.key), right.value))
    if isinstance(right, FieldRef) and isinstance(left, Text):
        return Text(_label(fields.get(right.key), left.value)), right
    return tree.args


def _label(field: Field | None, key: str) -> str:
    """The label of an option; its key where another option has the same label."""
    if field is None or field.type != "choice":
        return key
    options = [(str(k), str(label)) for k, label in (field.choices or tuple)()]
    label = next((label for k, label in options if k == key), key)
    readable = [k for k, text in options if k == label or fold(text) == fold(label)]
    return label if readable[:1] == [key] else key


def _asked(tree: Asked, fields: Fields, names: Mapping[str, str]) -> str:
    test = tree.test
    values = test.value if isinstance(test.value, list) else [test.value]
    if test.operator == "in":
        values = [_label(fields.get(test.field), str(value)) for value in values]
    if test.operator == "within":
        values = [str(PERIODS.get(str(value), value)) for value in values]
    said = "; ".join(_quoted(str(value)) for value in values)
    return f"{sign_word(test.operator)}([{names.get(test.field, test.field)}]; {said})"
