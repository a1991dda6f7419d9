"""How cells become values: one reader a column, made from the column's sample."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.kit import phones
from orbita.kit.money import decimal_mark, parse_amount
from orbita.kit.tables.dates import DateColumn
from orbita.kit.text import fold
from orbita.platform.acts.errors import Refusal
from orbita.platform.fields.definitions import Definition
from orbita.platform.fields.models import FieldType
from orbita.platform.fields.rules import read as read_own
from orbita.platform.imports.drafts import Unreadable
from orbita.platform.imports.slots import ImportField

if TYPE_CHECKING:
    from orbita.platform.imports.people import People

Read = Callable[[str], Any]
NOTHING = frozenset(("-", "—", "–", "n/a", "#n/a", "null", "none", "nan", "нет", "не указано"))
"""What stands in cells that say nothing; kept as a note where a value was expected."""
_MAIL_MARKS = str.maketrans({",": " ", ";": " ", "\n": " ", "<": " ", ">": " ", "|": " "})


def reader(field: ImportField, sample: Sequence[str], people: "People") -> Read:
    """The reader of a column, decided by the field and a sample of its cells."""
    if field.own is not None:
        return _own(field.own, sample)
    if field.type == "user":
        return people.find
    if field.type == "choice":
        return _choice(field.choices() if field.choices else {})
    if field.type in ("date", "moment"):
        return _date(DateColumn.of(sample), moments=field.type == "moment")
    if field.type == "money":
        return _money(decimal_mark(sample))
    simple = {"number": _number, "phones": _phones, "mails": _mails, "flag": _flag}
    return simple.get(field.type) or _text(field.most)


def _own(one: Definition, sample: Sequence[str]) -> Read:
    """Cells of an own field: days and sums by the spelling of the column, all else as typed."""
    spelled: dict[str, Callable[[], Read]] = {
        FieldType.DATE: lambda: _date(DateColumn.of(sample), moments=False),
        FieldType.NUMBER: lambda: _money(decimal_mark(sample)),
        FieldType.MONEY: lambda: _money(decimal_mark(sample)),
    }
    first = spelled[one.type]() if one.type in spelled else str.strip

    def read(cell: str) -> Any:
        try:
            return read_own(one, first(cell))
        except Refusal as refusal:
            raise Unreadable(str(refusal)) from None

    return read


def _text(most: int) -> Read:
    def read(cell: str) -> str:
        text = cell.strip()
        if most and len(text) > most:
            raise Unreadable(_("longer than %(most)s characters") % {"most": most})
        return text

    return read


def _money(mark: str | None) -> Read:
    def read(cell: str) -> Decimal:
        amount = parse_amount(cell, mark)
        if amount is None:
            raise Unreadable(_("“%(cell)s” is no amount") % {"cell": _short(cell)})
        if abs(amount) >= 10**16:
            raise Unreadable(_("“%(cell)s” is too much") % {"cell": _short(cell)})
        return amount

    return read


def _number(cell: str) -> int:
    number = parse_amount(cell)
    if number is None or number != number.to_integral_value():
        raise Unreadable(_("“%(cell)s” is no whole number") % {"cell": _short(cell)})
    if not 0 <= number < 2**31:
        raise Unreadable(_("“%(cell)s” is too large or less than nothing") % {"cell": _short(cell)})
    return int(number)


_FLAGS = {
    **dict.fromkeys(("да", "yes", "true", "1", "+", "y", "д", "x", "х"), True),
    **dict.fromkeys(("нет", "no", "false", "0", "-", "n", "н"), False),
}


def _flag(cell: str) -> bool:
    found = _FLAGS.get(fold(cell))
    if found is None:
        raise Unreadable(_("“%(cell)s” is neither yes nor no") % {"cell": _short(cell)})
    return found


def _date(column: DateColumn, *, moments: bool) -> Read:
    def read(cell: str) -> date | datetime:
        # «19081332»: a machine's digits with a slip; a day that a human wrote wrong is his to mend.
        is_code = cell.strip().removesuffix(".0").isdigit()
        found = column.read(cell)
        if found.fault == "no_such_day":
            raise Unreadable(
                _("there is no such day: %(cell)s") % {"cell": _short(cell)}, is_code=is_code
            )
        if found.fault or found.value is None:
            raise Unreadable(_("“%(cell)s” is no date") % {"cell": _short(cell)}, is_code=is_code)
        if not 1 <= found.value.year - 1000 < 8000:
            raise Unreadable(
                _("there is no such day: %(cell)s") % {"cell": _short(cell)}, is_code=is_code
            )
        return _moment(found.value) if moments else _day(found.value)

    return read


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _moment(value: date | datetime) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(12))
    return value if value.tzinfo else timezone.make_aware(value)


def _choice(words: Mapping[str, Sequence[str]]) -> Read:
    known = {fold(word): value for value, given in words.items() for word in (value, *given)}

    def read(cell: str) -> str:
        found = known.get(fold(cell))
        if found is None:
            raise Unreadable(
                _("“%(cell)s” is not one of the known values") % {"cell": _short(cell)}
            )
        return found

    return read


def _phones(cell: str) -> list[str]:
    found = phones.split(cell)
    if not any(map(str.isdigit, cell)):
        raise Unreadable(_("“%(cell)s” is no phone") % {"cell": _short(cell)})
    return [phone[:300] for phone in found]


def _mails(cell: str) -> list[str]:
    words = cell.translate(_MAIL_MARKS).split()
    found = [word for word in words if "@" in word[1:-1]]
    if not found or len(found) != len(words) or any(len(word) > 254 for word in found):
        raise Unreadable(_("“%(cell)s” is no e-mail address") % {"cell": _short(cell)})
    return found


def _short(cell: str) -> str:
    text = " ".join(cell[:80].split())
    return text if len(text) <= 60 else f"{text[:59]}…"
