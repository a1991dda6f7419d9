"""Classes by any method, their history, and classes given by hand."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.standing.commands import (
    change_classification,
    delete_classification,
    delete_grade,
    give_class,
    reclassify,
    shift_grade,
    take_back_class,
    write_grade,
    write_point_rule,
)
from orbita.parties.standing.errors import (
    ClassificationExists,
    ClassificationIsDelivered,
    ConditionIsUnreadable,
    GradeNeedsBound,
    MeasureIsUnknown,
    OverrideIsOver,
    OverrideNeedsReason,
)
from orbita.parties.standing.explaining import explain
from orbita.parties.standing.models import ClassOverride, Method, PartyClass, PartyStanding
from orbita.parties.standing.tests.factories import (
    class_of,
    classification,
    grade,
    temperature,
    won,
)
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.conditions.tree import Test as Asked
from orbita.platform.conditions.tree import dump

pytestmark = pytest.mark.django_db
LARGE, MIDDLE = Asked("employees", "gte", "250"), Asked("employees", "gte", "50")


@pytest.mark.req("PAR-05")
def test_the_first_rule_that_fits_gives_the_class_and_the_rest_are_in_the_default() -> None:
    giant, middle, tiny = (organisation(employees=size) for size in (900, 80, 3))
    size = classification()
    grade(size, "Large", LARGE)
    grade(size, "Middle", MIDDLE)
    grade(size, "Small")

    assert [class_of(party, size) for party in (giant, middle, tiny)] == [
        "Large",
        "Middle",
        "Small",
    ]


@pytest.mark.req("PAR-05")
def test_a_classification_is_for_the_clients_of_its_form() -> None:
    company, human = organisation(employees=900), person()
    size = classification(form="organisation")
    grade(size, "Any")

    assert (class_of(company, size), class_of(human, size)) == ("Any", "")


@pytest.mark.req("PAR-05")
def test_only_the_difference_is_written_and_the_past_is_kept() -> None:
    stays, grows = organisation(employees=3), organisation(employees=3)
    size = classification()
    grade(size, "Large", LARGE)
    grade(size, "Small")
    before = PartyClass.objects.get(party=stays, classification=size)
    change_parties([grows.pk], {"employees": 900}, by=actor())

    assert reclassify(size.pk, by=SYSTEM) == 1
    assert reclassify(size.pk, by=SYSTEM) == 0

    rows = PartyClass.objects.filter(party=grows, classification=size).order_by("pk")
    assert [(row.grade.name, row.until is None) for row in rows] == [
        ("Small", False),
        ("Large", True),
    ]
    again = PartyClass.objects.get(party=stays, classification=size)
    assert (again.pk, again.since) == (before.pk, before.since)


@pytest.mark.req("PAR-05")
def test_points_are_added_up_and_explained() -> None:
    good, poor = organisation(employees=900, city="Самара"), organisation(employees=3)
    found = classification(Method.POINTS)
    head = actor(bob())
    write_point_rule(found.pk, name="Large", condition=dump(LARGE), points=30, by=head)
    here = dump(Asked("city", "is", "Самара"))
    write_point_rule(found.pk, name="Near", condition=here, points=20, by=head)
    grade(found, "A", 50)
    grade(found, "B", 10)
    grade(found, "C")

    assert (class_of(good, found), class_of(poor, found)) == ("A", "C")
    why = explain(head, found, good.pk)
    assert why.score == 50
    assert [(ground.name, ground.points) for ground in why.grounds] == [("Large", 30), ("Near", 20)]


@pytest.mark.req("PAR-05")
def test_shares_put_those_first_who_give_most_of_the_money() -> None:
    best, second, third, none = (organisation() for _number in range(4))
    for party, amount in ((best, 800), (second, 150), (third, 50)):
        won(party=party, amount=Decimal(amount))
    abc = classification(Method.SHARES, measure="won_amount")
    for name, bound in (("A", 80), ("B", 95)):
        grade(abc, name, bound)
    grade(abc, "C")

    found = [class_of(party, abc) for party in (best, second, third, none)]
    assert found == ["A", "B", "C", "C"]


@pytest.mark.req("PAR-05")
def test_quantiles_divide_those_who_have_the_figure() -> None:
    parties = [organisation() for _number in range(4)]
    for party, amount in zip(parties, (400, 300, 200, 100), strict=True):
        won(party=party, amount=Decimal(amount))
    places = classification(Method.QUANTILES, measure="won_amount")
    grade(places, "Upper half", 50)
    grade(places, "Rest")

    assert [class_of(party, places) for party in parties] == ["Upper half"] * 2 + ["Rest"] * 2


@pytest.mark.req("PAR-05")
def test_the_order_of_rules_decides_and_a_grade_can_be_taken_away() -> None:
    giant = organisation(employees=900)
    size = classification()
    large = grade(size, "Large", LARGE)
    grade(size, "Middle", MIDDLE)
    grade(size, "Small")

    shift_grade(large.pk, down=True, by=actor(bob()))
    assert class_of(giant, size) == "Middle"
    delete_grade(large.pk, by=actor(bob()))
    assert class_of(giant, size) == "Middle"


@pytest.mark.req("PAR-05")
def test_a_classification_out_of_use_has_no_members_and_comes_back() -> None:
    party = organisation()
    size = classification()
    grade(size, "Any")

    change_classification(size.pk, {"is_active": False}, by=actor(bob()))
    assert class_of(party, size) == ""
    assert size.key not in PartyStanding.objects.get(party=party).ranks
    change_classification(size.pk, {"is_active": True}, by=actor(bob()))
    assert class_of(party, size) == "Any"


def test_a_changed_rule_is_undone_with_its_classes() -> None:
    giant = organisation(employees=900)
    size = classification()
    large = grade(size, "Large", LARGE)
    grade(size, "Small")
    harder = dump(Asked("employees", "gte", "9000"))
    write_grade(size.pk, large.pk, name="Large", condition=harder, by=actor(bob()))
    act = last_act_id()
    assert class_of(giant, size) == "Small"
    assert act is not None

    undo_act(act, by=actor(bob()))

    assert class_of(giant, size) == "Large"


def test_what_is_wrong_is_refused() -> None:
    found = classification(name="One")
    with pytest.raises(ClassificationExists):
        classification(name="One")
    with pytest.raises(MeasureIsUnknown):
        classification(Method.SHARES, measure="no_such")
    with pytest.raises(ConditionIsUnreadable):
        grade(found, "x", Asked("no_such", "is", "1"))
    scored = classification(Method.POINTS)
    with pytest.raises(GradeNeedsBound):
        write_grade(scored.pk, name="x", by=actor(bob()))
    with pytest.raises(ClassificationIsDelivered):
        delete_classification(temperature().pk, by=actor(bob()))
    with pytest.raises(NotAllowed):
        write_grade(found.pk, name="x", by=actor(alice()))


@pytest.mark.req("PAR-05")
def test_a_class_is_given_by_hand_until_a_day_and_then_the_rules_decide() -> None:
    party = organisation(employees=3)
    size = classification()
    large = grade(size, "Large", LARGE)
    grade(size, "Small")
    today = timezone.localdate()

    give_class(party.pk, large.pk, reason="Grows quickly", until=today, by=actor())
    row = PartyClass.objects.get(party=party, classification=size, until=None)
    assert (row.grade.name, row.is_by_hand, row.reason) == ("Large", True, "Grows quickly")
    reclassify(size.pk, by=SYSTEM)
    assert class_of(party, size) == "Large"

    ClassOverride.objects.update(until=today - timedelta(days=1))
    reclassify(size.pk, by=SYSTEM)
    assert class_of(party, size) == "Small"


@pytest.mark.req("PAR-05")
def test_what_was_given_by_hand_is_taken_back_and_undone() -> None:
    party = organisation(employees=3)
    size = classification()
    large = grade(size, "Large", LARGE)
    grade(size, "Small")

    give_class(party.pk, large.pk, reason="Grows", by=actor())
    act = last_act_id()
    assert act is not None
    undo_act(act, by=actor())
    assert class_of(party, size) == "Small"

    give_class(party.pk, large.pk, reason="Grows", by=actor())
    take_back_class(party.pk, size.pk, by=actor())
    assert class_of(party, size) == "Small"


def test_a_class_by_hand_needs_a_reason_a_day_to_come_and_the_right() -> None:
    party = organisation()
    size = classification()
    any_one = grade(size, "Any")
    with pytest.raises(OverrideNeedsReason):
        give_class(party.pk, any_one.pk, reason=" ", by=actor())
    past = timezone.localdate() - timedelta(days=1)
    with pytest.raises(OverrideIsOver):
        give_class(party.pk, any_one.pk, reason="x", until=past, by=actor())
    with pytest.raises(NotFound):
        give_class(party.pk, any_one.pk, reason="x", by=actor(carol()))
    with pytest.raises(NotFound):
        take_back_class(party.pk, size.pk, by=actor())


def test_the_database_holds_one_open_class_of_a_classification() -> None:
    party = organisation()
    size = classification()
    only = grade(size, "Any")
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyClass.objects.create(
            party=party, classification=size, grade=only, since=timezone.now()
        )


@pytest.mark.parametrize("count", [3, 300])
def test_computing_takes_the_same_statements_for_few_and_for_many(count: int) -> None:
    Party.objects.bulk_create([Party(name=f"c{n}", employees=3) for n in range(count)])
    size = classification()
    grade(size, "Large", LARGE)
    grade(size, "Small")
    Party.objects.update(employees=900)

    with CaptureQueriesContext(connection) as seen:
        assert reclassify(size.pk, by=SYSTEM) >= count

    assert len(seen) <= 26


def test_a_rule_whose_figure_is_not_there_yet_is_left_out_and_named() -> None:
    party = organisation(employees=900)
    found = classification(Method.POINTS)
    rule = write_point_rule(
        found.pk, name="Complained", condition=dump(LARGE), points=-50, by=actor(bob())
    )
    type(rule).objects.update(condition='["complaints_ever","gte","1"]')
    grade(found, "Fine", 0)
    grade(found, "Bad")

    assert class_of(party, found) == "Fine"
    why: Any = explain(actor(), found, party.pk)
    assert list(why.silent) == ["Complained"]
