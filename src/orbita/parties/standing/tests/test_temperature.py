"""Temperature and loyalty: signals that fade, points with their reasons."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from orbita.activities.timeline.models import Direction, Kind
from orbita.activities.timeline.tests.factories import contact
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.standing.commands import reclassify, set_signal_weights, warm_parties
from orbita.parties.standing.explaining import explain
from orbita.parties.standing.models import LOYALTY, Classification, PartyClass
from orbita.parties.standing.queries import classes_of, party_named, temperatures
from orbita.parties.standing.slots import signals
from orbita.parties.standing.tests.factories import class_of, temperature, won
from orbita.platform.accounts.tests.factories import actor, bob
from orbita.platform.acts.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _asked(party: Party, days: float) -> None:
    """The client called us so many days ago."""
    contact(
        party,
        kind=Kind.CALL,
        direction=Direction.IN,
        done_at=timezone.now() - timedelta(days=days),
    )


def _score(party: Party) -> int:
    row = PartyClass.objects.get(party=party, classification=temperature(), until=None)
    return int(row.value or 0)


@pytest.mark.req("PAR-03")
def test_a_signal_counts_half_after_the_half_life() -> None:
    fresh, old, silent = organisation(), organisation(), organisation()
    _asked(fresh, 0)
    _asked(old, 14)
    reclassify(temperature().pk, by=SYSTEM)

    assert (_score(fresh), _score(old), _score(silent)) == (20, 10, 0)
    grades = {grade.name for grade in temperature().grades.all()}
    assert class_of(fresh, temperature()) != class_of(silent, temperature())
    assert class_of(silent, temperature()) in grades


@pytest.mark.req("PAR-03")
def test_several_signals_add_up_to_hot_and_the_score_stops_at_a_hundred() -> None:
    party = organisation()
    for _number in range(9):
        _asked(party, 0)
    warm_parties([party.pk], by=SYSTEM)

    assert _score(party) == 100
    first = temperature().grades.first()
    assert first is not None
    assert class_of(party, temperature()) == first.name
    assert temperatures([party.pk])[party.pk].label == f"{first.name} 100"


@pytest.mark.req("PAR-03")
def test_it_cools_by_itself() -> None:
    party = organisation()
    _asked(party, 0)
    reclassify(temperature().pk, by=SYSTEM)
    warm = class_of(party, temperature())
    party.interactions.update(done_at=timezone.now() - timedelta(days=60))
    reclassify(temperature().pk, by=SYSTEM)

    assert class_of(party, temperature()) != warm
    assert PartyClass.objects.filter(party=party, classification=temperature()).count() == 2


@pytest.mark.req("PAR-03")
def test_weights_and_half_life_are_set_and_count_at_once() -> None:
    party = organisation()
    _asked(party, 0)
    weights = {signal.key: 0 for signal in signals} | {"asked_us": 77}
    set_signal_weights(temperature().pk, weights, half_life=7, by=actor(bob()))
    assert _score(party) == 77


@pytest.mark.req("PAR-03")
def test_the_explanation_lists_what_counts_most_with_its_day() -> None:
    party = organisation()
    _asked(party, 14)
    _asked(party, 0)
    reclassify(temperature().pk, by=SYSTEM)

    why = explain(actor(), temperature(), party.pk)

    assert why.score == 30
    assert [(ground.points, ground.weight) for ground in why.grounds] == [(20, 20), (10, 20)]
    assert all(ground.at and ground.url for ground in why.grounds)


def test_the_head_of_a_client_has_his_classes_without_a_statement_of_their_own() -> None:
    party = organisation()
    reclassify(temperature().pk, by=SYSTEM)
    found = classes_of(party_named(actor(), party.pk))
    assert [one.look.key for one in found] == ["temperature"]


@pytest.mark.req("PAR-04")
def test_loyalty_comes_from_purchases_and_their_rhythm_and_says_so() -> None:
    loyal, lost, fresh = organisation(), organisation(), organisation()
    today = timezone.localdate()
    for days in (10, 40, 70, 100):
        won(party=loyal, amount=Decimal(1000), closed_on=today - timedelta(days=days))
    for days in (700, 730):
        won(party=lost, amount=Decimal(1000), closed_on=today - timedelta(days=days))
    loyalty = Classification.objects.get(key=LOYALTY)
    reclassify(loyalty.pk, by=SYSTEM)

    best, neutral, at_risk, _worst = (grade.name for grade in loyalty.grades.all())
    assert class_of(loyal, loyalty) == best
    assert class_of(lost, loyalty) == at_risk
    assert class_of(fresh, loyalty) == neutral
    why = explain(actor(bob()), loyalty, loyal.pk)
    assert why.score == 60
    assert {figure.measure.key for ground in why.grounds for figure in ground.figures} == {
        "won_count",
        "won_rhythm",
    }
    assert len(why.silent) == 4
