"""Needs of the demo company's clients, in their own words."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from orbita.parties.directory.models import Form, Party
from orbita.parties.needs.commands import write_topic
from orbita.parties.needs.models import Importance, Need, State
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo

TREE = {
    "Оборудование": ("Стеллажи", "Погрузчики", "Весы и терминалы"),
    "Программы": ("Учёт склада", "Обмен с 1С", "Личный кабинет"),
    "Услуги": ("Монтаж", "Обучение", "Сервисный договор"),
    "Условия": ("Отсрочка платежа", "Доставка в регион"),
}
HEARD = (
    ("Стеллажи", "Стеллажи под второй склад", 1_800_000, "К весне запускаем второй склад."),
    ("Погрузчики", "Электропогрузчик на замену", 2_400_000, "Дизель внутри больше нельзя, ищем электрический."),
    ("Весы и терминалы", "Терминалы сбора данных, 12 штук", 640_000, "Наши не держат заряд до конца смены."),
    ("Учёт склада", "Адресное хранение", 900_000, "Товар теряется на собственном складе, хотим адреса."),
    ("Обмен с 1С", "Обмен остатками с 1С каждый час", 350_000, "Остатки в 1С всегда вчерашние."),
    ("Личный кабинет", "Кабинет для дилеров", 1_200_000, "Дилеры звонят по каждой накладной."),
    ("Монтаж", "Монтаж в выходные", 280_000, "Останавливать отгрузку в будни не можем."),
    ("Обучение", "Обучить новых кладовщиков", 120_000, "Смена обновилась наполовину."),
    ("Сервисный договор", "Сервис с выездом в тот же день", 480_000, "В прошлый раз ждали инженера три дня."),
    ("Отсрочка платежа", "Отсрочка 30 дней", None, "Деньги приходят после наших отгрузок."),
    ("Доставка в регион", "Доставка до Мурманска", 95_000, "Ваша доставка дальше Петрозаводска не везёт."),
)  # fmt: skip
SHARE = 0.3


@command
def hear_demo_needs(demo: Demo, *, by: Actor) -> None:
    """A tree of topics, and what three clients of ten have said that they need."""
    topics: dict[str, UUID] = {}
    for root, names in TREE.items():
        parent = write_topic(name=root, by=by)
        for name in names:
            topics[name] = write_topic(name=name, parent_id=parent.pk, by=by).pk
    listener = User.objects.active().order_by("pk").values_list("pk", flat=True).first()
    found = [
        _heard(demo, party, topics, listener)
        for party in Party.objects.exclude(form=Form.PERSON).order_by("pk")
        if demo.chance(SHARE)
    ]
    Need.objects.bulk_create(found, batch_size=1000)


def _heard(demo: Demo, party: Party, topics: dict[str, UUID], listener: UUID | None) -> Need:
    topic, words, budget, quote = demo.random.choice(HEARD)
    at = demo.moment(demo.workday(demo.ago(demo.random.randint(2, 150))))
    author = party.owner_id or listener
    return Need(
        id=demo.key(at),
        party=party,
        topic_id=topics[topic],
        words=words,
        budget=None
        if budget is None
        else Decimal(round(budget * demo.random.uniform(0.6, 1.5), -3)),
        wanted_by=demo.today + timedelta(days=demo.random.randint(-20, 160)),
        importance=demo.pick({Importance.LOW: 2, Importance.MIDDLE: 5, Importance.HIGH: 2}),
        state=demo.pick({State.OPEN: 7, State.SATISFIED: 2, State.LAPSED: 1}),
        quote=quote,
        owner_id=author,
        created_by_id=author,
        created_at=at,
    )
