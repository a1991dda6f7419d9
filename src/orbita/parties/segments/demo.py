"""The demo company's segments, with clients who came and left over the last four months."""

from datetime import timedelta
from typing import Any

from orbita.parties.classifier.models import Branch
from orbita.parties.directory.models import Party
from orbita.parties.segments.commands import add_segment
from orbita.parties.segments.models import Membership, Segment, Sort
from orbita.platform.accounts.models import User
from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.conditions.tree import Condition, Group, dump
from orbita.platform.conditions.tree import Test as Asked
from orbita.platform.ui.demo import Demo, mail

DAYS = 120
INVITED = 24


def _all(*parts: Condition) -> Condition:
    return Group("and", parts)


def _conditions() -> list[tuple[str, str, str, Condition]]:
    """Name, tone, note and condition of the segments that are found by one."""
    logistics = [
        str(pk) for pk in Branch.objects.filter(name="Логистика").values_list("pk", flat=True)
    ]
    return [
        ("Крупные", "violet", "Главные деньги года: ведут лучшие продавцы.",
         Asked("won_amount_365", "gte", "3000000")),
        ("Спящие", "gray", "Покупали, а полгода молчим: повод позвонить.",
         _all(Asked("won_count", "gte", "1"), Asked("touch_days", "gte", "180"))),
        ("Москва: логистика", "blue", "Для выездных встреч по вторникам.",
         _all(Asked("city", "is", "Москва"), Asked("branch", "under", logistics))),
        ("Постоянные", "green", "Три покупки и больше.", Asked("won_count", "gte", "3")),
        ("Ждут решения", "amber", "Есть открытая сделка, а две недели тишина.",
         _all(Asked("open_count", "gte", "1"), Asked("touch_days", "gte", "14"))),
        ("Отказывают", "red", "Две проигранные сделки и ни одной выигранной.",
         _all(Asked("lost_count", "gte", "2"), Asked("won_count", "is", "0"))),
    ]  # fmt: skip


@command
def divide_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Six segments by a condition and one kept by hand, computed, with a believable past."""
    marketer = User.objects.filter(email=mail("marketer")).first()
    author = actor_of(marketer) if marketer else by
    for name, tone, note, condition in _conditions():
        made = add_segment(
            name=name, tone=tone, note=note, condition=dump(condition), is_shared=True, by=author
        )
        _live_through(demo, made)
    ids = list(
        Party.objects.filter(form="organisation").order_by("pk").values_list("pk", flat=True)
    )
    invited = demo.random.sample(ids, min(INVITED, len(ids)))
    made = add_segment(
        name="Приглашены на выставку", sort=Sort.STATIC, tone="pink", is_shared=True,
        note="Список собран вручную перед декабрьской выставкой.", party_ids=invited, by=author,
    )  # fmt: skip
    _live_through(demo, made, left=0)


def _live_through(demo: Demo, segment: Segment, left: float = 0.2) -> None:
    """Spread the arrivals over the last months, and add clients who have left meanwhile."""
    rows = list(segment.memberships.order_by("party"))
    for row in rows:
        late = demo.chance(0.15)
        row.since = _night(demo, demo.random.randint(0, 29) if late else DAYS)
    Membership.objects.bulk_update(rows, ["since"], batch_size=1000)
    inside = {row.party_id for row in rows}
    others = [
        pk for pk in Party.objects.order_by("pk").values_list("pk", flat=True) if pk not in inside
    ]
    gone = demo.random.sample(others, min(len(others), round(len(rows) * left)))
    Membership.objects.bulk_create(
        Membership(
            segment=segment,
            party_id=pk,
            since=_night(demo, DAYS),
            until=_night(demo, demo.random.randint(1, 80)),
        )
        for pk in gone
    )


def _night(demo: Demo, days: int) -> Any:
    """The time of a computation at night, so many days ago."""
    return demo.at(demo.ago(days), 3) + timedelta(minutes=15 * demo.random.randrange(0, 8))
