"""Closing and reopening."""

from datetime import date
from decimal import Decimal

import pytest

from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.sales.deals.commands import lose_deal, move_deal, reopen_deal, win_deal
from orbita.sales.deals.errors import (
    ClosingNeedsItsOwnAct,
    DealIsClosed,
    DealIsOpen,
    ReasonIsUnknown,
)
from orbita.sales.deals.models import Outcome, Stage
from orbita.sales.deals.tests.factories import deal, reason, stage

pytestmark = pytest.mark.django_db


@pytest.mark.req("SAL-02")
def test_a_won_deal_stands_on_the_won_stage_with_its_day() -> None:
    won = win_deal(deal(amount=Decimal(100)).pk, won_on=date(2026, 3, 1), by=actor())
    assert (won.stage.outcome, won.closed_on) == (Outcome.WON, date(2026, 3, 1))


@pytest.mark.req("SAL-02")
def test_it_refuses_to_win_a_closed_deal() -> None:
    won = win_deal(deal().pk, by=actor())
    with pytest.raises(DealIsClosed, match=won.title):
        win_deal(won.pk, by=actor())


@pytest.mark.req("SAL-02")
def test_a_loss_needs_a_reason() -> None:
    with pytest.raises(ReasonIsUnknown):
        lose_deal(deal().pk, reason_id=None, by=actor())


@pytest.mark.req("SAL-02")
def test_a_reopened_deal_forgets_its_reason_and_day() -> None:
    lost = lose_deal(deal().pk, reason_id=reason().pk, comment="dear", by=actor())
    again = reopen_deal(lost.pk, by=actor())
    assert (again.is_open, again.loss_reason, again.closed_on) == (True, None, None)


def test_it_refuses_to_reopen_an_open_deal() -> None:
    with pytest.raises(DealIsOpen):
        reopen_deal(deal().pk, by=actor())


def test_a_move_to_a_closing_stage_is_refused() -> None:
    end = Stage.objects.get(outcome=Outcome.WON, pipeline=stage().pipeline)
    with pytest.raises(ClosingNeedsItsOwnAct):
        move_deal(deal().pk, stage_id=end.pk, by=actor())


@pytest.mark.req("PLT-09")
def test_a_colleague_of_the_department_may_and_a_stranger_does_not_see_it() -> None:
    sold = deal(owner=alice())
    with pytest.raises(NotFound):
        win_deal(sold.pk, by=actor(carol()))
    assert win_deal(sold.pk, by=actor(bob())).stage.outcome == Outcome.WON


@pytest.mark.req("PLT-09")
def test_a_seller_sees_a_teammates_deal_but_may_not_close_it() -> None:
    mate = alice()
    sold = deal(owner=bob())
    with pytest.raises(NotAllowed):
        win_deal(sold.pk, by=actor(mate))


@pytest.mark.req("PAR-11")
def test_opening_and_winning_are_told_on_the_clients_timeline() -> None:
    client = organisation()
    win_deal(deal(party_id=client.pk).pk, by=actor())
    told = Interaction.objects.filter(party=client).values_list("story__key", flat=True)
    assert set(told) == {"deal-opened", "deal-won"}
