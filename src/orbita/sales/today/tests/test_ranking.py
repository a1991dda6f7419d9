"""Whom to work on today: the figures behind the order are plain and add up."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from orbita.sales.today.ranking import Facts, rank, usual_interval, weigh

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def facts(name: str = "A", **known: object) -> Facts:
    return Facts(party_id=UUID(int=uuid4().int), name=name, **known)  # type: ignore[arg-type]


@pytest.mark.req("PAR-10")
def test_the_expected_value_is_what_open_deals_weigh() -> None:
    value, urgency, reasons = weigh(facts(open_count=2, weighted=Decimal(500)), TODAY)
    assert (value, urgency) == (Decimal(500), Decimal(1))
    assert [reason.key for reason in reasons] == ["open"]


@pytest.mark.req("PAR-10")
def test_a_client_whose_usual_time_has_come_is_worth_half_an_average_purchase() -> None:
    buyer = facts(
        won_count=3,
        won_average=Decimal(1000),
        first_won=TODAY - timedelta(days=160),
        last_won=TODAY - timedelta(days=60),
    )
    assert usual_interval(buyer) == 50
    value, _urgency, reasons = weigh(buyer, TODAY)
    assert value == Decimal(500)
    assert (reasons[0].key, reasons[0].value, reasons[0].more) == ("repeat", 50, 60)


def test_a_client_who_has_just_bought_is_not_expected_to_buy_again() -> None:
    buyer = facts(
        won_count=3,
        won_average=Decimal(1000),
        first_won=TODAY - timedelta(days=100),
        last_won=TODAY - timedelta(days=5),
    )
    assert weigh(buyer, TODAY)[0] == 0


@pytest.mark.req("PAR-10")
def test_urgency_multiplies_and_every_factor_is_named() -> None:
    _value, urgency, reasons = weigh(
        facts(
            open_count=1,
            weighted=Decimal(100),
            late_step_at=NOW,
            asked_at=NOW,
            nearest=TODAY + timedelta(days=3),
            stuck=1,
        ),
        TODAY,
    )
    assert urgency == Decimal("1.5") * Decimal("1.3") * Decimal("1.3") * Decimal("1.1")
    assert {reason.key for reason in reasons} == {"open", "waits", "late", "closes", "stuck"}


@pytest.mark.req("PAR-10")
def test_the_best_is_a_hundred_and_clients_of_no_value_are_left_out() -> None:
    ranked = rank(
        [
            facts("half", open_count=1, weighted=Decimal(50)),
            facts("nothing"),
            facts("best", open_count=1, weighted=Decimal(100)),
        ],
        TODAY,
        limit=5,
    )
    assert [(one.name, one.score) for one in ranked] == [("best", 100), ("half", 50)]
