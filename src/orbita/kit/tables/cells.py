"""Cells of a spreadsheet: what text each stands for."""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from xml.etree import ElementTree

_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_LETTERS = re.compile(r"[dmyhsгмдч]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# The days of a spreadsheet have no zone.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001


class Cell:
    """A cell as the sheet stores it: its type, its style, its value, whether a formula made it."""

    __slots__ = ("formula", "kind", "style", "value")

    def __init__(self, kind: str, style: int) -> None:
        self.kind = kind
        self.style = style
        self.value = ""
        self.formula = False


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """The number of a column, from 0, by its letters.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + ord(letter) - 64
    return max(number - 1, 0)


class Styles:
    """Number formats of a workbook, as far as they change what a number means."""

    def __init__(self, tree: ElementTree.Element | None, dates_from_1904: bool = False) -> None:
        self._epoch = _EPOCH_1904 if dates_from_1904 else _EPOCH
        self._meanings: list[tuple[bool, int]] = []
        codes: dict[int, str] = {}
        for element in tree.iter() if tree is not None else ():
            tag = element.tag.rpartition("}")[2]
            if tag == "numFmt":
                codes[int(element.get("numFmtId", 0))] = element.get("formatCode", "")
            elif tag == "cellXfs":
                self._meanings = [_meaning(int(xf.get("numFmtId", 0)), codes) for xf in element]

    def text(self, cell: Cell, strings: list[str]) -> tuple[str, str | None]:
        """The text of a cell and its fault."""
        value = cell.value
        if not value:
            return "", "formula_without_value" if cell.formula and cell.kind != "str" else None
        if cell.kind == "s":
            try:
                value = strings[int(value)]
            except (ValueError, IndexError):
                return value, "error_value"
        if cell.kind in ("s", "str", "inlineStr"):
            return _unescaped(value)
        if cell.kind == "b":
            return ("TRUE" if value in ("1", "true") else "FALSE"), None
        if cell.kind == "e":
            return value, "error_value"
        if cell.kind == "d":
            return value.removesuffix("T00:00:00"), None
        return self._number(value, cell.style), None

    def _number(self, value: str, style: int) -> str:
        dated, zeros = self._meanings[style] if style < len(self._meanings) else (False, 0)
        if not dated:
            plain = value if value.isdigit() else plain_number(value)
            return plain.zfill(zeros) if zeros and plain.isdigit() else plain
        try:
            return serial_date(float(value), self._epoch)
        except (ValueError, OverflowError):
            return value


def _meaning(format_id: int, codes: dict[int, str]) -> tuple[bool, int]:
    """Whether a format shows a date, and how many digits it fills up with zeros (00000)."""
    code = codes.get(format_id)
    if code is None:
        return format_id in _DATE_FORMATS, 0
    bare = _LITERAL.sub("", code.split(";")[0])
    zeros = len(bare) if len(bare) > 1 and set(bare) == {"0"} else 0
    elapsed = re.search(r"\[[hms]+\]", code, re.IGNORECASE)
    return bool(elapsed or (_DATE_LETTERS.search(bare) and "General" not in bare)), zeros


def serial_date(serial: float, epoch: datetime = _EPOCH) -> str:
    """A spreadsheet's day number in ISO: a date, a date with time, or (under one day) a time.

    >>> serial_date(45621), serial_date(45621.5), serial_date(0.25)
    ('2024-11-25', '2024-11-25T12:00:00', '06:00:00')
    """
    if serial < 0:
        raise ValueError(serial)
    if epoch == _EPOCH and 1 <= serial < 60:
        serial += 1  # day 60 was meant to be 29 February 1900, which never was
    moment = epoch + timedelta(seconds=round(serial * 86_400))
    if 0 < serial < 1:
        return moment.time().isoformat()
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.isoformat()


def plain_number(value: str) -> str:
    """A stored number without noise: no «.0», no exponent, no tail of binary fractions.

    >>> plain_number("1.0"), plain_number("9.306542617E9"), plain_number("1.1000000000000001")
    ('1', '9306542617', '1.1')
    """
    try:
        number = Decimal(value)
        if len(number.as_tuple().digits) > 15:
            number = Decimal(repr(float(value)))
        if not number.is_finite() or abs(number.adjusted()) > 30:
            return value
    except (InvalidOperation, ValueError):
        return value
    if number == number.to_integral_value():
        return f"{number.quantize(Decimal(1)):f}"
    return f"{number.normalize():f}"


def _unescaped(value: str) -> tuple[str, str | None]:
    """A text with its _xHHHH_ escapes undone and line ends made plain."""
    if "_x" in value:
        value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value).replace("\r\n", "\n")
    if "\0" in value:
        return value.replace("\0", "␀"), "nul_character"
    return value, None
