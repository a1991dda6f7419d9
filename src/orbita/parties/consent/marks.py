"""How a person is recognised in a text: patterns of names, phones, mails, numbers and days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from orbita.kit.names import split_name
from orbita.kit.phones import parse, split

GONE = "[…]"
"""What stands in a text where something was taken out."""
_START, _END = "\x02", "\x03"
_BETWEEN_DIGITS = r"[-() .\u00a0]{0,3}"
_ENDING = 3


@dataclass(frozen=True)
class Marks:
    """Patterns that give a person away: `strong` anywhere, `weak` only in texts linked to him."""

    strong: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()

    def __or__(self, other: "Marks") -> "Marks":
        return Marks(self.strong | other.strong, self.weak | other.weak)

    def pattern(self, *, close: bool, for_database: bool = True) -> str:
        """One regular expression of all, longest first; "" when there is nothing to look for.

        The database's word boundaries are written otherwise than Python's.
        """
        wanted = sorted(self.strong | (self.weak if close else frozenset()), key=_rank)
        start, end = (r"\m", r"\M") if for_database else (r"(?<!\w)(?=\w)", r"(?<=\w)(?!\w)")
        return "|".join(wanted).replace(_START, start).replace(_END, end)


def _rank(pattern: str) -> tuple[int, str]:
    return (-len(pattern), pattern)


def words(text: str) -> str:
    """A pattern for words in this order, spaces between them free."""
    parts = [re.escape(part).replace('"', r'\\?"') for part in text.split()]
    body = r"\s+".join(parts)
    start = _START if text[:1].isalnum() else ""
    return start + body + (_END if text[-1:].isalnum() else "")


def inflected(word: str) -> str:
    """A pattern for a name in any case: Воронцов, Воронцову, Воронцовым; Анна, Анне, Анну."""
    if len(word) < 3 or not re.fullmatch(r"[а-яёА-ЯЁ-]+", word):
        return _yo(re.escape(word))
    if word[-2:].lower() in ("ел", "ёл"):  # Павел, Павла
        return _yo(re.escape(word[:-2])) + r"[её]?л\w{0,3}"
    stem = word[:-1] if word[-1].lower() in "аяеёийоуыэюь" and len(word) > 3 else word
    stem = stem[:-1] if stem[-1].lower() in "аяеёиоуыэю" and len(stem) > 4 else stem
    return _yo(re.escape(stem)) + rf"\w{{0,{_ENDING}}}"


def _yo(text: str) -> str:
    return re.sub("[её]", "[её]", re.sub("[ЕЁ]", "[ЕЁ]", text))


def name_marks(last: str, first: str, middle: str) -> Marks:
    """A name in every order and case, and with initials; of single words only the weak ones."""
    known = [part.strip() for part in (last, first, middle)]
    if not any(known):
        return Marks()
    forms = [inflected(part) if part else "" for part in known]
    family, given, paternal = forms
    strong = set()
    if family and given:
        tail = rf"(?:\s+{paternal})?" if paternal else ""
        strong |= {_bound(rf"{family},?\s+{given}{tail}"), _bound(rf"{given}{tail}\s+{family}")}
        initial = re.escape(known[1][0])
        more = rf"(?:\s*{re.escape(known[2][0])}\.)?" if paternal else ""
        strong |= {
            f"{_START}{family}\\s+{initial}\\.{more}",
            _bound(rf"{initial}\.{more}\s*{family}"),
        }
    if given and paternal:
        strong.add(_bound(rf"{given}\s+{paternal}"))
    return Marks(frozenset(strong), frozenset(_bound(form) for form in forms if form))


def full_name_marks(text: str) -> Marks:
    """The same of a name in one field; one word alone gives it away only where it is linked."""
    name = split_name(text)
    marks = name_marks(name.last, name.first, name.middle)
    parts = text.split()
    if not parts:
        return marks
    whole = frozenset([words(text)])
    return marks | (Marks(whole) if len(parts) > 1 else Marks(weak=whole))


def _bound(body: str) -> str:
    return f"{_START}{body}{_END}"


def contact_marks(value: str) -> Marks:
    """A phone however it is written, a mail, the name in a messenger."""
    found = [one for part in split(value) if (one := parse(part)) is not None]
    if found:
        return Marks(frozenset(map(_phone, (one.digits for one in found))))
    digits = re.sub(r"\D", "", value)
    if len(digits) >= 7 and not re.search(r"[^\W\d]", value):
        return Marks(frozenset([_phone(digits)]))
    bare = value.strip().lstrip("@")
    if len(bare) >= 5:
        return Marks(frozenset([words(bare)]))
    return Marks(weak=frozenset([words(bare)] if bare else []))


def _phone(digits: str) -> str:
    prefix = ""
    if len(digits) == 11 and digits[0] in "78":
        prefix, digits = rf"(?:[78]{_BETWEEN_DIGITS})?", digits[1:]
    return f"\\+?{_START}{prefix}{_BETWEEN_DIGITS.join(digits)}{_END}"


def code_marks(value: str) -> Marks:
    """A number or an address as it stands; short ones give nobody away outside of his texts."""
    text = value.strip()
    if not text:
        return Marks()
    found = frozenset([words(text)])
    return Marks(found) if len(text) >= 6 else Marks(weak=found)


def day_marks(day: date) -> Marks:
    """A birthday as people and computers write it."""
    written = (f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%y}", f"{day:%d/%m/%Y}")
    return Marks(weak=frozenset(map(words, written)))


def all_marks(found: Iterable[Marks]) -> Marks:
    """All of these together."""
    whole = Marks()
    for one in found:
        whole |= one
    return whole
