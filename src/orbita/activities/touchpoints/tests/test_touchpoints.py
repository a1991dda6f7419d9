from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from orbita.activities.timeline.commands import delete_interactions
from orbita.activities.timeline.models import Interaction
from orbita.activities.timeline.tests.factories import contact, in_hours, step
from orbita.activities.touchpoints.commands import (
    change_touchpoint,
    delete_touchpoint,
    fill_default_touchpoints,
)
from orbita.activities.touchpoints.errors import OtherDefault, TouchpointExists
from orbita.activities.touchpoints.models import PartyTouch, Touchpoint
from orbita.activities.touchpoints.queries import Standing, standings
from orbita.activities.touchpoints.tests.factories import touchpoint
from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.platform.accounts.tests.factories import actor, bob, carol, signed_in
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.audit.commands import undo_act
from orbita.platform.imports.tests.factories import bring, file

pytestmark = pytest.mark.django_db


@pytest.mark.req("PAR-15")
def test_a_contact_names_its_touchpoint(client: Client) -> None:
    romashka, site = organisation(), touchpoint()
    url = reverse("timeline:compose", args=["party", romashka.pk])
    given = {"kind": "call", "text": "Спросили цену", "touchpoint": str(site.pk), "do": "log"}
    signed_in(client).post(url, given)

    assert Interaction.objects.get(text="Спросили цену").touchpoint == site


@pytest.mark.req("PAR-15")
def test_a_contact_has_met_at_the_touchpoint_of_its_kind_by_default() -> None:
    romashka, calls = organisation(), touchpoint("Звонки", default_for="call")
    call, meeting = contact(romashka), contact(romashka, kind="meeting")

    call.refresh_from_db()
    meeting.refresh_from_db()
    assert (call.touchpoint, meeting.touchpoint) == (calls, None)


@pytest.mark.req("PAR-15")
def test_first_and_last_touchpoint_of_a_client_follow_from_his_contacts() -> None:
    romashka, site, shop = organisation(), touchpoint("Сайт"), touchpoint("Магазин", kind="shop")
    contact(romashka, touchpoint=shop, done_at=in_hours(-10))
    early = contact(romashka, touchpoint=site, done_at=in_hours(-90))
    contact(romashka, done_at=in_hours(-200))
    step(romashka, touchpoint=site)
    touch = PartyTouch.objects.get(party=romashka)
    assert (touch.first, touch.last) == (site, shop)

    delete_interactions([early.pk], by=actor())
    touch.refresh_from_db()
    assert (touch.first, touch.last) == (shop, shop)


@pytest.mark.req("PAR-15")
def test_each_figure_opens_exactly_those_contacts_and_clients(client: Client) -> None:
    site, shop = touchpoint("Сайт"), touchpoint("Магазин")
    one, other = organisation("ООО «Ромашка»"), organisation("ООО «Василёк»")
    contact(one, touchpoint=site, text="Заявка с сайта", done_at=in_hours(-9))
    contact(one, touchpoint=shop, text="Зашли в магазин", done_at=in_hours(-5))
    contact(other, touchpoint=shop, text="Встреча у кассы", done_at=in_hours(-4))
    at_site, at_shop = standings(actor(bob()))
    assert [(s.contacts, s.clients) for s in (at_site, at_shop)] == [(1, 1), (2, 1)]

    contacts = _opened(signed_in(client, bob()), at_shop.contacts_url)
    assert ("Зашли в магазин" in contacts, "Заявка с сайта" in contacts) == (True, False)
    clients = _opened(client, at_shop.clients_url)
    assert ("Василёк" in clients, "Ромашка" in clients) == (True, False)


def _opened(client: Client, url: str) -> str:
    path, _, where = url.partition("?where=")
    return client.get(path, {"where": where, "columns": "text"}).content.decode()


