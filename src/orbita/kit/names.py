"""Names of people: last, first and middle, in Russian and English."""

import re
from dataclasses import dataclass

_PATRONYMIC = re.compile(
    r"(?:[оеё]вич|[оеё]вна|[аиы]ч|ична|инична|ovich|evich|ovna|evna|ichna)$", re.IGNORECASE
)
_TURKIC = frozenset(("оглы", "кызы", "оглу", "гызы", "улы", "uulu", "ogly", "kyzy"))
_SURNAME = re.compile(
    r"(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|ский|ская|цкий|цкая|ской|енко|[уюч]к|[ыи]х|швили|дзе|ян|янц"
    r"|ov|ova|ev|eva|sky|skaya|enko|off)$",
    re.IGNORECASE,
)
_FIRST_NAMES = """
    александр александра алексей алена алёна алина алиса алла альберт альбина анастасия анатолий
    ангелина андрей анжела анна антон антонина арина аркадий арсений артем артём артур богдан борис
    вадим валентин валентина валерий валерия варвара василий василиса вера вероника виктор виктория
    виталий владимир владислав владислава всеволод вячеслав галина геннадий георгий герман глеб
    григорий давид дамир данила даниил дарья денис диана динара дина дмитрий ева евгений евгения
    егор екатерина елена елизавета жанна захар зинаида зоя иван игнат игорь ильдар илья инна ирина
    ия камила камиль карина кирилл клавдия константин кристина ксения лариса лев леонид лидия лилия
    любовь людмила майя максим маргарита марина мария марк марат матвей михаил мирон надежда назар
    наталия наталья никита николай нина оксана олег олеся ольга павел петр пётр платон полина
    раиса рамиль ренат рената ринат римма роберт родион роман ростислав руслан рустам савелий
    светлана святослав семен семён сергей софия софья снежана станислав степан таисия тамара татьяна
    тимофей тимур тихон федор фёдор филипп эдуард элина эльвира эльдар эмма эмиль юлия юлиана юрий
    яков яна ярослав ярослава
    """
_FIRST = frozenset(_FIRST_NAMES.split())
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "г-н", "г-жа", "господин", "госпожа")
)
_PARTICLE_WORDS = "van von de der den da di del della la le du bin al el ter фон ван де"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts; a part that is not there is empty."""

    last: str = ""
    first: str = ""
    middle: str = ""

    @property
    def full(self) -> str:
        """«Тихонов Олег Игоревич»: what documents carry."""
        return " ".join(filter(None, (self.last, self.first, self.middle)))

    @property
    def listed(self) -> str:
        """«Олег Тихонов»: what lists show."""
        return " ".join(filter(None, (self.first, self.last))) or self.middle

    @property
    def polite(self) -> str:
        """«Олег Игоревич»: how one speaks to the person."""
        return " ".join(filter(None, (self.first, self.middle))) or self.last


def has_patronymic(word: str) -> bool:
    """Whether a word is a Russian patronymic by its suffix.

    >>> [has_patronymic(w) for w in ("Игоревич", "Ильинична", "Кузьмич", "Тихонов")]
    [True, True, True, False]
    """
    return len(word) > 4 and bool(_PATRONYMIC.search(word))


def _from_first_name(word: str) -> bool:
    """Whether a patronymic goes back to a known first name: Романович does, Абрамович may be a
    surname."""
    stem = _PATRONYMIC.sub("", word.lower())
    head = stem[: max(3, len(stem) - 1)]
    return has_patronymic(word) and any(first.startswith(head) for first in _FIRST)


def split_name(text: str) -> PersonName:
    """Part a name. Nothing is lost: the words of the text are the words of the parts, apart from
    titles («Mr») and commas.

    >>> split_name("Тихонов Олег Игоревич") == split_name("Олег Игоревич Тихонов")
    True
    >>> split_name("Олег Тихонов"), split_name("Тихонов О. И.")
    (PersonName(last='Тихонов', first='Олег', middle=''), \
PersonName(last='Тихонов', first='О.', middle='И.'))
    >>> split_name("Smith, John A."), split_name("Ludwig van Beethoven").last
    (PersonName(last='Smith', first='John', middle='A.'), 'van Beethoven')
    """
    head, comma, tail = text.partition(",")
    if comma and tail.strip().rstrip(".").lower() not in _SUFFIXES:
        given = _words(tail)
        return PersonName(" ".join(_words(head)), *_first_and_middle(given))
    words = _words(text.replace(",", " "))
    return _russian(words) if re.search("[а-яё]", text, re.IGNORECASE) else _english(words)


def _words(text: str) -> list[str]:
    """Words without titles; initials that stick together («О.И.») come apart."""
    words = re.sub(r"(?<=\b\w\.)(?=\w)", " ", text).split()
    kept = [word for word in words if word.rstrip(".").lower() not in _TITLES]
    return kept or words


def _first_and_middle(given: list[str]) -> tuple[str, str]:
    return (given[0] if given else "", " ".join(given[1:]))


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _russian(words: list[str]) -> PersonName:
    if len(words) == 1:
        return _single(words[0])
    if words[-1].lower() in _TURKIC and len(words) >= 4:
        return PersonName(words[0], words[1], " ".join(words[2:]))
    if len(words) >= 3:
        return _three(words)
    one, two = words
    if _from_first_name(two) and one.lower() in _FIRST:
        return PersonName("", one, two)
    if _is_initial(one) or (one.lower() in _FIRST and two.lower() not in _FIRST):
        return PersonName(two, one)
    if _is_initial(two) or two.lower() in _FIRST or not _SURNAME.search(two):
        return PersonName(one, two)
    return PersonName(one, two) if _SURNAME.search(one) else PersonName(two, one)


def _three(words: list[str]) -> PersonName:
    one, two, *rest = words
    if _is_initial(one) and _is_initial(two):
        return PersonName(" ".join(rest), one, two)
    if has_patronymic(two) and not has_patronymic(rest[-1]):
        return PersonName(" ".join(rest), one, two)
    if one.lower() in _FIRST and two.lower() not in _FIRST and _SURNAME.search(rest[-1]):
        return PersonName(rest[-1], one, " ".join([two, *rest[:-1]]))
    return PersonName(one, two, " ".join(rest))


def _single(word: str) -> PersonName:
    surname = word.lower() not in _FIRST and _SURNAME.search(word)
    return PersonName(last=word) if surname else PersonName(first=word)


def _english(words: list[str]) -> PersonName:
    if len(words) < 2:
        return PersonName(first=" ".join(words))
    if len(words) == 3 and has_patronymic(words[2]):
        return PersonName(*words)
    end = len(words) - 1
    if words[end].rstrip(".").lower() in _SUFFIXES and end > 1:
        end -= 1
    while end > 1 and words[end - 1].lower() in _PARTICLES:
        end -= 1
    return PersonName(" ".join(words[end:]), *_first_and_middle(words[:end]))


def short(name: PersonName | str) -> str:
    """«Тихонов О. И.», "Smith J. A.": for narrow places and documents.

    >>> short("Тихонов Олег Игоревич"), short("Олег")
    ('Тихонов О.\\xa0И.', 'Олег')
    """
    parts = split_name(name) if isinstance(name, str) else name
    letters = [f"{part[0].upper()}." for part in (parts.first, parts.middle) if part]
    if not parts.last:
        return parts.polite
    return " ".join(filter(None, (parts.last, "\u00a0".join(letters))))
