"""Names of columns: cleaned, unique; and whether the first row holds names at all."""

import re

from orbita.kit.text import fold

_MOJIBAKE_BOM = ("\ufeff", "ï»¿", "п»ї", "þÿ", "ÿþ")
_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad\x00-\x08\x0e-\x1f]")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_NUMBER = re.compile(r"[+-]?\d[\d\s.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def letters(number: int) -> str:
    """A spreadsheet's name of a column, from 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def clean_head(head: str) -> str:
    """A head without byte-order marks, line breaks and quotes around it.

    >>> clean_head("ï»¿Row  ID"), clean_head('"Название\\nклиента"')
    ('Row ID', 'Название клиента')
    """
    for mark in _MOJIBAKE_BOM:
        head = head.removeprefix(mark)
    plain = " ".join(_INVISIBLE.sub("", head).split())
    return plain[1:-1].strip() if len(plain) > 1 and plain[0] == plain[-1] == '"' else plain


def unique_columns(heads: list[str]) -> list[str]:
    """Cleaned names; the second of one name gets a number, an empty one the spreadsheet's letter.

    >>> unique_columns(["Phone", "phone", "", "Phone (2)"])
    ['Phone', 'phone (2)', 'C', 'Phone (2) (2)']
    """
    cleaned = [clean_head(head) or letters(at) for at, head in enumerate(heads)]
    taken: set[str] = set()
    names: list[str] = []
    for name in cleaned:
        chosen, number = name, 2
        while fold(chosen) in taken:
            chosen, number = f"{name} ({number})", number + 1
        taken.add(fold(chosen))
        names.append(chosen)
    return names


def looks_like_header(first: list[str], others: list[list[str]]) -> bool:
    """Whether a first row names its columns. It does not when a value of it looks like the data
    below: a mail among mails, a date among dates, a number among numbers (years apart)."""
    if not any(cell.strip() for cell in first):
        return True
    for at, head in enumerate(first):
        kind = _kind(clean_head(head))
        below = [row[at] for row in others if at < len(row) and row[at].strip()]
        if (
            kind
            and below
            and sum(_kind(cell.strip()) == kind for cell in below) >= 0.8 * len(below)
        ):
            return False
    return True


def _kind(cell: str) -> str:
    """What a value is for sure: "mail", "date", "number", or "" for words."""
    if _EMAIL.fullmatch(cell):
        return "mail"
    if _DATE.match(cell):
        return "date"
    if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell):
        return "number"
    return ""
