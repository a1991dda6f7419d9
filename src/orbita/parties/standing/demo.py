"""The demo company's classes: size and potential besides temperature and loyalty, with a past."""

from datetime import timedelta
from decimal import Decimal

from orbita.parties.directory.models import Form, Party
from orbita.parties.standing.commands import (
    add_classification,
    give_class,
    reclassify,
)
from orbita.parties.standing.models import Classification, Grade, Method, PartyClass, Schedule
from orbita.parties.standing.queries import in_use
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.conditions.tree import Condition, Group, dump
from orbita.platform.conditions.tree import Test as Asked
from orbita.platform.ui.demo import Demo

GIVEN = (
    ("Ждёт нашего счёта к пятнице, хотя и молчит", 21),
    ("Личная договорённость директора", 0),
    ("Жаловался по телефону на доставку", 30),
)


@command
def class_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Three more classifications, all computed, some classes given by hand, and a year of past."""
    _sizes(by)
    _abc(by)
    _risk(by)
    for classification_id in in_use():
        reclassify(classification_id, by=by)
    _live_through(demo)
    _give(demo, by)


def _sizes(by: Actor) -> None:
    """Large and small by their own size, known or guessed from the industry."""
    made = add_classification(
        name="Размер", method=Method.RULES, form=Form.ORGANISATION, schedule=Schedule.DAILY,
        note="Крупных ведут лучшие продавцы, мелким хватает звонка.", by=by,
    )  # fmt: skip
    large = Group("or", (Asked("revenue", "gte", "500000000"), Asked("employees", "gte", "250")))
    middle = Group("or", (Asked("revenue", "gte", "80000000"), Asked("employees", "gte", "60")))
    _grades(
        made, ("Крупный", "violet", large), ("Средний", "blue", middle), ("Мелкий", "gray", None)
    )


def _abc(by: Actor) -> None:
    """Who gives eighty per cent of the year's money."""
    made = add_classification(
        name="ABC по выручке", method=Method.SHARES, measure="won_amount_365",
        schedule=Schedule.WEEKLY, by=by,
    )  # fmt: skip
    _grades(made, ("A", "green", Decimal(80)), ("B", "amber", Decimal(95)), ("C", "gray", None))


def _risk(by: Actor) -> None:
    """Who may leave: bought, and has been left alone."""
    made = add_classification(name="Риск ухода", method=Method.RULES, by=by)
    silent = Group("and", (Asked("won_count", "gte", "1"), Asked("touch_days", "gte", "120")))
    quiet = Group("and", (Asked("won_count", "gte", "1"), Asked("touch_days", "gte", "45")))
    _grades(
        made, ("Высокий", "red", silent), ("Заметный", "amber", quiet), ("Низкий", "green", None)
    )


def _grades(made: Classification, *grades: tuple[str, str, Condition | Decimal | None]) -> None:
    """Grades from the best to the rest; the classes are computed once, when all are there."""
    Grade.objects.bulk_create(
        Grade(
            classification=made,
            name=name,
            tone=tone,
            position=place,
            condition="" if asked is None or isinstance(asked, Decimal) else dump(asked),
            bound=asked if isinstance(asked, Decimal) else None,
            is_default=asked is None,
        )
        for place, (name, tone, asked) in enumerate(grades)
    )


def _live_through(demo: Demo) -> None:
    """Today's classes began on some night of the last months, and others went before."""
    others: dict[object, list[Grade]] = {}
    for grade in Grade.objects.order_by("classification", "position"):
        others.setdefault(grade.classification_id, []).append(grade)
    rows = list(PartyClass.objects.order_by("classification", "party"))
    past = []
    for row in rows:
        row.since = demo.at(demo.ago(demo.random.randint(2, 200)), 3)
        rest = [grade for grade in others[row.classification_id] if grade.pk != row.grade_id]
        if rest and demo.chance(0.3):
            past.append(
                PartyClass(
                    party_id=row.party_id,
                    classification_id=row.classification_id,
                    grade=demo.random.choice(rest),
                    since=row.since - timedelta(days=demo.random.randint(20, 160)),
                    until=row.since,
                )
            )
    PartyClass.objects.bulk_update(rows, ["since"], batch_size=1000)
    PartyClass.objects.bulk_create(past, batch_size=1000)


def _give(demo: Demo, by: Actor) -> None:
    """A few classes by hand, with the reason and the day on which they end."""
    parties = list(Party.objects.filter(form=Form.ORGANISATION).order_by("pk")[:40])
    found = Classification.objects.order_by("position").first()
    if found is None or not parties:
        return
    grades = list(found.grades.all())
    for place, (reason, days) in enumerate(GIVEN):
        give_class(
            demo.random.choice(parties).pk,
            grades[place % len(grades)].pk,
            reason=reason,
            until=demo.today + timedelta(days=days) if days else None,
            by=by,
        )
