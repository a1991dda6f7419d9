"""Phone numbers: kept as typed and as E.164, compared by E.164 or by the last digits.

A number that cannot be made international (a local "123-45-67" without its city) gives None: the
caller keeps the raw text. Calling codes and their lengths follow ITU-T E.164.
"""

import re
from dataclasses import dataclass

_EXTENSION = re.compile(
    r"[\s,;]*(?:\b(?:добавочный|доп|доб|вн|extension|ext|x)(?![^\W\d])\.?|[#*])\s*:?\s*(\d{1,8})\W*$",
    re.IGNORECASE,
)
_EXTENSION_START = re.compile(
    r"\s*(?:(?:добавочный|доп|доб|вн|extension|ext|x)(?![^\W\d])|[#*])\.?\s*:?\s*\d", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*(?:[,;/|\n\r\t•]|(?<=\s)(?:и|или|and|or)(?=\s)|(?<=\d)(?=\s*\+\d))\s*")
_AREA = re.compile(r"^\s*(?:\+?[178]\W*)?\(?\d{3}\)?\s*$")
_LOCAL = re.compile(r"\s*/\s*\d{3}[-. ]?\d{2}[-. ]?\d{2}(?!\d)")
"""A stroke between the code of an area and the number there parts no phones."""
_NOT_DIGIT = re.compile(r"\D+")
_FLOAT = re.compile(r"^\d{7,15}\.0$")
_TWO_DIGITS = """
    20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62
    63 64 65 66 81 82 84 86 90 91 92 93 94 95 98
"""
_THREE_DIGITS = """
    211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236
    237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258
    260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356
    357 358 359 370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421
    423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670
    672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 800 808
    850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968
    970 971 972 973 974 975 976 977 979 992 993 994 995 996 998
"""
_TWO_DIGIT_CODES = frozenset(_TWO_DIGITS.split())
_THREE_DIGIT_CODES = frozenset(_THREE_DIGITS.split())
# region: country code, trunk prefix, digits of a national number
_REGIONS = {
    "RU": ("7", "8", 10),
    "KZ": ("7", "8", 10),
    "BY": ("375", "80", 9),
    "UA": ("380", "0", 9),
    "US": ("1", "1", 10),
    "CA": ("1", "1", 10),
    "GB": ("44", "0", 10),
}
_NATIONAL_LENGTH = {code: length for code, _, length in _REGIONS.values()}


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone: what was typed, its international form, its extension."""

    raw: str
    e164: str
    extension: str = ""

    @property
    def digits(self) -> str:
        """The international number without the plus."""
        return self.e164[1:]


def parse(raw: str, region: str = "RU") -> Phone | None:
    """Read one phone as typed in a region. None when no international number comes out.

    >>> parse("8 (911) 123-45-67 доб. 12")
    Phone(raw='8 (911) 123-45-67 доб. 12', e164='+79111234567', extension='12')
    >>> parse("9111234567").e164
    '+79111234567'
    >>> parse("+44 20 7946 0958").e164
    '+442079460958'
    >>> parse("123-45-67") is None
    True
    """
    text = raw.strip()
    extension = ""
    if not text.isdigit():
        if found := _EXTENSION.search(text):
            extension, text = found[1], text[: found.start()]
        if _FLOAT.match(text):
            text = text[:-2]
        if sum(map(str.isalpha, text)) > 40 or text.count("+") > 1:
            return None
    number = _NOT_DIGIT.sub("", text)
    if not number.isascii():
        number = "".join(str(int(digit)) for digit in number)
    plus = "+" in text and text.index("+") < next(
        (at for at, char in enumerate(text) if char.isdigit()), 0
    )
    e164 = _international(number, plus, region)
    return Phone(raw, e164, extension) if e164 else None


def _international(number: str, plus: bool, region: str) -> str | None:
    """Put the country code in front, or None where the length fits nothing."""
    code, trunk, length = _REGIONS.get(region, ("", "", 0))
    if plus:
        if code == "7" and len(number) == 11 and number.startswith("89"):
            number = "7" + number[1:]  # «+8 911 …»: the trunk prefix after a plus; +89 is nobody's
        return _checked(number)
    if number.startswith("00"):
        return _checked(number[2:])
    if code == "7" and number.startswith("810") and len(number) > 11:
        return _checked(number[3:])
    if code and len(number) == length + len(trunk) and number.startswith(trunk):
        return _checked(code + number[len(trunk) :])
    if code and len(number) == length:
        return _checked(code + number)
    if code and len(number) == length + len(code) and number.startswith(code):
        return _checked(number)
    return _checked(number) if 11 <= len(number) <= 15 else None


def _checked(number: str) -> str | None:
    """The number with a plus when it can exist under its country code."""
    if not 8 <= len(number) <= 15 or number[0] == "0":
        return None
    code = country_code(number)
    national = number[len(code) :]
    if len(code) == 3 and code not in _THREE_DIGIT_CODES:
        return None
    if len(national) != _NATIONAL_LENGTH.get(code, len(national)):
        return None
    if code == "7" and national[0] in "012":
        return None
    if code == "1" and national[0] in "01":
        return None
    return "+" + number


def country_code(number: str) -> str:
    """The calling code at the head of an international number without a plus.

    >>> country_code("375291234567")
    '375'
    """
    if number[:1] in ("1", "7"):
        return number[0]
    return number[:2] if number[:2] in _TWO_DIGIT_CODES else number[:3]


def split(cell: str) -> list[str]:
    """Cut a cell with several phones into one text a phone; nothing of the cell is dropped but
    the separators.

    >>> split("8 911 123-45-67, доб. 12; +7 (495) 765-43-21 / 9217654321")
    ['8 911 123-45-67, доб. 12', '+7 (495) 765-43-21', '9217654321']
    >>> split("89111234567 89217654321")
    ['89111234567', '89217654321']
    >>> split("310/246-1501"), split("246-1501/02")
    (['310/246-1501'], ['246-1501', '02'])
    """
    pieces: list[str] = []
    start = 0
    for mark in _SEPARATOR.finditer(cell):
        if mark.start() < start or _EXTENSION_START.match(cell, mark.end()):
            continue
        if _AREA.search(cell[start : mark.start()]) and _LOCAL.match(cell, mark.start()):
            continue
        pieces.append(cell[start : mark.start()])
        start = mark.end()
    pieces.append(cell[start:])
    return [phone for piece in _joined(pieces) for phone in _unglued(piece)]


def _joined(pieces: list[str]) -> list[str]:
    """Give a piece without digits («тел», «Олег») back to its neighbour."""
    whole: list[str] = []
    waiting = ""
    for piece in filter(None, map(str.strip, pieces)):
        if any(map(str.isdigit, piece)):
            whole.append(waiting + piece)
            waiting = ""
        elif whole:
            whole[-1] += ", " + piece
        else:
            waiting += piece + "/"
    return whole or ([waiting.rstrip("/")] if waiting else [])


def _unglued(piece: str) -> list[str]:
    """Part phones that only spaces keep apart."""
    if sum(map(str.isdigit, piece)) < 16 or parse(piece):
        return [piece]
    phones: list[str] = []
    current = ""
    for word in piece.split():
        longer = f"{current} {word}".strip()
        if current and (word.startswith("+") or (parse(current) and not parse(longer))):
            phones.append(current)
            current = word
        else:
            current = longer
    phones.append(current)
    return phones if all(map(parse, phones)) else [piece]


def display(e164: str) -> str:
    """How a number is shown.

    >>> display("+79111234567"), display("+13125550100"), display("+375291234567")
    ('+7 911 123-45-67', '+1 312 555-0100', '+375 29 123-45-67')
    >>> display("+442079460958")
    '+44 207 946 0958'
    """
    number = e164.removeprefix("+")
    if not number.isdigit() or len(number) < 8:
        return e164
    code = country_code(number)
    rest = number[len(code) :]
    if code == "7" and len(rest) == 10:
        return f"+7 {rest[:3]} {rest[3:6]}-{rest[6:8]}-{rest[8:]}"
    if code == "1" and len(rest) == 10:
        return f"+1 {rest[:3]} {rest[3:6]}-{rest[6:]}"
    if code in ("375", "380") and len(rest) == 9:
        return f"+{code} {rest[:2]} {rest[2:5]}-{rest[5:7]}-{rest[7:]}"
    head = max(len(rest) - 4, 0) // 3 * 3
    groups = [rest[at : at + 3] for at in range(0, head, 3)] + [rest[head:]]
    return " ".join([f"+{code}", *groups])


def last_digits(text: str, count: int = 10) -> str:
    """The last digits of whatever was typed: what a part of a number is searched by.

    >>> last_digits("8 (911) 123-45-67"), last_digits("45-67")
    ('9111234567', '4567')
    """
    return _NOT_DIGIT.sub("", text)[-count:]
