"""The inbox, the list, the record and the forms of leads."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import alice, bob, carol, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.sales.deals.tests.factories import stage
from orbita.sales.leads.commands import add_leads, change_leads, take_lead
from orbita.sales.leads.models import DistributionRule, Lead, LeadSource, RejectReason, Status
from orbita.sales.leads.tests.factories import actor, lead, reason, rule, source

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.mark.req("SAL-25")
def test_the_inbox_shows_the_lead_with_its_words_and_who_it_may_be(client: Client) -> None:
    organisation("ООО «Мебель»", phones=("+7 912 345-67-89",))
    lead("Twelve scanners", phone="8 912 345-67-89", utm="spring")
    page = signed_in(client).get("/leads/inbox/").content.decode()
    for said in ("Twelve scanners", "spring", "ООО «Мебель»", 'data-hotkey="KeyA"', "KeyR", "KeyC"):
        assert said in page


@pytest.mark.req("SAL-25")
def test_the_next_lead_opens_after_a_decision(client: Client) -> None:
    older, newer = lead("Older"), lead("Newer")
    seller = signed_in(client)
    answer = seller.post(f"/leads/{newer.pk}/taking/", {"inbox": "new"}, headers=HTMX)
    body = answer.content.decode()
    assert f'id="inbox-{older.pk}" data-row data-cursor' in body
    assert f"/leads/{older.pk}/taking/" in body and f"inbox-{newer.pk}" not in body


@pytest.mark.req("SAL-25")
def test_a_lead_is_rejected_in_the_inbox_by_one_more_key(client: Client) -> None:
    spam = lead()
    seller = signed_in(client)
    form = seller.get(f"/leads/{spam.pk}/rejection/?inbox=new", headers=HTMX).content.decode()
    assert 'data-hotkey="Digit1"' in form and 'name="inbox" value="new"' in form
    data = {"inbox": "new", "reason": reason().pk}
    seller.post(f"/leads/{spam.pk}/rejection/", data, headers=HTMX)
    assert Lead.objects.get().status == Status.REJECTED


@pytest.mark.req("SAL-26")
def test_the_form_of_conversion_is_filled_in_already(client: Client) -> None:
    stage()
    known = organisation("ООО «Мебель»", phones=("+7 912 345-67-89",))
    asked = lead("Scanners", phone="8 912 345-67-89", person_name="Илья", amount=None)
    seller = signed_in(client)
    form = seller.get(f"/leads/{asked.pk}/conversion/?inbox=new", headers=HTMX).content.decode()
    assert str(known.pk) in form and 'value="Илья"' in form and 'value="Scanners"' in form

    data = {"inbox": "new", "party": known.pk, "deal_title": "Scanners", "stage": stage().pk,
            "next_step": "never"}  # fmt: skip
    answer = seller.post(f"/leads/{asked.pk}/conversion/", data, headers=HTMX)
    assert answer.status_code == 422
    data["next_step"] = "завтра"
    seller.post(f"/leads/{asked.pk}/conversion/", data, headers=HTMX)
    assert Lead.objects.get().party == known


@pytest.mark.req("SAL-25")
def test_one_lead_that_came_twice_is_made_one_in_the_inbox(client: Client) -> None:
    first, second = lead(phone="+7 912 345-67-89"), lead(phone="+7 912 345-67-89")
    seller = signed_in(client)
    page = seller.get(f"/leads/inbox/{second.pk}/", headers=HTMX).content.decode()
    assert str(first.pk) in page
    data = {"inbox": "new", "other": first.pk}
    assert seller.post(f"/leads/{second.pk}/joining/", data, headers=HTMX).status_code == 200
    assert Lead.objects.alive().get() == first


def test_a_lead_is_attached_given_and_returned_by_its_page(client: Client) -> None:
    known, asked = organisation(), lead()
    head = signed_in(client, bob())
    head.post(f"/leads/{asked.pk}/client/", {"party": known.pk}, headers=HTMX)
    head.post(f"/leads/{asked.pk}/owner/", {"owner": alice().pk}, headers=HTMX)
    asked.refresh_from_db()
    assert (asked.party, asked.owner) == (known, alice())
    head.post(f"/leads/{asked.pk}/return/", headers=HTMX)
    asked.refresh_from_db()
    assert asked.owner is None


def test_a_request_by_phone_is_written_down_and_taken_at_once(client: Client) -> None:
    seller = signed_in(client)
    data = {"text": "Price?", "phone": "8 912 345-67-89", "mine": "on", "source": source().pk}
    seller.post("/leads/new/", data, headers=HTMX)
    written = Lead.objects.get()
    assert (written.owner, written.status, written.subject) == (alice(), Status.TAKEN, "Price?")
    assert seller.post("/leads/new/", {"city": "Тверь"}, headers=HTMX).status_code == 422


def test_two_editors_of_different_fields_lose_nothing(client: Client) -> None:
    asked = lead("Price?", city="Тверь", owner=alice())
    Lead.objects.update(city="Москва")
    seen = {"seen-text": "Price?", "seen-city": "Тверь", "seen-subject": asked.subject,
            "seen-source": asked.source_id, "seen-currency": "RUB"}  # fmt: skip
    data = {"text": "Prices?", "city": "Тверь", "subject": asked.subject,
            "source": asked.source_id, "currency": "RUB"}  # fmt: skip
    signed_in(client).post(f"/leads/{asked.pk}/profile/", {**seen, **data}, headers=HTMX)
    asked.refresh_from_db()
    assert (asked.text, asked.city) == ("Prices?", "Москва")


@pytest.mark.req("SAL-25")
def test_the_board_moves_leads_and_asks_where_it_must(client: Client) -> None:
    asked = lead()
    seller = signed_in(client)
    assert 'class="deal"' in seller.get("/leads/?mode=board").content.decode()
    seller.post("/leads/board/", {"id": asked.pk, "to": "taken"}, headers=HTMX)
    assert Lead.objects.get().status == Status.TAKEN
    answer = seller.post("/leads/board/", {"id": asked.pk, "to": "rejected"}, headers=HTMX)
    assert f"/leads/{asked.pk}/rejection/" in answer.content.decode()
    assert Lead.objects.get().status == Status.TAKEN


@pytest.mark.req("PLT-09")
def test_a_stranger_finds_a_given_lead_nowhere(client: Client) -> None:
    hidden = lead("Quiet harbour", owner=alice(), phone="+7 912 345-67-89")
    common = lead("Common", phone="+7 912 345-67-89")
    stranger = signed_in(client, carol())
    for address in (
        "/leads/", "/leads/?mode=board", "/leads/inbox/", "/leads/inbox/?tab=team",
        f"/leads/inbox/?lead={hidden.pk}", f"/leads/inbox/{common.pk}/", "/leads/inbox/tile/",
        f"/leads/{common.pk}/", f"/records/lead/{common.pk}/panels/lead-similar/",
        "/search/?q=harbour",
    ):  # fmt: skip
        body = stranger.get(address).content.replace(b"q=harbour", b"")
        assert b"harbour" not in body.replace(b'value="harbour"', b""), address
    for name in ("", "profile/", "rejection/", "conversion/", "client/", "owner/"):
        assert stranger.get(f"/leads/{hidden.pk}/{name}").status_code == 404, name
    for name in ("taking/", "return/"):
        assert stranger.post(f"/leads/{hidden.pk}/{name}", headers=HTMX).status_code == 404


def test_the_page_of_a_lead_and_of_its_client_show_each_other(client: Client) -> None:
    known, asked = organisation(), lead("Scanners")
    seller = signed_in(client)
    seller.post(f"/leads/{asked.pk}/client/", {"party": known.pk}, headers=HTMX)
    assert "Scanners" in seller.get(f"/leads/{asked.pk}/").content.decode()
    panels = {
        f"/records/lead/{asked.pk}/panels/lead-outcome/": known.name,
        f"/records/lead/{asked.pk}/panels/lead-request/": "Scanners",
        f"/records/lead/{asked.pk}/panels/timeline/": "composer",
        f"/records/party/{known.pk}/panels/leads-of-party/": "Scanners",
    }
    for address, said in panels.items():
        assert said in seller.get(address, headers=HTMX).content.decode(), address


@pytest.mark.req("SAL-25")
@pytest.mark.parametrize("count", [3, 60])
def test_statements_of_the_inbox_do_not_grow_with_it(
    client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [{"text": f"{n}", "phone": "+7 912 345-67-89"} for n in range(count)]
    add_leads(rows, source_id=source().pk, by=SYSTEM)
    seller = signed_in(client)
    with django_assert_max_num_queries(17):
        seller.get("/leads/inbox/")


def test_the_settings_add_a_rule_a_source_and_a_reason(client: Client) -> None:
    source()
    head = signed_in(client, bob())
    data = {"name": "Moscow", "mode": "turn", "people": [alice().pk], "joint": "and",
            "0-field": "city", "0-op": "is", "0-value": "Москва", "minutes_to_take": 15}  # fmt: skip
    head.post("/lead-settings/rules/new/", data, headers=HTMX)
    made = DistributionRule.objects.get()
    assert (made.where, made.minutes_to_take) == ('["city","is","Москва"]', 15)
    assert "Москва" in head.get(f"/lead-settings/rules/{made.pk}/", headers=HTMX).content.decode()
    missing = head.post("/lead-settings/rules/new/", {"name": "x", "mode": "turn"}, headers=HTMX)
    assert missing.status_code == 422

    data = {"name": "Landing", "kind": "form", "key": "landing", "origins": "https://a.ru/x"}
    head.post("/lead-settings/sources/new/", data, headers=HTMX)
    assert LeadSource.objects.get(key="landing").origins == ["https://a.ru"]
    taken = head.post("/lead-settings/sources/new/", {**data, "name": "Other"}, headers=HTMX)
    assert taken.status_code == 422

    head.post("/lead-settings/reasons/new/", {"name": "Too far"}, headers=HTMX)
    assert RejectReason.objects.filter(name="Too far").exists()
    for address in ("/lead-settings/", "/lead-settings/trial/"):
        assert "Moscow" in head.get(address).content.decode() or "trial" in address


def test_the_settings_switch_place_and_remove(client: Client) -> None:
    made, other = rule(alice()), rule(bob())
    head, used = signed_in(client, bob()), reason()
    head.post(f"/lead-settings/rules/{made.pk}/use/", {"on": "0"}, headers=HTMX)
    head.post(f"/lead-settings/rules/{other.pk}/place/", {"up": "1"}, headers=HTMX)
    head.post(f"/lead-settings/sources/{source().pk}/use/", {"on": "0"}, headers=HTMX)
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.is_active, other.position, source().is_active) == (False, 0, False)
    head.post(f"/lead-settings/rules/{made.pk}/removal/", headers=HTMX)
    head.post(f"/lead-settings/reasons/{used.pk}/removal/", headers=HTMX)
    assert not DistributionRule.objects.filter(pk=made.pk).exists()
    assert not RejectReason.objects.filter(pk=used.pk).exists()


def test_a_taken_lead_is_counted_in_the_menu_no_more(client: Client) -> None:
    waiting = lead()
    seller = signed_in(client)
    assert 'class="count hot">1<' in seller.get("/leads/inbox/").content.decode()
    take_lead(waiting.pk, by=actor())
    assert 'class="count hot"' not in seller.get("/leads/inbox/").content.decode()


@pytest.mark.req("SAL-02")
def test_the_second_editor_of_a_field_is_told_compares_and_saves_again(client: Client) -> None:
    asked = lead("Price?")
    url = f"/leads/{asked.pk}/profile/"
    seen = {"seen-text": "Price?", "seen-currency": "RUB"}
    change_leads([asked.pk], {"text": "Bob's words"}, by=actor(bob()))
    change_leads([asked.pk], {"city": "Omsk"}, by=actor(alice()))
    seller = signed_in(client)

    told = seller.post(url, {**seen, "text": "My words", "currency": "RUB"}, headers=HTMX)
    again = {**told.context["seen"], "text": "My words", "currency": "RUB", "city": "Omsk"}
    saved = seller.post(url, {**again, "seen-city": "Omsk"}, headers=HTMX)

    page = told.content.decode()
    assert told.status_code == 422
    assert "Bob" in page and "Bob&#x27;s words" in page and "My words" in page
    assert saved.status_code == 200
    asked.refresh_from_db()
    assert asked.text == "My words"
