"""The demo company's classifiers: industry, region, size, with the clients in them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from orbita.parties.classifier.commands import add_branch, add_tree
from orbita.parties.classifier.models import Placement
from orbita.parties.directory.demo.places import CITIES
from orbita.parties.directory.models import Form, Party
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo

INDUSTRIES = {
    "Производство": (
        "Пищевая промышленность", "Машиностроение", "Строительные материалы", "Фармацевтика",
        "Химия и пластики", "Электроника", "Одежда и обувь", "Мебель и деревообработка",
        "Металлургия", "Производство комплектующих",
    ),
    "Торговля": ("Розничная торговля", "Электронная торговля", "Автозапчасти",
                 "Торговля оборудованием", "Складское оборудование"),
    "Транспорт и склады": ("Логистика",),
    "Сельское хозяйство": (),
    "Услуги": ("Реклама и выставки", "Почта и связь"),
    "Государственный сектор": ("Медицина", "Коммунальное хозяйство", "Образование"),
}  # fmt: skip
DISTRICTS = {
    "Центральный округ": ("Москва", "Воронеж", "Тверь", "Тула", "Ярославль"),
    "Северо-Западный округ": ("Санкт-Петербург", "Калининград"),
    "Приволжский округ": ("Казань", "Нижний Новгород", "Самара", "Пермь", "Уфа"),
    "Южный округ": ("Ростов-на-Дону", "Краснодар"),
    "Уральский округ": ("Екатеринбург", "Челябинск", "Тюмень"),
    "Сибирский округ": ("Новосибирск", "Красноярск", "Омск", "Иркутск"),
    "Дальневосточный округ": ("Владивосток",),
}
REGIONS = {city.name: city.region for city in CITIES}
SIZES = (
    ("Микро, до 120 млн", Decimal(120_000_000)),
    ("Малый, до 800 млн", Decimal(800_000_000)),
    ("Средний, до 2 млрд", Decimal(2_000_000_000)),
    ("Крупный", None),
)


@command
def sort_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Three trees, and every client where he belongs."""
    industries = _grow("Отрасль", INDUSTRIES, by)
    districts = {
        district: [REGIONS[city] for city in cities] for district, cities in DISTRICTS.items()
    }
    regions = _grow("Регион", districts, by)
    sizes = _grow("Размер", {name: () for name, _limit in SIZES}, by)
    placements: list[Placement] = []
    fields = ("pk", "form", "industry", "city", "revenue")
    for key, form, industry, city, revenue in Party.objects.values_list(*fields):
        branches = [regions.get(REGIONS.get(city, ""))]
        if form != Form.PERSON:
            branches += [industries.get(industry), sizes[_size(revenue)]]
        placements += [Placement(party_id=key, branch_id=branch) for branch in branches if branch]
    Placement.objects.bulk_create(placements, batch_size=2000)


def _grow(name: str, branches: Mapping[str, Iterable[str]], by: Actor) -> dict[str, UUID]:
    """A tree of two levels; its branches by name (a leaf before a branch of the same name)."""
    tree = add_tree(name=name, by=by)
    found: dict[str, UUID] = {}
    for above, below in branches.items():
        parent = add_branch(tree.pk, name=above, by=by)
        found.setdefault(above, parent.pk)
        for leaf in below:
            found[leaf] = add_branch(tree.pk, name=leaf, parent_id=parent.pk, by=by).pk
    return found


def _size(revenue: Decimal | None) -> str:
    return next(name for name, limit in SIZES if limit is None or (revenue or 0) < limit)
