"""Look-alikes: the statement against a plain computation, and who is left out."""

import math
from collections import Counter
from decimal import Decimal

import pytest

from orbita.parties.classifier.commands import place_parties
from orbita.parties.classifier.tests import factories as trees
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.segments.tests.factories import segment
from orbita.platform.accounts.tests.factories import actor, bob, carol
from orbita.sales.deals.commands import win_deal
from orbita.sales.deals.tests.factories import deal
from orbita.sales.prospecting.commands import call_look_alikes
from orbita.sales.prospecting.errors import TooFewBest
from orbita.sales.prospecting.look_alikes import SMOOTHING, best_by_sales, look_alikes
from orbita.sales.prospecting.models import Origin
from orbita.sales.prospecting.reasons import worded

pytestmark = pytest.mark.django_db
BEST = (("Самара", "Логистика", 60), ("Самара", "Логистика", 30), ("Омск", "Логистика", 700))
OTHERS = (
    ("Самара", "Логистика", 40), ("Самара", "Медицина", 5), ("Омск", "Торговля", None),
    ("Пермь", "Логистика", 300), ("Пермь", "Мебель", 60), ("", "", None),
)  # fmt: skip


def firm(name: str, city: str, industry: str, employees: int | None) -> Party:
    return organisation(name, city=city, industry=industry, employees=employees)


@pytest.fixture
def best() -> list[Party]:
    """Three who bought, and six who did not."""
    found = [firm(f"Лучший {n}", *traits) for n, traits in enumerate(BEST)]
    for one in found:
        win_deal(deal(party_id=one.pk, amount=Decimal(100)).pk, by=actor())
    for n, traits in enumerate(OTHERS):
        firm(f"Другой {n}", *traits)
    return found


def size(employees: int | None) -> str:
    limits = ((10, "1–9"), (50, "10–49"), (250, "50–249"), (1000, "250–999"))
    known = [name for limit, name in limits if employees is not None and employees < limit]
    return "" if employees is None else (known or ["1000+"])[0]


def plainly(best: list[Party]) -> dict[str, float]:
    """The documented formula in plain Python."""
    traits = {
        one.pk: [
            pair
            for pair in (
                ("form", one.form), ("city", one.city.lower()), ("source", one.source.lower()),
                ("size", size(one.employees)), ("industry", one.industry.lower()),
            )
            if pair[1]
        ]
        for one in Party.objects.all()
    }  # fmt: skip
    chosen = {one.pk for one in best}
    everybody = Counter(pair for pairs in traits.values() for pair in pairs)
    among = Counter(pair for pk in chosen for pair in traits[pk])
    n, m = len(chosen), len(traits)

    def weight(pair: tuple[str, str]) -> float:
        q = everybody[pair] / m
        return math.log((among[pair] + SMOOTHING * q) / (n + SMOOTHING) / q)

    names = dict(Party.objects.values_list("pk", "name"))
    scores = {names[pk]: sum(map(weight, traits[pk])) for pk in traits if pk not in chosen}
    return {name: score for name, score in scores.items() if score > 0}


@pytest.mark.req("SAL-27")
def test_scores_are_those_of_the_documented_formula(best: list[Party]) -> None:
    found = look_alikes(actor(bob()), best_by_sales(actor(bob()), 3), limit=50)

    names = dict(Party.objects.values_list("pk", "name"))
    scores = {names[one.party_id]: one.score for one in found}
    assert scores == pytest.approx(plainly(best))
    assert [one.score for one in found] == sorted(scores.values(), reverse=True)
    assert names[found[0].party_id] == "Другой 0"


@pytest.mark.req("SAL-27")
def test_each_look_alike_says_why(best: list[Party]) -> None:
    found = look_alikes(actor(bob()), best_by_sales(actor(bob()), 3), limit=1)[0]

    told = {(r["trait"], r["value"], r["count"], r["of"]) for r in found.reasons}
    assert ("industry", "Логистика", 3, 3) in told
    assert ("city", "Самара", 2, 3) in told
    sentences = worded(found.reasons)
    assert any("Самара" in sentence and "2" in sentence for sentence in sentences)


@pytest.mark.req("SAL-27")
def test_branches_of_classifiers_count_in_place_of_the_text(best: list[Party]) -> None:
    branch = trees.branch(trees.tree(), "Перевозки")
    other = Party.objects.get(name="Другой 4")
    place_parties([*(one.pk for one in best), other.pk], branch.pk, by=actor())

    found = look_alikes(actor(bob()), best_by_sales(actor(bob()), 3), limit=1)[0]

    assert found.party_id == other.pk
    assert any(r["trait"] == "branch" and r["value"] == "Перевозки" for r in found.reasons)


@pytest.mark.req("SAL-27")
def test_buyers_open_deals_and_unseen_clients_are_left_out(best: list[Party]) -> None:
    busy = Party.objects.get(name="Другой 0")
    deal(party_id=busy.pk)
    organisation("Чужой", city="Самара", industry="Логистика", employees=60, owner=carol())
    person("Олег Тихонов")

    made = call_look_alikes(name="Похожие", top=3, by=actor())

    called = set(made.entries.values_list("party__name", flat=True))
    assert made.origin == Origin.LOOK_ALIKES
    assert called
    assert not called & {"Чужой", busy.name, *(one.name for one in best)}
    assert all(made.entries.values_list("score", flat=True))


@pytest.mark.req("SAL-27")
def test_the_best_may_be_a_segment_and_too_few_are_refused(best: list[Party]) -> None:
    picked = segment(party_ids=[one.pk for one in best], is_shared=True)
    few = segment(party_ids=[best[0].pk], is_shared=True)

    assert call_look_alikes(name="x", segment_id=picked.pk, by=actor()).entries.exists()
    with pytest.raises(TooFewBest):
        call_look_alikes(name="x", segment_id=few.pk, by=actor())
