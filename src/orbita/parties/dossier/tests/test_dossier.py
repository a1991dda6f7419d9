"""The dossier: one page with who it is, what decides, and the panels of all apps."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.activities.timeline.tests.factories import contact, step
from orbita.parties.directory.commands import set_contact_points
from orbita.parties.directory.models import ContactPoint, Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.roles.commands import set_role
from orbita.parties.roles.models import PartyRole
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.audit.guards import erasing
from orbita.platform.tracking import EVENT_MODELS

pytestmark = pytest.mark.django_db


def page(client: Client, party: Party) -> str:
    return client.get(reverse("dossier:party", args=[party.pk])).content.decode()


@pytest.mark.req("PAR-06")
def test_the_dossier_shows_who_it_is_and_whose(client: Client) -> None:
    party = organisation(name="ООО «Северный ветер»", city="Тверь", owner=alice(), status="active")
    shown = page(signed_in(client), party)
    assert "ООО «Северный ветер»" in shown
    assert "Тверь" in shown
    assert str(alice()) in shown


@pytest.mark.req("PAR-06")
def test_panels_are_fetched_each_by_its_own_request(client: Client) -> None:
    party = organisation()
    shown = page(signed_in(client), party)
    assert reverse("records:panel", args=["party", party.pk, "timeline"]) in shown


@pytest.mark.req("SAL-09")
def test_the_head_says_what_is_next(client: Client) -> None:
    party = organisation()
    step(party, subject="Send the offer")
    assert "Send the offer" in page(signed_in(client), party)


def test_a_person_has_a_dossier_of_the_same_shape(client: Client) -> None:
    assert "Тихонов" in page(signed_in(client), person(name="Олег Тихонов"))


def test_the_head_of_department_sees_it_and_a_stranger_does_not(client: Client) -> None:
    address = reverse("dossier:party", args=[organisation(owner=alice()).pk])
    assert signed_in(client, bob()).get(address).status_code == 200
    assert signed_in(client, carol()).get(address).status_code == 404


def test_an_anonymous_visitor_is_led_to_sign_in(client: Client) -> None:
    assert client.get(reverse("dossier:party", args=[organisation().pk])).status_code == 302


@pytest.mark.req("PAR-09")
def test_before_it_was_known_there_was_no_dossier(client: Client) -> None:
    address = reverse("dossier:party", args=[organisation().pk])
    yesterday = (timezone.localdate() - timedelta(1)).isoformat()
    assert signed_in(client).get(address, {"as_of": yesterday}).status_code == 404


def test_the_number_of_statements_does_not_grow_with_the_history(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    party = organisation()
    for number in range(30):
        contact(party, text=f"Call {number}")
    signed_in(client)
    address = reverse("dossier:party", args=[party.pk])
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)


@pytest.mark.req("PAR-09")
def test_the_dossier_of_a_past_day_has_the_contacts_and_roles_of_that_day(client: Client) -> None:
    party = organisation(name="ООО «Заря»", city="Тверь", phones=("+7 911 123-45-67",))
    set_role(party.pk, "supplier", by=actor())
    with erasing(), connection.cursor() as cursor:
        for model in (Party, ContactPoint, PartyRole):
            table = EVENT_MODELS[model]._meta.db_table
            cursor.execute(f"UPDATE {table} SET pgh_created_at = now() - interval '10 days'")
    set_contact_points(party.pk, [], by=actor())
    day = {"as_of": (timezone.localdate() - timedelta(5)).isoformat()}
    signed_in(client)

    def panel(key: str) -> str:
        address = reverse("records:panel", args=["party", party.pk, key])
        return client.get(address, day).content.decode()

    assert "+7 911 123-45-67" in panel("profile")
    assert str(PartyRole._meta.verbose_name_plural) in panel("parts-then").lower()
    assert client.get(reverse("dossier:party", args=[party.pk]), day).status_code == 200
