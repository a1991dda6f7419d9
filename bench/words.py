"""Names in great number: as different as names are, so that searching them is as hard as it is."""

from random import Random

from orbita.parties.directory.demo.people import FATHERS, MEN, SURNAMES
from orbita.parties.directory.demo.places import CITIES
from orbita.parties.directory.demo.trades import TRADES

_HEADS = [
    "Бал",
    "Вер",
    "Гор",
    "Дон",
    "Ель",
    "Зар",
    "Кам",
    "Лад",
    "Мол",
    "Нев",
    "Орб",
    "Пер",
    "Рос",
    "Сиб",
    "Тав",
    "Урал",
    "Фор",
    "Хим",
    "Цен",
    "Эко",
]
_MIDDLES = ["а", "о", "и", "е", "та", "ро", "ве", "ли", "но", "ска", "ма", "ди", "ко", "бе", "ну"]
_TAILS = [
    "вик",
    "дар",
    "мет",
    "лит",
    "нор",
    "пром",
    "рест",
    "строй",
    "тех",
    "фарм",
    "шина",
    "агро",
    "лог",
    "трейд",
    "маш",
]
_CITIES = [city.name for city in CITIES]
_INDUSTRIES = [trade.name for trade in TRADES]


def firm(random: Random) -> tuple[str, str, str, str]:
    """A company: name, city, industry, site."""
    core = random.choice(_HEADS) + random.choice(_MIDDLES) + random.choice(_TAILS)
    name = f"ООО «{core} {random.choice(_HEADS)}{random.choice(_TAILS)}»"
    site = f"https://f{random.getrandbits(24):x}.example"
    return name, random.choice(_CITIES), random.choice(_INDUSTRIES), site


def person(random: Random) -> tuple[str, str, str]:
    """A person: last, first, middle name."""
    return random.choice(SURNAMES), random.choice(MEN), f"{random.choice(FATHERS)}ич"
