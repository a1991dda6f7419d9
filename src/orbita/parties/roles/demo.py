"""What the demo company's clients are to it: customers, suppliers, dealers, contractors, rivals."""

from typing import Any

from django.db.models import Q

from orbita.parties.directory.models import Address, AddressPurpose, Form, Party
from orbita.parties.roles.models import PartyRole, Role
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo

BY_INDUSTRY = {
    "Складское оборудование": Role.COMPETITOR,
    "Торговля оборудованием": Role.DEALER,
    "Производство комплектующих": Role.SUPPLIER,
    "Реклама и выставки": Role.CONTRACTOR,
}
TERRITORIES = ("Урал", "Сибирь", "Поволжье", "Юг", "Северо-Запад", "Центр", "Дальний Восток")
CATEGORIES = ("Метизы", "Профиль и балки", "Приводы", "Датчики", "Лента конвейерная", "Тара")
SERVICES = ("Выставочные стенды", "Контекстная реклама", "Полиграфия", "Видео и фото", "SMM")
STRENGTHS = ("Низкая цена на стеллажи", "Свой завод", "Быстрый монтаж", "Сильный отдел тендеров")
WEAKNESSES = ("Нет сервиса в регионах", "Срывают сроки", "Слабая автоматизация", "Нет рассрочки")
PRODUCTS = ("Стеллажи", "Погрузчики", "Конвейеры", "Программы для склада")


@command
def name_demo_roles(demo: Demo, *, by: Actor) -> None:
    """Customers with their terms; a third of the dealers buy for themselves, too."""
    rows = []
    # People at home buy for themselves; the others only work at a client.
    at_home = Address.objects.filter(purpose=AddressPurpose.HOME).values("party")
    clients = Party.objects.filter(~Q(form=Form.PERSON) | Q(pk__in=at_home))
    for party in clients.exclude(status="new").order_by("created_at", "name"):
        role = BY_INDUSTRY.get(party.industry, Role.CUSTOMER)
        rows.append(_role(demo, party, role))
        if role == Role.DEALER and demo.chance(0.35):
            rows.append(_role(demo, party, Role.CUSTOMER))
    PartyRole.objects.bulk_create(rows, batch_size=1000)


def _role(demo: Demo, party: Party, role: Role) -> PartyRole:
    since = party.created_at.date()
    return PartyRole(party=party, role=role, since=since, data=_data(demo, role))


def _data(demo: Demo, role: Role) -> dict[str, Any]:
    """The values of a role, as its form would store them."""
    choice = demo.random.choice
    match role:
        case Role.CUSTOMER:
            return {
                "discount": str(choice((0, 3, 5, 7, 10))),
                "payment_days": choice((0, 7, 14, 30, 45)),
                "price_level": choice(("Базовый", "Постоянный клиент", "Опт", "Ключевой клиент")),
            }
        case Role.SUPPLIER:
            return {"category": choice(CATEGORIES), "delivery_days": choice((3, 7, 14, 30, 60))}
        case Role.DEALER:
            discount = str(choice((12, 15, 18, 20, 25)))
            return {"territory": choice(TERRITORIES), "dealer_discount": discount}
        case Role.CONTRACTOR:
            rate = str(demo.random.randrange(30, 400, 10) * 1000)
            return {"services": choice(SERVICES), "rate": rate}
    return {
        "strengths": choice(STRENGTHS),
        "weaknesses": choice(WEAKNESSES),
        "products": ", ".join(sorted(demo.random.sample(PRODUCTS, 2))),
    }
