"""The demo company rents out warehouse equipment: a register of its own, with forty rentals."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import override

from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.fields.queries import own_fields
from orbita.platform.records.slots import kinds
from orbita.platform.registers.models import Entry, Register, RegisterStage
from orbita.platform.registers.patterns import PATTERNS, make_register
from orbita.platform.ui.demo import Demo, mail

COUNT = 40
GOODS = (
    ("Штабелёр электрический 1,5 т", 2400),
    ("Погрузчик вилочный 2 т", 4800),
    ("Ричтрак 9 м", 6200),
    ("Тележка гидравлическая 2,5 т", 350),
    ("Подъёмник ножничный 12 м", 5200),
    ("Стол подъёмный 1 т", 900),
    ("Тягач электрический 3 т", 3100),
    ("Поломоечная машина", 2700),
)
WEIGHTS = {0: 0.2, 1: 0.4, 2: 0.15, 3: 0.25}
"""How many rentals stand on each stage."""


@command
def rent_out_demo_equipment(demo: Demo, *, by: Actor) -> None:
    """Make the register «Аренда оборудования» and its entries, tied to clients."""
    pattern = PATTERNS["rental"]
    with override("ru"):
        words = {
            name: str(getattr(pattern, name)) for name in ("plural", "label", "title_label", "icon")
        }
        names = [str(one) for one in pattern.stages]
        register = make_register(pattern=pattern, stages=names, has_board=True, by=by, **words)
    stages = list(register.stages.order_by("position"))
    keys = [one.key for one in own_fields(register.kind)]
    clients, owners = _clients(demo), _owners()
    Entry.objects.bulk_create(
        _rental(demo, number, register, stages, keys, clients, owners) for number in range(COUNT)
    )


def _rental(
    demo: Demo,
    number: int,
    register: Register,
    stages: Sequence[RegisterStage],
    keys: Sequence[str],
    clients: Sequence[UUID],
    owners: Sequence[UUID],
) -> Entry:
    title, price = demo.random.choice(GOODS)
    place = demo.pick(WEIGHTS)
    begins = demo.today + timedelta(days=_begins(demo, place))
    made = demo.moment(min(demo.workday(begins - timedelta(days=3)), demo.ago(1)))
    given: dict[str, Any] = {
        "client": str(demo.random.choice(clients)) if clients else None,
        "number": f"АО-{number + 101}",
        "from": begins.isoformat(),
        "until": _until(demo, place, begins).isoformat(),
        "price": price,
        "deposit": price * 10 if demo.chance(0.6) else None,
    }
    values = list(given.values())
    if len(keys) < len(values):  # without clients there is no link to them
        values = values[1:]
    return Entry(
        pk=demo.key(made),
        register=register,
        title=title,
        stage=stages[place],
        stage_since=_since(demo, made, begins),
        owner_id=demo.random.choice(owners) if owners else None,
        created_at=made,
        own={key: value for key, value in zip(keys, values, strict=True) if value is not None},
    )


def _begins(demo: Demo, place: int) -> int:
    """In how many days a rental on a stage begins: what is only asked for lies ahead."""
    return demo.random.randint(2, 20) if place == 0 else -demo.random.randint(5, 30 + 40 * place)


def _until(demo: Demo, place: int, begins: date) -> date:
    """The end of a rental; what is given back has ended."""
    until = begins + timedelta(days=demo.random.choice((7, 14, 30, 60)))
    return min(until, demo.ago(1)) if place > 1 else until


def _since(demo: Demo, made: datetime, begins: date) -> datetime:
    return max(made, demo.at(min(begins, demo.ago(1)), 10))


def _clients(demo: Demo) -> list[UUID]:
    if "party" not in kinds:
        return []
    rows = kinds["party"].model.objects.alive().filter(form="organisation")
    keys = list(rows.order_by("created_at", "pk").values_list("pk", flat=True)[:200])
    return demo.random.sample(keys, min(len(keys), 15))


def _owners() -> list[UUID]:
    rows = User.objects.filter(email__in=[mail("seller"), mail("head")], is_active=True)
    return list(rows.order_by("email").values_list("pk", flat=True))
