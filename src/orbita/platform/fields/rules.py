"""What may stand in an own field: typed text and plain values become values as they are stored.

Stored are texts, numbers, days as «2026-11-25», true, keys of options, keys of records and files as
texts. An empty value is stored as nothing at all: the key is absent.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from orbita.kit.exact_json import DIGITS
from orbita.kit.identities import uuid_or_none
from orbita.kit.money import parse_amount
from orbita.kit.tables.dates import read_date
from orbita.kit.text import fold
from orbita.platform.fields.definitions import Definition, Option
from orbita.platform.fields.errors import OwnFieldIsComputed, OwnValueIsWrong
from orbita.platform.fields.models import FieldType

LONGEST = 10_000
"""Signs in a text."""
_NO = {"0", "false", "no", "нет", "н", "n", "-", "—"}
_YES = {"1", "true", "yes", "да", "д", "y", "on", "+", "✓"}


def read(definition: Definition, typed: Any) -> Any:
    """The value that a human (or a program) meant; None for an empty one.

    Refuses (OwnValueIsWrong) what the type or the limits of the field don't take.
    """
    if definition.is_computed:
        raise OwnFieldIsComputed(name=definition.label, field=definition.name)
    if isinstance(typed, str):
        typed = typed.strip()
    if is_empty(typed):
        return None
    value = _READERS[definition.type](definition, typed)
    if value is None:
        raise wrong(definition, typed, _hint(definition))
    _check_limits(definition, value)
    return None if is_empty(value) else value


def is_empty(value: Any) -> bool:
    """Whether a value is none: «no» is one as well, zero is not."""
    return value is None or value is False or value in ("", [])


def wrong(definition: Definition, value: Any, hint: str) -> OwnValueIsWrong:
    """The refusal of a value."""
    shown = str(value)[:80]
    return OwnValueIsWrong(value=shown, name=definition.label, hint=hint, field=definition.name)


def _text(definition: Definition, typed: Any) -> str | None:
    text = str(typed).replace("\x00", "")
    return text if definition.is_long else " ".join(text.split())


def _number(definition: Definition, typed: Any) -> Decimal | None:
    if isinstance(typed, bool):
        return None
    try:
        value = parse_amount(typed) if isinstance(typed, str) else Decimal(str(typed))
    except InvalidOperation:
        return None
    if value is None or not value.is_finite() or len(value.as_tuple().digits) > DIGITS:
        return None
    return value if abs(value) < Decimal(10) ** DIGITS else None


def _date(definition: Definition, typed: Any) -> str | None:
    found = typed if isinstance(typed, date) else read_date(str(typed)).value
    found = found.date() if isinstance(found, datetime) else found
    return found.isoformat() if found else None


def _flag(definition: Definition, typed: Any) -> bool | None:
    if isinstance(typed, bool):
        return typed
    said = fold(str(typed))
    return True if said in _YES else False if said in _NO else None


def _choice(definition: Definition, typed: Any) -> str | None:
    found = _option(definition.options, str(typed))
    return found.key if found else None


def _choices(definition: Definition, typed: Any) -> list[str] | None:
    said: Iterable[Any] = typed
    if isinstance(typed, str):
        one = _option(definition.options, typed)
        said = [one.key] if one else typed.replace(";", ",").split(",")
    found = [_option(definition.options, str(item).strip()) for item in said if str(item).strip()]
    if not all(found):
        return None
    # In the order of the options, so that equal sets are equal values.
    chosen = {one.key for one in found if one}
    return [one.key for one in definition.options if one.key in chosen]


def _option(options: Iterable[Option], typed: str) -> Option | None:
    """By key, or by label in any case."""
    listed = list(options)
    by_key = next((one for one in listed if one.key == typed), None)
    return by_key or next((one for one in listed if fold(one.label) == fold(typed)), None)


def _key(definition: Definition, typed: Any) -> str | None:
    found = typed if isinstance(typed, UUID) else uuid_or_none(str(typed))
    return str(found) if found else None


_READERS: dict[str, Callable[[Definition, Any], Any]] = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.DATE: _date,
    FieldType.FLAG: _flag,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.LINK: _key,
    FieldType.FILE: _key,
}


def _hint(definition: Definition) -> str:
    match definition.type:
        case FieldType.NUMBER | FieldType.MONEY:
            return _("Write a number of up to 15 digits, such as 125 000,50.")
        case FieldType.DATE:
            return _("Write a day, such as 25.11.2026.")
        case FieldType.FLAG:
            return _("Write yes or no.")
        case FieldType.CHOICE | FieldType.CHOICES:
            return _("Choose from the list.")
    return ""


def _check_limits(definition: Definition, value: Any) -> None:
    limits = definition.limits
    if definition.type == FieldType.TEXT:
        most = min(int(limits.get("length") or LONGEST), LONGEST)
        if len(value) > most:
            raise wrong(definition, value, _("Up to %(most)s signs are taken.") % {"most": most})
        if (mask := limits.get("mask")) and not fits(mask, value):
            raise wrong(definition, value, _("It looks like %(mask)s.") % {"mask": mask})
    if definition.type in (FieldType.NUMBER, FieldType.MONEY, FieldType.DATE):
        bound = str if definition.type == FieldType.DATE else lambda given: Decimal(str(given))
        low, high = limits.get("from"), limits.get("to")
        if low and value < bound(low):
            raise wrong(definition, value, _("It is not below %(limit)s.") % {"limit": low})
        if high and value > bound(high):
            raise wrong(definition, value, _("It is not above %(limit)s.") % {"limit": high})


def fits(mask: str, value: str) -> bool:
    """Whether a text looks like the mask: 9 is a digit, A (or А) a letter, * any sign, all else itself.

    >>> fits("AA-999", "ЖК-042"), fits("AA-999", "ЖК-42")
    (True, False)
    """
    tests: Mapping[str, Callable[[str], bool]] = {
        "9": str.isdigit, "A": str.isalpha, "А": str.isalpha, "*": lambda _sign: True,
    }  # fmt: skip
    return len(mask) == len(value) and all(
        tests[sign](given) if sign in tests else sign == given
        for sign, given in zip(mask, value, strict=True)
    )
