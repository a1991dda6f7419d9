"""The demo company's touchpoints, and where its contacts took place."""

from decimal import Decimal
from typing import Any

from orbita.activities.timeline.models import Direction, Interaction, Kind
from orbita.activities.touchpoints.models import Touchpoint
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo, mail

POINTS = (
    # name, sort, direct, default for, answers for quality, cost a month
    ("Звонки менеджеров", "call", True, "call", "head", None),
    ("Офис и шоурум на Складской", "shop", True, "meeting", "director", 280_000),
    ("Сайт", "site", False, "", "marketer", 95_000),
    ("Почта", "mail", True, "letter", "secretary", None),
    ("Мессенджеры", "messenger", True, "chat", "supervisor", 12_000),
    ("Выезд инженера", "other", True, "visit", "engineer", None),
    ("Рассылка", "mail", False, "", "marketer", 18_000),
    ("Дилер «Уралтехника»", "dealer", False, "", "head", 40_000),
    ("Выставка CeMAT", "exhibition", True, "", "marketer", 150_000),
    ("Курьер", "courier", False, "", "secretary", 36_000),
    ("Контекстная реклама", "advert", False, "", "marketer", 120_000),
)
FIRST = {
    "Сайт": 30, "Контекстная реклама": 18, "Выставка CeMAT": 14, "Дилер «Уралтехника»": 9,
    "Звонки менеджеров": 22, "Офис и шоурум на Складской": 7,
}  # fmt: skip
"""How a client's first contact came, in shares."""


@command
def name_demo_touchpoints(demo: Demo, *, by: Actor) -> None:
    """Eleven touchpoints; each client's first contact has met at one of his own."""
    staff = dict(User.objects.values_list("email", "pk"))
    points = {
        name: Touchpoint(
            name=name, kind=kind, is_direct=direct, default_for=default,
            owner_id=staff.get(mail(owner)), cost=Decimal(cost) if cost else None, position=place,
        )
        for place, (name, kind, direct, default, owner, cost) in enumerate(POINTS)
    }  # fmt: skip
    Touchpoint.objects.bulk_create(points.values())
    usual = {point.default_for: point for point in points.values() if point.default_for}
    done: Any = Interaction.objects.done().exclude(kind=Kind.STORY).filter(touchpoint=None)
    fields = ("pk", "party", "kind", "direction")
    met: set[Any] = set()
    at: dict[Any, list[Any]] = {}
    for key, party, kind, direction in done.order_by("done_at", "pk").values_list(*fields):
        point = usual.get(kind)
        if party is not None and party not in met:
            met.add(party)
            point = points[demo.pick(FIRST)]
        elif kind == Kind.LETTER and direction == Direction.OUT and demo.chance(0.25):
            point = points["Рассылка"]
        if point is not None:
            at.setdefault(point.pk, []).append(key)
    for point_id, keys in at.items():
        Interaction.objects.filter(pk__in=keys).update(touchpoint=point_id)
