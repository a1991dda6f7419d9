"""Competitors: in deals, in the register, behind the figures."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.parties.roles.commands import set_role
from orbita.parties.roles.models import PartyRole, Role
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.acts.errors import ChangedMeanwhile, NotFound
from orbita.platform.audit.commands import undo_act
from orbita.sales.deals import part_queries
from orbita.sales.deals.commands import (
    add_competitor,
    change_reason,
    drop_competitor,
    lose_deal,
    set_competitor,
    win_deal,
)
from orbita.sales.deals.errors import CompetitorIsClient
from orbita.sales.deals.models import Deal, LossReason
from orbita.sales.deals.tests.factories import deal, reason

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def competitor(name: str = "Rival Ltd") -> Party:
    """A party that competes with us, with its battle card."""
    made = organisation(name)
    set_role(made.pk, Role.COMPETITOR, data={"strengths": "Own factory"}, by=actor())
    return made


def against(rival: Party, **values: Any) -> Deal:
    """A deal in which the competitor takes part."""
    made = deal(**values)
    set_competitor(made.pk, party_id=rival.pk, by=actor())
    return made


def shown(client: Client, url: str) -> int:
    """How many rows the list behind an address has."""
    return client.get(url).content.decode().count("data-row-link")


@pytest.mark.req("MKT-37")
def test_each_figure_of_a_competitor_opens_exactly_its_deals(client: Client) -> None:
    rival, other = competitor(), competitor("Other Ltd")
    against(rival)
    win_deal(against(rival).pk, by=actor())
    lose_deal(against(rival).pk, reason_id=reason().pk, competitor_id=rival.pk, by=actor())
    lose_deal(deal().pk, reason_id=reason().pk, competitor_id=rival.pk, by=actor())
    lose_deal(against(rival).pk, reason_id=reason().pk, competitor_id=other.pk, by=actor())
    seller = signed_in(client)

    [score, _other] = part_queries.register(actor())

    assert (score.met, score.won, score.lost, score.open, score.share) == (5, 1, 2, 1, 33)
    assert shown(seller, score.met_url) == score.met
    assert shown(seller, score.won_url) == score.won
    assert shown(seller, score.lost_url) == score.lost
    assert shown(seller, score.open_url) == score.open


@pytest.mark.req("MKT-37")
def test_the_register_counts_only_deals_that_the_reader_sees(client: Client) -> None:
    against(competitor(), owner=alice())
    assert [score.met for score in part_queries.register(actor())] == [1]
    assert sum(score.met for score in part_queries.register(actor(carol()))) == 0
    assert b"Rival Ltd" in signed_in(client).get("/deals/competitors/").content


@pytest.mark.req("MKT-37")
def test_who_may_not_see_a_competitors_page_may_still_name_him(client: Client) -> None:
    rival, hers = competitor(), deal(owner=carol())
    seller = signed_in(client, carol())
    assert seller.get(f"/parties/{rival.pk}/").status_code == 404
    assert b"Rival Ltd" in seller.get(f"/deals/{hers.pk}/competitors/new/", headers=HTMX).content
    set_competitor(hers.pk, party_id=rival.pk, by=actor(carol()))
    lost = lose_deal(hers.pk, reason_id=reason().pk, competitor_id=rival.pk, by=actor(carol()))
    assert lost.lost_to == rival
    with pytest.raises(NotFound):
        set_competitor(hers.pk, party_id=organisation().pk, by=actor(carol()))


@pytest.mark.req("MKT-37")
def test_the_battle_card_stands_beside_what_is_known_in_the_deal(client: Client) -> None:
    made = against(rival := competitor())
    known: dict[str, Any] = {"price": Decimal(900), "strengths": "Cheaper here"}
    set_competitor(made.pk, party_id=rival.pk, by=actor(), **known)
    panel = signed_in(client).get(f"/records/deal/{made.pk}/panels/deal-rivals/", headers=HTMX)
    page = panel.content.decode()
    assert "Cheaper here" in page and "Own factory" in page and "900" in page


@pytest.mark.req("MKT-37")
def test_a_new_competitor_becomes_a_client_with_this_role_and_undo_takes_all_back() -> None:
    add_competitor(deal().pk, name="Newcomer", by=actor())
    made = Party.objects.alive().get(name="Newcomer")
    assert PartyRole.objects.filter(party=made, role=Role.COMPETITOR).exists()
    undo_act(last_act(), by=actor())
    assert not Party.objects.alive().filter(name="Newcomer").exists()


def test_a_client_who_is_named_as_competitor_gets_the_role() -> None:
    rival = organisation()
    against(rival)
    assert rival.roles.get().role == Role.COMPETITOR


def test_the_deals_own_client_is_no_competitor() -> None:
    buyer = organisation()
    with pytest.raises(CompetitorIsClient, match=buyer.name):
        set_competitor(deal(party_id=buyer.pk).pk, party_id=buyer.pk, by=actor())


def test_two_editors_of_a_competitor_lose_nothing_and_are_told() -> None:
    made = against(rival := competitor())
    base = {"price": None, "strengths": "", "weaknesses": ""}
    theirs, mine = base | {"strengths": "Near"}, base | {"weaknesses": "Slow"}
    set_competitor(made.pk, party_id=rival.pk, base=base, by=actor(bob()), **theirs)
    row = set_competitor(made.pk, party_id=rival.pk, base=base, by=actor(), **mine)
    assert (row.strengths, row.weaknesses) == ("Near", "Slow")
    late = base | {"strengths": "Cheap"}
    with pytest.raises(ChangedMeanwhile, match="Near"):
        set_competitor(made.pk, party_id=rival.pk, base=base, by=actor(), **late)


def test_a_competitor_is_added_changed_and_removed_by_forms(client: Client) -> None:
    made, rival, seller = deal(), competitor(), signed_in(client)
    url = f"/deals/{made.pk}/competitors/"
    assert b"Rival Ltd" in seller.get(f"{url}new/", headers=HTMX).content
    assert seller.post(f"{url}new/", {}, headers=HTMX).status_code == 422
    seller.post(f"{url}new/", {"known": rival.pk, "price": "1 200,50"}, headers=HTMX)
    assert made.competitors.get().price == Decimal("1200.50")
    change = {"seen-price": "1200.50", "price": "1200,50", "weaknesses": "Slow"}
    assert seller.post(f"{url}{rival.pk}/", change, headers=HTMX).status_code == 200
    assert made.competitors.get().weaknesses == "Slow"
    seller.post(f"{url}{rival.pk}/removal/", headers=HTMX)
    assert not made.competitors.exists()
    seller.post(f"{url}new/", {"name": "By name"}, headers=HTMX)
    assert made.competitors.get().party.name == "By name"


def test_a_dropped_competitor_comes_back_by_undo() -> None:
    made = against(rival := competitor())
    drop_competitor(made.pk, party_id=rival.pk, by=actor())
    undo_act(last_act(), by=actor())
    assert made.competitors.get().party == rival


@pytest.mark.req("MKT-11")
def test_a_loss_to_a_competitor_is_found_by_reason_and_competitor(client: Client) -> None:
    rival = competitor()
    why = LossReason.objects.filter(needs_competitor=True).first()
    made = deal("Harbour crane")
    why = why or reason()
    lose_deal(made.pk, reason_id=why.pk, competitor_id=rival.pk, by=actor())
    where = f'["and",["loss_reason","in",["{why.pk}"]],["lost_to","in",["{rival.pk}"]]]'
    page = signed_in(client).get("/deals/", {"mode": "table", "where": where})
    assert b"Harbour crane" in page.content


@pytest.mark.req("MKT-11")
def test_the_form_of_a_loss_offers_the_known_competitors(client: Client) -> None:
    rival, made = competitor(), deal()
    why = reason()
    change_reason(why.pk, needs_competitor=True, by=actor(bob()))
    seller, url = signed_in(client), f"/deals/{made.pk}/closure/"
    assert b"Rival Ltd" in seller.get(url, headers=HTMX).content
    sent = {"outcome": "lost", "reason": why.pk}
    assert seller.post(url, sent, headers=HTMX).status_code == 422
    seller.post(url, sent | {"rival": rival.pk}, headers=HTMX)
    made.refresh_from_db()
    assert made.lost_to == rival


@pytest.mark.parametrize("count", [2, 20])
def test_statements_do_not_grow_with_the_competitors(
    django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    made, reader = deal(), actor()
    for number in range(count):
        rival = competitor(f"Rival {number}")
        set_competitor(made.pk, party_id=rival.pk, by=reader)
    with django_assert_max_num_queries(5):
        assert len(part_queries.rivals_of(reader, made)) == count
    with django_assert_max_num_queries(4):
        assert len(part_queries.register(reader)) == count
