"""A condition judged in Python says of each row what PostgreSQL says."""

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from orbita.platform.accounts.tests import factories as people
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.fields import PERIODS, Field, operators_of
from orbita.platform.conditions.judging import CannotJudge, judge, names
from orbita.platform.conditions.tree import Condition, ConditionFault, Group
from orbita.platform.conditions.tree import Test as Asks
from orbita.platform.fields.definitions import Definition, Option
from orbita.platform.fields.filters import as_field
from orbita.platform.keys import uuid7
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests import factories

OWN = {
    f"f_{kind}": as_field(
        Definition(uuid7(), "deal", f"f_{kind}", kind, kind, options=(Option("a", "A"), Option("b", "B")))
    )
    for kind in ("text", "number", "money", "date", "flag", "choice", "choices", "link")
}  # fmt: skip
FIELDS = {
    "product": Field("product", "P", "text", "product"),
    "amount": Field("amount", "A", "money", "amount"),
    "expected": Field("expected", "E", "date", "expected_on"),
    "since": Field("since", "S", "moment", "stage_since"),
    "owner": Field("owner", "O", "user", "owner_id"),
    "party": Field("party", "C", "reference", "party_id"),
    **OWN,
}
WORDS = ["Ёжик", "ёж", "100%", "a_b", "x\\y", "Straße", "STRASSE", "юг"]
KEYS = [str(uuid7()) for _number in range(3)]


def random_value(random: Random, kind: str, people_keys: list[str]) -> Any:
    """What a test of this type may ask."""
    day = timezone.localdate() + timedelta(random.randint(-40, 40))
    values: dict[str, Any] = {
        "text": lambda: random.choice([*WORDS, "ё", "%", "_", "s"]),
        "number": lambda: str(random.randint(-5, 5)),
        "date": day.isoformat,
        "choice": lambda: random.sample(["a", "b", "c"], 2),
        "reference": lambda: random.sample(KEYS, 2),
        "user": lambda: [random.choice([*people_keys, "me", "team"])],
        "flag": lambda: None,
    }
    return values[{"money": "number", "moment": "date"}.get(kind, kind)]()


def random_test(random: Random, people_keys: list[str]) -> Asks:
    """A test of a field with one of its operators."""
    key = random.choice(list(FIELDS))
    kind = FIELDS[key].type
    operator = random.choice(list(operators_of(kind)))
    value = random_value(random, kind, people_keys)
    if operator == "between":
        return Asks(key, operator, sorted([value, random_value(random, kind, people_keys)]))
    if operator == "within":
        return Asks(key, operator, random.choice(list(PERIODS)))
    return Asks(key, operator, None if operator in ("empty", "filled") else value)


def random_condition(random: Random, depth: int, people_keys: list[str]) -> Condition:
    """A condition of any shape."""
    if depth == 0 or random.random() < 0.3:
        return random_test(random, people_keys)
    parts = [random_condition(random, depth - 1, people_keys) for _n in range(random.randint(1, 3))]
    return Group(random.choice(["and", "or", "not"]), tuple(parts))


def random_own(random: Random) -> dict[str, Any]:
    """Values of own fields, many of them missing."""
    day = timezone.localdate() + timedelta(random.randint(-40, 40))
    full = {
        "f_text": random.choice(WORDS), "f_number": random.randint(-5, 5),
        "f_money": Decimal(random.randint(-50, 50)) / 10, "f_date": day.isoformat(),
        "f_flag": random.random() < 0.5, "f_choice": random.choice("ab"),
        "f_choices": random.sample("ab", random.randint(1, 2)), "f_link": random.choice(KEYS),
    }  # fmt: skip
    return {key: value for key, value in full.items() if random.random() < 0.6}


@pytest.mark.req("PLT-04")
@pytest.mark.django_db
def test_python_and_postgresql_judge_the_same() -> None:
    random = Random(11)
    alice, bob = people.alice(), people.bob()
    first = factories.deal()
    now = timezone.now()
    Deal.objects.bulk_create(
        Deal(title=str(n), stage=first.stage,
             owner=random.choice([alice, bob, None]), product=random.choice(["", *WORDS]),
             amount=random.choice([None, Decimal(random.randint(0, 5))]),
             expected_on=random.choice([None, timezone.localdate() + timedelta(random.randint(-9, 9))]),
             stage_since=now + timedelta(hours=random.randint(-900, 900)), own=random_own(random))
        for n in range(60)
    )  # fmt: skip
    actor = people.actor(alice)
    rows = {
        deal.pk: {k: getattr(deal, f.path) for k, f in FIELDS.items() if k not in OWN}
        | {key: deal.own.get(key) for key in OWN}
        for deal in Deal.objects.all()
    }
    differing = []

    for _number in range(400):
        condition = random_condition(random, 3, [str(alice.pk), str(bob.pk)])
        asked = compile_condition(condition, "deal", lambda _kind: FIELDS, actor)
        found = set(Deal.objects.filter(asked).values_list("pk", flat=True))
        judged = {pk for pk, row in rows.items() if judge(condition, row, FIELDS, actor=actor)}
        differing += [(condition, [rows[pk] for pk in found ^ judged])] if found != judged else []

    assert differing == []


def test_what_is_not_given_cannot_be_judged() -> None:
    branch = Field("branch", "B", "branch", "pk", test=lambda *_said: None)  # type: ignore[arg-type]
    fields = FIELDS | {"branch": branch}

    with pytest.raises(CannotJudge):
        judge(Asks("amount", "gte", "5"), {}, fields)
    with pytest.raises(CannotJudge):
        judge(Asks("branch", "under", "x"), {"branch": "x"}, fields)
    with pytest.raises(ConditionFault):
        judge(Asks("amount", "like", "5"), {"amount": 5}, fields)
    assert judge(Asks("branch", "under", "x"), {}, fields, answers=lambda _test: True)


def test_the_fields_that_a_condition_asks() -> None:
    condition = Group("or", (Asks("a", "filled"), Group("not", (Asks("b", "empty"),))))

    assert names(condition) == {"a", "b"}
