"""Comparable forms of words: one spelling for both alphabets, sounds, street words, digits."""

import re
from functools import lru_cache

from orbita.kit.keyboard import wrong_layout
from orbita.kit.text import fold, strip_legal_form

_SPELLINGS = "a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sh  i  e u a i i e g u"
_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        _SPELLINGS.split(" "),
        strict=True,
    )
)
_RUSSIAN = str.maketrans(_LETTERS)
_SOUNDS = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("zh", "z"), ("kh", "h"), ("ph", "f"),
    ("th", "t"), ("ck", "k"), ("ts", "c"), ("tz", "c"), ("cz", "c"), ("yo", "e"), ("jo", "e"),
    ("yu", "u"), ("ju", "u"), ("iu", "u"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("ye", "e"),
    ("je", "e"), ("ie", "e"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("x", "ks"), ("q", "k"),
    ("w", "v"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_SOUND_PIECE = re.compile("|".join(piece for piece, _ in _SOUNDS))
_SOUND = dict(_SOUNDS)
_TWICE = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W_]+")
_NOT_DIGIT = re.compile(r"\D+")
_FLOAT = re.compile(r"(\d+)\.0+")
_VOWELS = str.maketrans("", "", "aeiou")


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A word as it sounds, near enough, in either alphabet.

    >>> sound("Щукин"), sound("Shchukin"), sound("Aleksej") == sound("Алексей")
    ('shukin', 'shukin', True)
    """
    latin = word.lower().translate(_RUSSIAN)
    return _TWICE.sub(r"\1", _SOUND_PIECE.sub(_sounded, latin))


def _sounded(found: re.Match[str]) -> str:
    return _SOUND[found[0]]


def skeleton(word: str) -> str:
    """The first letter and the consonants of a sound: what survives most typing errors.

    >>> skeleton("harrington"), skeleton("herington")
    ('hrngtn', 'hrngtn')
    """
    return word[:1] + _TWICE.sub(r"\1", word[1:].translate(_VOWELS))


def words(text: str) -> list[str]:
    """The words of a text, folded; letters of the other alphabet that only look right are put right.

    >>> words("«Ёж», St. Lucy's"), words("Cтрoй")
    (['еж', 'st', 'lucys'], ['строй'])
    """
    return [_unmixed(word) for word in _WORD.findall(fold(text).replace("'", ""))]


_ALIKE = str.maketrans("abcehkmoptxy03", "авсенкмортхуоз")
_CYRILLIC = re.compile("[а-яё]")
_LATIN_OR_NOUGHT = re.compile(r"[a-z]|(?<=[а-яё])[03](?=[а-яё])")


def _unmixed(word: str) -> str:
    if word.isascii() or not _CYRILLIC.search(word) or not _LATIN_OR_NOUGHT.search(word):
        return word
    return word.translate(_ALIKE)


_RUSSIAN_VOWELS = frozenset("аеёиоуыэюя")
_NEVER = re.compile(
    "^[ьъый]|[аеёиоуыэюя][ьъы]|[^аеёиоуыэюяьъ]{5}|[аеёиоуыэюя]{3}|щ(?![аеёиоуюьн])|ц[^аеиоуыв]"
    "|[кгхшжщч]ы|ы[аоуыэюя]|[^аеёиоуыэюя]ф[^аеёиоуыэюялр]"
)
"""What no Russian word has, and English words have when they are typed with the other layout."""


def relaid(text: str) -> str:
    """Russian words that were typed with the Latin layout, put right; all others as they are.

    >>> relaid("Bdfyjd"), relaid("Schmidt"), relaid("Ivanov")
    ('иванов', 'Schmidt', 'Ivanov')
    """
    return _TYPED.sub(lambda found: _relaid_word(found[0]), text)


_TYPED = re.compile(r"""[a-z\[\];',.`]*[a-z][a-z\[\];'.`]*""", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def _relaid_word(word: str) -> str:
    letters = [letter for letter in word.lower() if letter.isalpha()]
    most = 0.25 if len(letters) >= 7 else 0.15
    if len(letters) < 4 or sum(letter in "aeiou" for letter in letters) > most * len(letters):
        return word
    typed = wrong_layout(word.lower()) or word
    vowels = sum(letter in _RUSSIAN_VOWELS for letter in typed)
    if not 0.33 * len(typed) <= vowels <= 0.7 * len(typed) or _NEVER.search(typed):
        return word
    return typed


def digits(text: str) -> str:
    """The digits of a code; the tail that spreadsheets add is left out.

    >>> digits("19081209.0"), digits("770-708")
    ('19081209', '770708')
    """
    found = _FLOAT.fullmatch(text.strip())
    return found[1] if found else _NOT_DIGIT.sub("", text)


def plain_value(text: str) -> str:
    """A cell as it is compared: folded words, numbers without a spreadsheet's tail."""
    found = _FLOAT.fullmatch(text.strip())
    return found[1] if found else " ".join(words(text))


_FILLER_WORDS = (
    "производственное объединение торговый дом торговая группа компаний компания фирма завод нпо"
    " пкф тд гк тк пк нпп нпф спк холдинг корпорация концерн предприятие научно"
    " производственная коммерческая общество и к ко co company group holding the of and"
    " corporation enterprise enterprises firm association services service center centre"
    " филиал представительство"
)
_FILLERS = frozenset(sound(word) for word in _FILLER_WORDS.split())
"""Words that say what sort of thing a company is, hardly which one."""
_FORMS = {
    "ооо": "llc", "осоо": "llc", "тоо": "llc", "ltd": "llc", "pty ltd": "llc", "gmbh": "llc",
    "co., ltd": "llc", "зао": "jsc", "оао": "jsc", "пао": "jsc", "ао": "jsc", "нао": "jsc",
    "corp": "inc", "пбоюл": "ип",
}  # fmt: skip


def is_filler(word: str) -> bool:
    """Whether a word of a name, by sound, hardly tells one company from another."""
    return word in _FILLERS


def company_words(name: str) -> tuple[str, list[str]]:
    """A company's legal form (short, as it is written) and the words of its name by sound.

    >>> company_words("АО «Торговый дом Ёж»"), company_words("Ezh")
    (('ао', ['torgovi', 'dom', 'ez']), ('', ['ez']))
    """
    form, core = strip_legal_form(name.strip(" .,"))
    again, core = strip_legal_form(core)
    found = [sound(word) for word in words(core)] or [sound(word) for word in words(name)]
    return (form or again).lower(), found


def form_family(form: str) -> str:
    """What a legal form is in any country: an ООО is an LLC.

    >>> form_family("ооо") == form_family("ltd"), form_family("ип")
    (True, 'ип')
    """
    return _FORMS.get(form, form)


_STREET = {
    "street": "st", "str": "st", "avenue": "av", "ave": "av", "aven": "av", "boulevard": "bl",
    "blvd": "bl", "boul": "bl", "road": "rd", "drive": "dr", "circuit": "cct", "crescent": "cr",
    "cres": "cr", "place": "pl", "lane": "ln", "court": "ct", "square": "sq", "terrace": "tce",
    "parkway": "pkwy", "highway": "hwy", "close": "cl", "north": "n", "south": "s", "east": "e",
    "west": "w", "northwest": "nw", "northeast": "ne", "southwest": "sw", "southeast": "se",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10", "saint": "st",
    "улица": "ул", "проспект": "пр", "просп": "пр", "прт": "пр", "переулок": "пер",
    "площадь": "пл", "шоссе": "ш", "бульвар": "бр", "набережная": "наб", "проезд": "прд",
    "дом": "д", "корпус": "к", "корп": "к", "строение": "стр", "квартира": "кв", "офис": "оф",
}  # fmt: skip
_DROPPED_WORDS = "st av bl rd dr cct cr pl ln ct sq tce cl ул пр пер пл ш наб прд д дом г гор"
_DROPPED = frozenset(_DROPPED_WORDS.split())
_MAY_BE_NAMES = frozenset(("наб", "пл"))
"""A street may be called just so: «Набережная, 5»."""
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|й|я|ая|ый|ой)")
_MIXED = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=200_000)
def street(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An address line as its numbers and its words, the usual words of streets made equal.

    >>> street("4 423 N. 51st Street"), street("ул. Ленина, д. 5")
    ((('4', '423', '51'), ('n',)), (('5',), ('lenina',)))
    """
    numbers: list[str] = []
    named: list[str] = []
    spare: list[str] = []
    for word in words(text):
        if found := _ORDINAL.fullmatch(word):
            numbers.append(found[1])
            continue
        for piece in _MIXED.findall(word) if not word.isalpha() else (word,):
            known = _STREET.get(piece, piece)
            if known.isdigit():
                numbers.append(known.lstrip("0") or "0")
            elif known not in _DROPPED:
                named.append(sound(known))
            elif known in _MAY_BE_NAMES and len(piece) > 3:
                spare.append(known)
    return tuple(numbers), tuple(named or spare)
