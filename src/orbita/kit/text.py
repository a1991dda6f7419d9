"""Words: keys for search and sorting, legal forms, initials, transliteration, digits."""

import re
import unicodedata

from orbita.kit.legal_forms import find_form

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("«»“”„‟″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        "ё": "е",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
_NOT_DIGIT = re.compile(r"[^0-9]+")
_SKIPPED_IN_ORDER = re.compile(r"[\"'.,()\[\]]+")
_WORD = re.compile(r"[^\W_][\w'’]*")


def fold(text: str) -> str:
    """The key that search compares: lower case, ё as е, plain dashes and quotes, single spaces.

    >>> fold("  ООО «Зелёный  Дом»—Юг ")
    'ооо "зеленый дом"-юг'
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    plain = unicodedata.normalize("NFKC", text.translate(_PLAIN)).lower().translate(_PLAIN)
    return " ".join(plain.split())


def sort_key(text: str) -> str:
    """The key that lists sort by: folded, quotes and points left out.

    >>> sorted(["Ёлка", "«Ель»", "Авто"], key=sort_key)
    ['Авто', 'Ёлка', '«Ель»']
    """
    return " ".join(_SKIPPED_IN_ORDER.sub(" ", fold(text)).split())


def strip_legal_form(name: str) -> tuple[str, str]:
    """Part a company's name into its legal form (short, "" when there is none) and the name proper.

    >>> strip_legal_form("ООО «Северный ветер»"), strip_legal_form("БЫКОНЬ, АО")
    (('ООО', 'Северный ветер'), ('АО', 'БЫКОНЬ'))
    >>> strip_legal_form("Общество с ограниченной ответственностью Заря"), strip_legal_form("Inc")
    (('ООО', 'Заря'), ('', 'Inc'))
    >>> strip_legal_form("Bubba Gump, Inc."), strip_legal_form("«Заря» и «Ёж»")
    (('Inc', 'Bubba Gump'), ('', '«Заря» и «Ёж»'))
    """
    form, core = find_form(" ".join(name.split()))
    return form, _unquoted(core)


def _unquoted(core: str) -> str:
    """Take off the quotes that hold the whole of a name, and only those."""
    pairs = {"«": "»", "“": "”", "„": "“", '"': '"', "'": "'"}
    close = pairs.get(core[:1])
    if close is None or len(core) < 3 or not core.endswith(close):
        return core
    inner = core[1:-1]
    if core[0] == close:
        return inner if inner.count(close) in (0, 1) else core
    depth = 0
    for char in inner:
        depth += (char == core[0]) - (char == close)
        if depth < 0:
            return core
    return inner


def initials(name: str) -> str:
    """One or two letters for an avatar; the legal form is skipped.

    >>> initials("ООО «Северный ветер»"), initials("Олег Тихонов"), initials("")
    ('СВ', 'ОТ', '?')
    """
    _, core = strip_legal_form(name)
    words = _WORD.findall(core)
    chosen = [word for word in words if word[0].isalpha()] or words
    return "".join(word[0].upper() for word in chosen[:2]) or "?"


def digits(text: str) -> str:
    """Only the digits 0–9 of a text.

    >>> digits("ИНН 7707-083893")
    '7707083893'
    """
    return _NOT_DIGIT.sub("", text)


_RUSSIAN_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN_SPELLINGS = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya"
_CYRILLIC = dict(zip(_RUSSIAN_LETTERS, _LATIN_SPELLINGS.split(" "), strict=True))
_LATIN = (
    dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхийклмнопкрстуввкыз", strict=True))
    | {"x": "кс", "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш"}
    | {"yu": "ю", "ya": "я", "yo": "ё", "ju": "ю", "ja": "я", "ye": "е", "ck": "к", "ph": "ф"}
)
_LATIN_PIECE = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)), re.IGNORECASE)


def transliterate(text: str, to: str = "latin") -> str:
    """Russian letters to Latin (near to what passports use) or Latin ones to Russian (a guess).

    >>> transliterate("Щукин, Юг"), transliterate("Shchukin", to="russian")
    ('Shchukin, Yug', 'Щукин')
    """
    if to == "latin":
        return "".join(_cased(_CYRILLIC.get(char.lower(), char), char) for char in text)
    return _LATIN_PIECE.sub(lambda found: _cased(_LATIN[found[0].lower()], found[0]), text)


def _cased(piece: str, like: str) -> str:
    return piece.capitalize() if like[:1].isupper() else piece
