"""What the demo company sells: for how much, how long it takes, how often it is asked for."""

from dataclasses import dataclass
from decimal import Decimal

from orbita.platform.ui.demo import Demo


@dataclass(frozen=True)
class Good:
    """`low` and `high` in thousands of roubles, `days` from the request to the contract."""

    title: str
    product: str
    low: int
    high: int
    days: int
    weight: int


def _good(line: str) -> Good:
    title, product, *numbers = line.split("|")
    low, high, days, weight = map(int, numbers)
    return Good(title, product, low, high, days, weight)


GOODS = tuple(
    map(
        _good,
        """
Паллетные стеллажи на {places} мест|Стеллажи|300|4200|52|12
Полочные стеллажи, {area} м²|Стеллажи|120|1400|34|7
Мезонин в два яруса, {area} м²|Мезонины|1200|9000|85|5
Конвейерная линия для зоны {zone}|Конвейеры|1500|12000|110|6
WMS для склада, {users} рабочих мест|Программы|700|6500|95|8
Сортировщик посылок, {speed} тыс. в час|Сортировка|4000|12000|130|3
Электроштабелёры, {few} шт.|Техника|350|2900|38|10
Ричтраки, {few} шт.|Техника|1900|9500|60|5
Погрузчики в аренду, {few} шт.|Аренда|200|1900|26|7
Терминалы сбора данных, {users} шт.|Терминалы|150|2400|32|8
Обслуживание техники на год|Сервис|120|1500|30|10
Поддержка 24×7, годовой договор|Сервис|300|2200|34|5
Обследование склада|Проекты|80|420|24|6
Модернизация склада, {turn}-я очередь|Проекты|2500|12000|120|5
Адресное хранение и маркировка|Проекты|90|800|28|5
Доклевеллеры и ворота, {few} шт.|Доки|500|4200|56|4
Запасные части, партия {turn}|Запчасти|80|600|16|9
Весы и упаковщики, {few} шт.|Оборудование|150|1100|32|4
Этикетки, годовой договор|Расходные материалы|180|1900|22|5
Обучение операторов, {users} человек|Обучение|80|520|20|4
Холодный склад: мобильные стеллажи|Стеллажи|1800|9800|95|2
Перенос склада в новое здание|Проекты|600|6800|70|3
""".strip().splitlines(),
    )
)
FOR_PEOPLE = (
    Good("Стеллаж для мастерской", "Стеллажи", 80, 160, 12, 5),
    Good("Ручной штабелёр", "Техника", 85, 190, 14, 3),
    Good("Стеллажи для гаража и кладовой", "Стеллажи", 80, 240, 15, 4),
)
ZONES = ("приёмки", "отбора", "упаковки", "отгрузки", "возвратов", "комплектации")


def title(demo: Demo, good: Good) -> str:
    """The title of a deal about the good."""
    random = demo.random
    return good.title.format(
        places=random.randrange(200, 4200, 20),
        area=random.randrange(120, 2600, 20),
        users=random.randrange(5, 80, 5),
        few=random.randint(2, 14),
        speed=random.randint(2, 9),
        turn=random.randint(1, 4),
        zone=random.choice(ZONES),
    )


def amount(demo: Demo, good: Good) -> Decimal:
    """A price between low and high, rather low, as round as prices are."""
    share = demo.random.betavariate(1.5, 2.8)
    price = good.low * (good.high / good.low) ** share * 1000
    step = 500 if price < 1_000_000 else 5_000
    return Decimal(max(round(price / step) * step, good.low * 1000))
