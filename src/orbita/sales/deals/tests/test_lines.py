"""Lines of deals: sums, margin, two editors, undo."""

from decimal import Decimal
from typing import Any

import pytest

from orbita.parties.directory.tests.factories import last_act
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.errors import ChangedMeanwhile, NotFound
from orbita.platform.audit.commands import undo_act
from orbita.sales.deals.commands import LineDraft, change_deals, lose_deal, set_lines
from orbita.sales.deals.errors import (
    AmountComesFromLines,
    DealIsClosed,
    LineIsGone,
    LineNeedsTitle,
    LineOutOfRange,
)
from orbita.sales.deals.models import Deal, DealLine
from orbita.sales.deals.tests.factories import deal, reason

pytestmark = pytest.mark.django_db


def draft(title: str = "Rack", *, of: DealLine | None = None, **values: Any) -> LineDraft:
    """A line as an editor leaves it; `of` a line that was there and that he saw as it is."""
    seen = {"title": of.title, "quantity": of.quantity, "price": of.price} if of else {}
    values = {"quantity": Decimal(1), "price": Decimal(100), **seen, **values, "title": title}
    return LineDraft(values, of.pk if of else None, seen)


def with_lines(*titles: str, **values: Any) -> Deal:
    """A deal with a line of 100 for each title."""
    made = deal(**values)
    set_lines(made.pk, lines=[draft(title) for title in titles], by=actor())
    made.refresh_from_db()
    return made


def line(of: Deal, title: str) -> DealLine:
    """The deal's line with this title, as it is now."""
    return DealLine.objects.get(deal=of, title=title)


@pytest.mark.req("SAL-01")
def test_amount_and_margin_of_a_deal_are_sums_of_its_lines() -> None:
    sold = deal(amount=Decimal(5))
    racks = draft(quantity=Decimal(3), price=Decimal("1000.50"), cost=Decimal(700))
    works = draft("Assembly", price=Decimal(500), discount=Decimal(10))

    set_lines(sold.pk, lines=[racks, works], by=actor())

    sold.refresh_from_db()
    assert sold.amount == Decimal("3001.50") + Decimal(450)
    assert sold.margin == Decimal("3001.50") - Decimal(2100)


@pytest.mark.req("SAL-01")
def test_the_amount_of_a_deal_with_lines_is_not_typed() -> None:
    with pytest.raises(AmountComesFromLines):
        change_deals([with_lines("Rack").pk], {"amount": Decimal(7)}, by=actor())


@pytest.mark.req("SAL-01")
def test_undo_of_the_first_lines_gives_the_typed_amount_back() -> None:
    sold = with_lines("Rack", "Works", amount=Decimal(5000))
    assert sold.amount == 200

    report = undo_act(last_act(), by=actor())

    sold.refresh_from_db()
    assert (sold.amount, sold.margin, sold.lines.count()) == (Decimal(5000), None, 0)
    assert report.kept == ()


@pytest.mark.req("SAL-01")
def test_undo_of_a_change_brings_lines_and_amount_back() -> None:
    sold = with_lines("Rack", "Works")
    rack, works = line(sold, "Rack"), line(sold, "Works")
    dearer = draft(of=rack, price=Decimal(900))
    gone = draft("Works", of=works)
    set_lines(sold.pk, lines=[dearer, draft("Lift")], removed=[gone], by=actor())

    report = undo_act(last_act(), by=actor())

    sold.refresh_from_db()
    assert {row.title for row in sold.lines.all()} == {"Rack", "Works"}
    assert (sold.amount, report.kept) == (Decimal(200), ())


@pytest.mark.req("SAL-01")
def test_two_editors_of_different_lines_lose_nothing() -> None:
    sold = with_lines("Rack", "Works")
    rack, works = line(sold, "Rack"), line(sold, "Works")
    mine = [draft("Rack", of=rack, price=Decimal(150)), draft("Works", of=works)]
    theirs = [draft("Rack", of=rack), draft("Works", of=works, price=Decimal(70)), draft("Lift")]

    set_lines(sold.pk, lines=theirs, by=actor(bob()))
    set_lines(sold.pk, lines=mine, by=actor())

    prices = dict(sold.lines.values_list("title", "price"))
    assert prices == {"Rack": Decimal(150), "Works": Decimal(70), "Lift": Decimal(100)}


@pytest.mark.req("SAL-01")
def test_the_second_editor_of_the_same_line_is_told_by_whom_and_what() -> None:
    sold = with_lines("Rack")
    rack = line(sold, "Rack")
    set_lines(sold.pk, lines=[draft(of=rack, price=Decimal(70))], by=actor(bob()))

    with pytest.raises(ChangedMeanwhile, match=r"Bob.*70"):
        set_lines(sold.pk, lines=[draft(of=rack, price=Decimal(150))], by=actor())
    with pytest.raises(ChangedMeanwhile, match="Bob"):
        set_lines(sold.pk, lines=[], removed=[draft(of=rack)], by=actor())


def test_a_line_that_another_removed_stays_gone_unless_it_was_edited() -> None:
    sold = with_lines("Rack", "Works")
    rack, works = line(sold, "Rack"), line(sold, "Works")
    set_lines(sold.pk, lines=[], removed=[draft(of=rack)], by=actor(bob()))

    set_lines(sold.pk, lines=[draft(of=rack), draft("Works", of=works)], by=actor())

    assert [row.title for row in sold.lines.all()] == ["Works"]
    with pytest.raises(LineIsGone, match="Rack"):
        set_lines(sold.pk, lines=[draft(of=rack, price=Decimal(3))], by=actor())


@pytest.mark.parametrize("values", [{"quantity": Decimal(0)}, {"discount": Decimal(101)}])
def test_it_refuses_impossible_figures(values: dict[str, Any]) -> None:
    with pytest.raises(LineOutOfRange, match="Rack"):
        set_lines(deal().pk, lines=[draft(**values)], by=actor())


def test_it_refuses_a_line_without_a_name_and_lines_of_a_closed_deal() -> None:
    with pytest.raises(LineNeedsTitle):
        set_lines(deal().pk, lines=[draft(" ")], by=actor())
    lost = lose_deal(deal().pk, reason_id=reason().pk, by=actor())
    with pytest.raises(DealIsClosed):
        set_lines(lost.pk, lines=[draft()], by=actor())


@pytest.mark.req("PLT-09")
def test_a_stranger_changes_no_lines() -> None:
    with pytest.raises(NotFound):
        set_lines(deal(owner=alice()).pk, lines=[draft()], by=actor(carol()))
