"""The pages of deals: board, list, record, forms."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.sales.deals.commands import change_deals
from orbita.sales.deals.models import Deal, Outcome
from orbita.sales.deals.tests.factories import deal, reason, stage

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.mark.req("SAL-02")
def test_the_board_shows_columns_with_sums_of_all_their_cards(client: Client) -> None:
    for number in range(40):
        deal(f"Card {number}", amount=Decimal(1_000_000))
    page = signed_in(client).get("/deals/").content.decode()
    assert page.count('class="deal"') == 30
    assert "40" in page and "40&nbsp;" in page.replace("\u00a0", "&nbsp;")


def test_the_next_cards_of_a_column_come_when_they_are_asked_for(client: Client) -> None:
    for number in range(35):
        deal(f"Card {number}")
    more = signed_in(client).get(f"/deals/cards/{stage().pk}/?cursor=30").content.decode()
    assert more.count('class="deal"') == 5


@pytest.mark.req("PLT-09")
def test_a_stranger_finds_the_deal_nowhere(client: Client) -> None:
    hidden = deal("Quiet harbour", owner=alice(), amount=Decimal(777))
    stranger = signed_in(client, carol())
    for address in (
        "/deals/",
        "/deals/?mode=table",
        "/deals/export.csv",
        "/search/?q=harbour",
        "/search/palette/?q=harbour",
        "/deals/totals/?mode=table",
    ):
        answer = stranger.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert b"harbour" not in body.replace(b'value="harbour"', b"").replace(b"q=harbour", b"")
        assert b"777" not in body or address == "/deals/"
    for address in (
        f"/deals/{hidden.pk}/",
        f"/deals/{hidden.pk}/profile/",
        f"/deals/rows/{hidden.pk}/",
    ):
        answer = stranger.get(address, headers=HTMX if "rows" in address else {})
        assert answer.status_code == 404 or b"harbour" not in answer.content


@pytest.mark.req("SAL-02")
def test_a_dropped_card_moves_the_deal_and_brings_the_heads_back(client: Client) -> None:
    moved, to = deal(), stage(2)
    answer = signed_in(client).post("/deals/board/", {"id": moved.pk, "to": to.pk}, headers=HTMX)
    moved.refresh_from_db()
    assert moved.stage == to
    assert f'id="head-{to.pk}"' in answer.content.decode()


def test_a_card_dropped_on_lost_asks_for_the_reason(client: Client) -> None:
    lost = deal()
    answer = signed_in(client).post("/deals/board/", {"id": lost.pk, "to": "lost"}, headers=HTMX)
    assert "loss-form" in answer.content.decode()
    assert Deal.objects.get(pk=lost.pk).is_open


def test_a_deal_is_lost_with_a_reason_by_the_form(client: Client) -> None:
    lost = deal()
    data = {"outcome": "lost", "reason": reason().pk, "comment": "dear"}
    signed_in(client).post(f"/deals/{lost.pk}/closure/", data, headers=HTMX)
    lost.refresh_from_db()
    assert (lost.stage.outcome, lost.loss_reason) == (Outcome.LOST, reason())


@pytest.mark.req("SAL-02")
def test_two_editors_of_different_fields_lose_nothing(client: Client) -> None:
    edited = deal("Press", product="A", source="fair")
    form = {
        f"seen-{name}": value
        for name, value in {
            "title": "Press",
            "currency": "RUB",
            "stage": edited.stage_id,
            "owner": alice().pk,
            "product": "A",
            "source": "fair",
        }.items()
    }
    change_deals([edited.pk], {"source": "site"}, by=actor(bob()))
    mine = {
        "title": "Press",
        "currency": "RUB",
        "stage": edited.stage_id,
        "owner": alice().pk,
        "product": "B",
        "source": "fair",
    }
    signed_in(client).post(f"/deals/{edited.pk}/profile/", form | mine, headers=HTMX)
    edited.refresh_from_db()
    assert (edited.product, edited.source) == ("B", "site")


@pytest.mark.req("SAL-02")
def test_the_second_editor_of_the_same_field_is_told_by_whom_and_what(client: Client) -> None:
    edited = deal("Press", product="A")
    change_deals([edited.pk], {"product": "C"}, by=actor(bob()))
    data = {
        "title": "Press",
        "currency": "RUB",
        "stage": edited.stage_id,
        "owner": alice().pk,
        "product": "B",
        "seen-title": "Press",
        "seen-currency": "RUB",
        "seen-stage": edited.stage_id,
        "seen-owner": alice().pk,
        "seen-product": "A",
    }
    answer = signed_in(client).post(f"/deals/{edited.pk}/profile/", data, headers=HTMX)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Bob" in page and "C" in page
    assert Deal.objects.get(pk=edited.pk).product == "C"

    # Who has read that and saves again means it.
    assert 'name="seen-product" value="C"' in page
    signed_in(client).post(
        f"/deals/{edited.pk}/profile/", {**data, "seen-product": "C"}, headers=HTMX
    )
    assert Deal.objects.get(pk=edited.pk).product == "B"


def test_deals_that_stand_too_long_are_a_view_of_their_own(client: Client) -> None:
    old = deal("Old")
    deal("Fresh")
    days = old.stage.rot_days + 1
    Deal.objects.filter(pk=old.pk).update(stage_since=timezone.now() - timedelta(days=days))
    page = signed_in(client).get("/deals/?view=stuck&mode=table").content.decode()
    assert "Old" in page and "Fresh" not in page


def test_a_form_sent_twice_makes_one_deal(client: Client) -> None:
    seller = signed_in(client)
    page = seller.get("/deals/new/", headers=HTMX).content.decode()
    key = page.split('name="act_key" value="')[1].split('"')[0]
    data = {
        "title": "Once",
        "currency": "RUB",
        "stage": stage().pk,
        "owner": alice().pk,
        "next_step": "завтра в 10 позвонить",
        "act_key": key,
    }
    for _time in range(2):
        assert seller.post("/deals/new/", data, headers=HTMX).status_code in (200, 303)
    assert Deal.objects.get(title="Once").pulse.next_step_at is not None


@pytest.mark.req("SAL-09")
def test_a_deal_is_not_opened_without_a_next_step(client: Client) -> None:
    seller = signed_in(client)
    page = seller.get("/deals/new/", headers=HTMX).content.decode()
    assert 'name="next_step"' in page
    data = {"title": "Loose", "currency": "RUB", "stage": stage().pk, "owner": alice().pk}
    assert seller.post("/deals/new/", data, headers=HTMX).status_code == 422
    assert not Deal.objects.filter(title="Loose").exists()


def test_the_record_shows_stage_and_next_step(client: Client) -> None:
    page = signed_in(client).get(f"/deals/{deal('Crane').pk}/").content.decode()
    assert "Crane" in page and stage().name in page


@pytest.mark.req("SAL-02")
def test_an_empty_text_of_a_deal_is_filled_by_its_form(client: Client) -> None:
    one = deal()
    values = {"title": one.title, "currency": "RUB", "stage": one.stage_id, "owner": one.owner_id}
    seen = {f"seen-{name}": value for name, value in values.items()} | {"seen-note": ""}
    typed = {"note": "Written", "product": "Lathe", "source": "Fair"}

    answer = signed_in(client).post(f"/deals/{one.pk}/profile/", {**values, **seen, **typed})

    assert answer.status_code == 303
    one.refresh_from_db()
    assert (one.note, one.product, one.source) == ("Written", "Lathe", "Fair")
