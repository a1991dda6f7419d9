"""Pages that every kind of record has: panels, peek, history, deletion, the bin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.commands import change_parties, delete_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.audit.queries import history
from orbita.platform.records.slots import kinds, panels

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_every_panel_of_a_client_answers(client: Client) -> None:
    party = organisation(phones=("+7 911 123-45-67",))
    signed_in(client)
    keys = [panel.key for panel in panels if "party" in panel.kinds]
    addresses = [reverse("records:panel", args=["party", party.pk, key]) for key in keys]
    assert {client.get(one, headers=HTMX).status_code for one in addresses} == {200}


def test_a_stranger_finds_neither_panel_nor_peek_nor_history(client: Client) -> None:
    party = organisation(owner=alice())
    signed_in(client, carol())
    where = ["party", party.pk]
    addresses = [
        reverse("records:peek", args=where),
        reverse("records:history", args=where),
        reverse("records:panel", args=[*where, "timeline"]),
    ]
    assert {client.get(one).status_code for one in addresses} == {404}


def test_an_unknown_kind_is_not_found(client: Client) -> None:
    address = reverse("records:peek", args=["spaceship", organisation().pk])
    assert signed_in(client).get(address).status_code == 404


def test_a_look_from_the_list_shows_facts_and_the_way_to_the_page(client: Client) -> None:
    party = organisation(name="ООО «Заря»")
    shown = text(
        signed_in(client).get(reverse("records:peek", args=["party", party.pk]), headers=HTMX)
    )
    assert "ООО «Заря»" in shown
    assert reverse("dossier:party", args=[party.pk]) in shown


@pytest.mark.req("PAR-09")
def test_the_history_shows_old_and_new_values(client: Client) -> None:
    party = organisation(city="Tver", owner=alice())
    change_parties([party.pk], {"city": "Moscow"}, by=actor(bob()))
    address = reverse("records:history", args=["party", party.pk])
    shown = text(signed_in(client).get(address, headers=HTMX))
    assert "Tver" in shown
    assert "Moscow" in shown
    assert str(bob()) in shown


@pytest.mark.req("PAR-09")
def test_an_old_value_is_set_again_from_the_history(client: Client) -> None:
    party = organisation(city="Tver")
    change_parties([party.pk], {"city": "Moscow"}, by=actor())
    entry = history(kinds["party"], party.pk)[0].entry
    address = reverse("records:old_value", args=["party", party.pk, entry, "city"])
    signed_in(client).post(address, headers=HTMX)
    party.refresh_from_db()
    assert party.city == "Tver"


def test_a_long_history_is_read_page_by_page(client: Client) -> None:
    party = organisation(city="0")
    for number in range(60):
        change_parties([party.pk], {"city": f"City {number}"}, by=actor())
    address = reverse("records:history", args=["party", party.pk])
    first = text(signed_in(client).get(address, headers=HTMX))
    assert "City 59" in first
    assert "City 3 " not in first
    assert "before=" in first


def test_deletion_puts_into_the_bin_and_leads_to_the_list(client: Client) -> None:
    party = organisation()
    answer = signed_in(client).post(reverse("records:deletion", args=["party", party.pk]))
    party.refresh_from_db()
    assert party.deleted_at is not None
    assert answer.status_code == 303


def test_the_bin_shows_what_one_may_restore_and_who_deleted_it(client: Client) -> None:
    party = organisation(name="ООО «Заря»", owner=alice())
    delete_parties([party.pk], by=actor(bob()))
    shown = text(signed_in(client).get(reverse("records:binned", args=["party"])))
    assert "ООО «Заря»" in shown
    assert str(bob()) in shown


def test_the_bin_of_a_stranger_is_empty(client: Client) -> None:
    party = organisation(name="ООО «Заря»", owner=alice())
    delete_parties([party.pk], by=actor())
    shown = text(signed_in(client, carol()).get(reverse("records:bin")))
    assert "ООО «Заря»" not in shown


def test_many_are_restored_at_once(client: Client) -> None:
    parties = [organisation(), organisation(), organisation()]
    delete_parties([party.pk for party in parties], by=actor())
    address = reverse("records:restoration", args=["party"])
    chosen = [str(party.pk) for party in parties[:2]]
    signed_in(client).post(address, {"ids": chosen}, headers=HTMX)
    assert Party.objects.alive().count() == 2


def test_a_stranger_restores_nothing(client: Client) -> None:
    party = organisation(owner=alice())
    delete_parties([party.pk], by=actor())
    address = reverse("records:restoration", args=["party"])
    answer = signed_in(client, carol()).post(address, {"ids": [str(party.pk)]}, headers=HTMX)
    assert answer.status_code == 404
    assert not Party.objects.alive().exists()