def test_a_stranger_counts_only_what_he_sees() -> None:
    site = touchpoint()
    contact(organisation(), touchpoint=site)

    assert standings(actor(carol())) == [Standing(site, 0, 0)]


def test_the_page_makes_as_many_statements_for_many_touchpoints(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    signed_in(client, bob())
    for number in range(30):
        contact(organisation(), touchpoint=touchpoint(f"Точка {number}"))

    with django_assert_max_num_queries(12):
        client.get("/touchpoints/")


def test_two_touchpoints_of_one_name_or_of_one_default_are_refused() -> None:
    touchpoint("Сайт", default_for="chat")
    with pytest.raises(TouchpointExists):
        touchpoint("сайт")
    with pytest.raises(OtherDefault):
        touchpoint("Чат", default_for="chat")


def test_a_seller_does_not_change_touchpoints(client: Client) -> None:
    site = touchpoint()
    with pytest.raises(NotAllowed):
        change_touchpoint(site.pk, {"name": "Портал"}, by=actor())

    assert signed_in(client).get("/touchpoints/").status_code == 403


def test_the_form_adds_changes_and_removes(client: Client) -> None:
    signed_in(client, bob())
    client.post("/touchpoints/", {"name": "Дилер", "kind": "dealer", "cost": "40000"})
    dealer = Touchpoint.objects.get()
    assert (dealer.kind, dealer.is_direct, dealer.cost) == ("dealer", False, Decimal(40000))

    url = reverse("touchpoints:touchpoint", args=[dealer.pk])
    client.post(url, {"name": "Дилер на Урале", "kind": "dealer", "is_direct": "on"})
    dealer.refresh_from_db()
    assert (dealer.name, dealer.is_direct, dealer.is_active) == ("Дилер на Урале", True, False)

    client.post(reverse("touchpoints:removal", args=[dealer.pk]))
    assert not Touchpoint.objects.exists()


@pytest.mark.req("PAR-15")
def test_a_file_of_contacts_names_touchpoints(tmp_path: Path) -> None:
    site, calls = touchpoint("Сайт"), touchpoint("Звонки", default_for="call")
    organisation("ООО «Ромашка»")
    text = (
        "Клиент;Тип;Дата;Текст;Точка контакта\n"
        "ООО «Ромашка»;Звонок;01.02.2026;С сайта;сайт\n"
        "ООО «Ромашка»;Звонок;02.02.2026;По телефону;\n"
        "ООО «Ромашка»;Заметка;03.02.2026;Не знаем где;Луна\n"
    )
    bring(file(tmp_path, text), "interactions", by=actor(bob()))

    met = {row.text: row.touchpoint for row in Interaction.objects.all()}
    assert met == {"С сайта": site, "По телефону": calls, "Не знаем где": None}
    assert "Луна" in Interaction.objects.get(text="Не знаем где").details.values()


def test_removing_a_touchpoint_is_undone_with_its_contacts() -> None:
    site = touchpoint()
    call = contact(organisation(), touchpoint=site)
    delete_touchpoint(site.pk, by=actor(bob()))
    undo_act(last_act(), by=actor(bob()))

    call.refresh_from_db()
    assert call.touchpoint == site


@pytest.mark.req("PAR-15")
def test_contacts_of_the_past_get_the_touchpoint_of_their_kind() -> None:
    call, note = contact(organisation()), contact(organisation(), kind="note", text="Заметка")
    calls = touchpoint("Звонки", default_for="call")

    assert fill_default_touchpoints(by=actor(bob())) == 1
    call.refresh_from_db()
    note.refresh_from_db()
    assert (call.touchpoint, note.touchpoint) == (calls, None)


def test_the_panel_of_a_client_says_where_we_met(client: Client) -> None:
    romashka = organisation()
    contact(romashka, touchpoint=touchpoint("Выставка"))
    panel = reverse("records:panel", args=["party", romashka.pk, "touchpoints"])

    assert "Выставка" in signed_in(client).get(panel).content.decode()
