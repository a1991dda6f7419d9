"""Heads of columns made comparable, and a fingerprint of a file's heads."""

import hashlib
import re
from collections.abc import Iterable

from orbita.kit.text import fold

_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_NOT_WORD = re.compile(r"[^\w]+|_+")


def plain(head: str) -> str:
    """A head as words: «officeLocation», «office_location» and «Office location» are the same.

    >>> plain("officeLocation"), plain("E-mail"), plain("№ телефона")
    ('office location', 'e mail', 'телефона')
    """
    return " ".join(_NOT_WORD.sub(" ", fold(_CAMEL.sub(" ", head))).split())


def without(words: str, nouns: Iterable[str]) -> str:
    """The words that are no nouns of the kind; all of them when nothing else is left.

    >>> without("customer name", ["customer"]), without("customer", ["customer"])
    ('name', 'customer')
    """
    dropped = set(nouns)
    kept = [word for word in words.split() if word not in dropped]
    return " ".join(kept) or words


def fingerprint(heads: Iterable[str]) -> str:
    """The same for the same set of heads in any order."""
    text = "\x1f".join(sorted(plain(head) for head in heads))
    return hashlib.sha256(text.encode()).hexdigest()
