"""Figures in conditions, proven with the figures of deals and of the timeline."""

import json
from datetime import timedelta
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from orbita.activities.timeline.commands import log_interaction
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import (
    actor,
    bob,
    carol,
    employee,
    role_with,
    signed_in,
)
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.conditions.tree import Test as Asked
from orbita.platform.lists.slots import fields_of
from orbita.platform.measures.slots import measures_of
from orbita.sales.deals.commands import win_deal
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db


def found(field: str, operator: str, value: object, who: Actor | None = None) -> list[str]:
    """Names of the clients that fulfil a test of a measure."""
    asked = Asked(field, operator, value)
    by = actor(bob()) if who is None else who
    condition = compile_condition(asked, "party", fields_of, by)
    rows = Party.objects.visible_to(by).filter(condition)
    return sorted(rows.values_list("name", flat=True))


def won(client: Party, amount: int, days_ago: int = 1) -> None:
    one = deal(party_id=client.pk, amount=Decimal(amount))
    day = timezone.localdate() - timedelta(days=days_ago)
    win_deal(one.pk, won_on=day, by=actor())


@pytest.fixture
def clients() -> None:
    """Large bought twice, one purchase of them long ago; Small once; Nobody never."""
    large, small = organisation("Large"), organisation("Small")
    organisation("Nobody")
    won(large, 100_000)
    won(large, 50_000, days_ago=500)
    won(small, 900, days_ago=30)


@pytest.mark.req("PAR-18")
@pytest.mark.usefixtures("clients")
@pytest.mark.parametrize(
    ("field", "operator", "value", "names"),
    [
        ("won_amount", "gte", "150000", ["Large"]),
        ("won_amount_365", "gte", "150000", []),
        ("won_amount_365", "between", ["900", "100000"], ["Large", "Small"]),
        ("won_amount", "lte", "1000", ["Nobody", "Small"]),
        ("won_count", "is", "0", ["Nobody"]),
        ("won_count", "is", "2", ["Large"]),
        ("won_days", "lte", "10", ["Large"]),
        ("won_days", "gte", "0", ["Large", "Small"]),
        ("won_days", "empty", None, ["Nobody"]),
        ("won_days", "filled", None, ["Large", "Small"]),
        ("won_average", "is", "75000", ["Large"]),
        ("open_count", "gte", "1", []),
    ],
)
def test_a_figure_is_compared_and_nothing_counts_as_zero_but_not_as_days(
    field: str, operator: str, value: object, names: list[str]
) -> None:
    assert found(field, operator, value) == names


@pytest.mark.req("PAR-18")
def test_touches_are_counted_and_silence_is_measured_in_days() -> None:
    loud, silent = organisation("Loud"), organisation("Silent")
    organisation("Unknown")
    old = timezone.now() - timedelta(days=200)
    for client, at in ((loud, None), (loud, None), (silent, old)):
        log_interaction(kind="call", party_id=client.pk, done_at=at, by=actor())

    assert found("touches_90", "gte", 2) == ["Loud"]
    assert found("touches_90", "is", 0) == ["Silent", "Unknown"]
    assert found("touch_days", "gte", 180) == ["Silent"]
    assert found("touch_days", "empty", None) == ["Unknown"]


@pytest.mark.req("ANL-05")
def test_a_figure_counts_only_what_the_reader_may_see(client: Client) -> None:
    shared = organisation("Shared", owner=carol())
    one = deal(party_id=shared.pk, amount=Decimal(500), owner=carol())
    win_deal(one.pk, by=actor(carol()))
    sees_clients = employee(role_with({"parties.view": "all", "deals.view": "own"}))
    blind = employee(role_with({"parties.view": "all"}))

    assert found("won_amount", "gte", 1, actor(sees_clients)) == []
    assert found("won_amount", "gte", 1, actor(carol())) == ["Shared"]
    with pytest.raises(ConditionFault):
        found("won_amount", "gte", 1, actor(blind))
    where = quote(json.dumps(["won_amount", "gte", 1]))
    page = signed_in(client, blind).get(f"/parties/?where={where}")
    assert page.context["shown"] == 0


@pytest.mark.parametrize("value", ["", "x", None, [], ["1"], {"a": 1}])
@pytest.mark.parametrize("operator", ["gte", "between", "contains"])
def test_a_broken_comparison_is_a_fault_of_the_condition(operator: str, value: object) -> None:
    with pytest.raises(ConditionFault):
        found("won_amount", operator, value)


@pytest.mark.req("ANL-05")
@pytest.mark.usefixtures("clients")
def test_figures_stand_in_filters_with_their_unit_also_of_related_clients(client: Client) -> None:
    head = signed_in(client, bob())
    form = head.get("/parties/filter/").content.decode()
    assert "won_amount_365" in form
    assert "₽" in form

    deal("to Large", party_id=Party.objects.get(name="Large").pk)
    where = quote(json.dumps(["and", ["party.won_count", "gte", 2], ["outcome", "in", ["open"]]]))
    page = head.get(f"/deals/?mode=table&where={where}").content.decode()
    assert "to Large" in page
    assert head.get(f"/deals/?mode=table&where={where}").context["shown"] == 1


def test_every_measure_of_clients_can_be_asked() -> None:
    for measure in measures_of("party"):
        assert found(measure.key, "gte", 1) == []
        assert found(measure.key, "filled", None) == []
