"""What cells look like: mails, phones, ИНН, people, countries."""

import re
from collections.abc import Sequence

from orbita.kit import phones, requisites
from orbita.kit.names import has_patronymic
from orbita.kit.text import strip_legal_form

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"(?:\+|8|7)[\d\s().-]{9,}")
_WORD = re.compile(r"[A-ZА-ЯЁ][\w'’.-]*")
_BUSINESS_NAMES = (
    "company group inc llc ltd corp corporation center centre school agency services house "
    "store solutions systems bank church academy technologies компания завод магазин школа "
    "центр группа торговый дом фирма студия агентство банк"
)
_BUSINESS = frozenset(_BUSINESS_NAMES.split())


def share(cells: Sequence[str], test: "re.Pattern[str]") -> float:
    """What part of the cells matches as a whole."""
    return sum(bool(test.fullmatch(cell.strip())) for cell in cells) / len(cells) if cells else 0.0


def mails(cells: Sequence[str]) -> float:
    """The share of cells that begin with a mail address."""
    return sum(bool(_MAIL.match(cell.strip())) for cell in cells) / len(cells)


def phone_numbers(cells: Sequence[str]) -> float:
    """The share of cells that look like phones and nothing else."""
    found = 0
    for cell in cells:
        text = cell.strip()
        found += bool(_PHONE.match(text)) and phones.parse(phones.split(text)[0]) is not None
    return found / len(cells)


def inns(cells: Sequence[str]) -> float:
    """The share of cells that are right ИНН."""
    return sum(requisites.check_inn(cell.strip()) is None for cell in cells) / len(cells)


def people(cells: Sequence[str]) -> float:
    """The share of cells that look like names of people: two or three words, each a name."""
    return sum(is_person(cell) for cell in cells) / len(cells)


def is_person(name: str) -> bool:
    """Whether a name looks like that of a person.

    >>> [is_person(n) for n in ("Claire Gute", "ООО Заря", "Тихонов Олег Игоревич", "Acme Group")]
    [True, False, True, False]
    """
    words = name.split()
    if not 2 <= len(words) <= 4 or any(character.isdigit() for character in name):
        return False
    if any(has_patronymic(word) for word in words[1:]):
        return True
    if strip_legal_form(name)[0] or any(word.lower().strip(".,") in _BUSINESS for word in words):
        return False
    return all(_WORD.fullmatch(word) for word in words)


_COUNTRIES_NAMES = (
    "россия рф российская федерация|беларусь|белоруссия|казахстан|украина|узбекистан|киргизия|"
    "армения|грузия|азербайджан|таджикистан|туркмения|молдавия|молдова|латвия|литва|эстония|"
    "китай|индия|турция|германия|франция|италия|испания|польша|сша|великобритания|япония|"
    "южная корея|корея|бразилия|израиль|оаэ|сербия|финляндия|швеция|норвегия|нидерланды|чехия|"
    "вьетнам|монголия|russia|russian federation|belarus|kazakhstan|ukraine|uzbekistan|armenia|"
    "georgia|azerbaijan|united states|usa|us|united states of america|canada|mexico|brazil|"
    "argentina|chile|colombia|peru|panama|united kingdom|uk|great britain|ireland|france|"
    "germany|italy|spain|portugal|poland|romania|greece|norway|sweden|finland|denmark|"
    "netherlands|belgium|austria|switzerland|hungary|czech republic|serbia|bulgaria|turkey|"
    "israel|jordan|egypt|kenya|nigeria|south africa|morocco|japan|china|korea|south korea|"
    "india|pakistan|philippines|vietnam|thailand|indonesia|malaysia|singapore|australia|"
    "new zealand|uae|united arab emirates|saudi arabia|iran|iraq"
)
COUNTRIES = frozenset(_COUNTRIES_NAMES.split("|"))


def countries(cells: Sequence[str]) -> float:
    """The share of cells that name a country."""
    return sum(" ".join(cell.lower().split()) in COUNTRIES for cell in cells) / len(cells)
