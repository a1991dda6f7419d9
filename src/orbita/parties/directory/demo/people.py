"""People: names, phones, mails, messengers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from orbita.kit.text import transliterate
from orbita.parties.directory import rules
from orbita.parties.directory.demo import numbers
from orbita.parties.directory.models import ContactPoint, Party
from orbita.platform.ui.demo import Demo

MEN = [
    "Александр",
    "Алексей",
    "Андрей",
    "Антон",
    "Артём",
    "Борис",
    "Вадим",
    "Василий",
    "Виктор",
    "Виталий",
    "Владимир",
    "Вячеслав",
    "Геннадий",
    "Георгий",
    "Григорий",
    "Денис",
    "Дмитрий",
    "Евгений",
    "Иван",
    "Игорь",
    "Илья",
    "Кирилл",
    "Константин",
    "Леонид",
    "Максим",
    "Марат",
    "Михаил",
    "Никита",
    "Николай",
    "Олег",
    "Павел",
    "Пётр",
    "Рамиль",
    "Роман",
    "Руслан",
    "Семён",
    "Сергей",
    "Станислав",
    "Степан",
    "Тимур",
    "Фёдор",
    "Юрий",
    "Ярослав",
]
WOMEN = [
    "Алёна",
    "Алина",
    "Алла",
    "Анастасия",
    "Анна",
    "Валентина",
    "Валерия",
    "Вера",
    "Вероника",
    "Виктория",
    "Галина",
    "Дарья",
    "Диана",
    "Евгения",
    "Екатерина",
    "Елена",
    "Жанна",
    "Инна",
    "Ирина",
    "Карина",
    "Кристина",
    "Ксения",
    "Лариса",
    "Лилия",
    "Любовь",
    "Людмила",
    "Маргарита",
    "Марина",
    "Мария",
    "Надежда",
    "Наталья",
    "Нина",
    "Оксана",
    "Олеся",
    "Ольга",
    "Полина",
    "Светлана",
    "София",
    "Татьяна",
    "Ульяна",
    "Эльвира",
    "Юлия",
    "Яна",
]
FATHERS = [
    "Александров",
    "Алексеев",
    "Андреев",
    "Антонов",
    "Борисов",
    "Вадимов",
    "Васильев",
    "Викторов",
    "Владимиров",
    "Вячеславов",
    "Геннадьев",
    "Григорьев",
    "Дмитриев",
    "Евгеньев",
    "Иванов",
    "Игорев",
    "Константинов",
    "Леонидов",
    "Максимов",
    "Михайлов",
    "Николаев",
    "Олегов",
    "Павлов",
    "Петров",
    "Романов",
    "Сергеев",
    "Станиславов",
    "Степанов",
    "Фёдоров",
    "Юрьев",
]
SURNAMES = [
    "Абрамов",
    "Агафонов",
    "Алёшин",
    "Андрианов",
    "Анисимов",
    "Архипов",
    "Баранов",
    "Басов",
    "Беляев",
    "Березин",
    "Бобров",
    "Богданов",
    "Боровой",
    "Бочаров",
    "Васнецов",
    "Вдовин",
    "Воронин",
    "Гаврилов",
    "Галкин",
    "Гарин",
    "Глухов",
    "Голубев",
    "Гончаренко",
    "Горбунов",
    "Григорьев",
    "Громыко",
    "Гуров",
    "Давыдов",
    "Данилов",
    "Демидов",
    "Дорохов",
    "Дубинин",
    "Ерёмин",
    "Ермаков",
    "Ефремов",
    "Жарков",
    "Жилин",
    "Жуков",
    "Завьялов",
    "Зайцев",
    "Захаров",
    "Зимин",
    "Зорин",
    "Зубов",
    "Ильинский",
    "Исаев",
    "Кабанов",
    "Калинин",
    "Карпов",
    "Кириленко",
    "Климов",
    "Кобзев",
    "Ковалёв",
    "Колесников",
    "Комаров",
    "Королёв",
    "Костин",
    "Кравченко",
    "Краснов",
    "Крупский",
    "Кудрин",
    "Кузнецов",
    "Куликов",
    "Лавров",
    "Лазарев",
    "Лапин",
    "Ларин",
    "Лебедев",
    "Литвинов",
    "Лосев",
    "Лукин",
    "Лыков",
    "Макаров",
    "Малинин",
    "Мальцев",
    "Маслов",
    "Медведев",
    "Мельник",
    "Миронов",
    "Моисеев",
    "Муратов",
    "Назаров",
    "Наумов",
    "Некрасов",
    "Нестеров",
    "Нефёдов",
    "Новиков",
    "Носов",
    "Овчинников",
    "Орехов",
    "Осипов",
    "Павлов",
    "Панин",
    "Петренко",
    "Пименов",
    "Платонов",
    "Поляков",
    "Потапов",
    "Прохоров",
    "Рогов",
    "Родионов",
    "Рубцов",
    "Рыбаков",
    "Рябов",
    "Савин",
    "Сазонов",
    "Самойлов",
    "Сафин",
    "Селезнёв",
    "Семёнов",
    "Сидоренко",
    "Симонов",
    "Ситников",
    "Скворцов",
    "Соболь",
    "Соколов",
    "Соловьёв",
    "Сорокин",
    "Старостин",
    "Стрельников",
    "Суханов",
    "Сысоев",
    "Терентьев",
    "Титов",
    "Тихонов",
    "Токарев",
    "Третьяков",
    "Трофимов",
    "Туманов",
    "Уваров",
    "Ушаков",
    "Федотов",
    "Филатов",
    "Фролов",
    "Хабаров",
    "Харитонов",
    "Хромов",
    "Царёв",
    "Цветков",
    "Черкасов",
    "Чижов",
    "Шаповалов",
    "Шевченко",
    "Широков",
    "Шубин",
    "Щербаков",
    "Юдин",
    "Яковлев",
]


@dataclass(frozen=True)
class Person:
    """A name in its parts."""

    last: str
    first: str
    middle: str

    @property
    def listed(self) -> str:
        """As lists show it."""
        return f"{self.first} {self.last}"

    @property
    def full(self) -> str:
        """As documents carry it."""
        return f"{self.last} {self.first} {self.middle}"

    @property
    def mailbox(self) -> str:
        """The part before @."""
        return f"{transliterate(self.first)[0]}.{transliterate(self.last)}".lower().replace("'", "")


def person(demo: Demo, *, woman: bool | None = None) -> Person:
    """Somebody."""
    woman = demo.chance(0.45) if woman is None else woman
    last, father = demo.random.choice(SURNAMES), demo.random.choice(FATHERS)
    if not woman:
        return Person(last, demo.random.choice(MEN), f"{father}ич")
    if last.endswith(("ов", "ев", "ёв", "ин")):
        last += "а"
    elif last.endswith(("ий", "ой")):
        last = f"{last[:-2]}ая"
    return Person(last, demo.random.choice(WOMEN), f"{father}на")


def person_party(demo: Demo, who: Person, *, at: datetime, **more: Any) -> Party:
    """A person as a party, known since a time."""
    if demo.chance(0.3):
        more["born_on"] = birthday(demo)
    return Party(
        id=demo.key(at), form="person", name=who.listed, full_name=who.full, last_name=who.last,
        first_name=who.first, middle_name=who.middle, created_at=at, **more,
    )  # fmt: skip


def birthday(demo: Demo) -> date:
    """A day on which somebody who works today may have been born."""
    return demo.ago(365.25 * demo.random.uniform(23, 62))


def points(party_id: UUID, given: list[tuple[str, str]]) -> list[ContactPoint]:
    """Contact points in their order; the first of each channel is the main one."""
    rows, seen = [], set()
    for position, (channel, value) in enumerate(given):
        reach = rules.reach(channel, value)
        rows.append(
            ContactPoint(
                party_id=party_id, channel=channel, value=value, normal=reach.normal,
                extension=reach.extension, is_main=channel not in seen, position=position,
            )
        )  # fmt: skip
        seen.add(channel)
    return rows


def personal_points(demo: Demo, party: Party, who: Person, domain: str) -> list[ContactPoint]:
    """A mobile and a mail, often a messenger."""
    number = numbers.mobile(demo.random)
    given = [("phone", number), ("email", f"{who.mailbox}@{domain}")]
    if demo.chance(0.45):
        given.append(("telegram", f"@{who.mailbox.replace('.', '_')}{demo.random.randint(1, 99)}"))
    if demo.chance(0.15):
        given.append(("whatsapp", number))
    return points(party.pk, given)
