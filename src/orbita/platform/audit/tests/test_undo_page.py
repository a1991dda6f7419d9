"""Undo over HTTP: the toast's button and Ctrl+Z."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, bob, signed_in
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import UndoReport
from orbita.platform.audit.views.undoing import sentence

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_the_toast_undoes_an_act_and_offers_to_do_it_again(client: Client) -> None:
    party = organisation(city="Tver")
    change_parties([party.pk], {"city": "Moscow"}, by=actor())
    act = last_act_id()

    answer = signed_in(client).post(reverse("audit:undo", args=[act]), headers=HTMX)

    party.refresh_from_db()
    assert party.city == "Tver"
    again = reverse("audit:undo", args=[last_act_id()])
    assert again in answer.content.decode()
    client.post(again, headers=HTMX)
    party.refresh_from_db()
    assert party.city == "Moscow"


def test_ctrl_z_undoes_the_newest_act_that_still_stands(client: Client) -> None:
    party = organisation(city="Tver")
    change_parties([party.pk], {"city": "Moscow"}, by=actor())
    change_parties([party.pk], {"city": "Omsk"}, by=actor())
    signed_in(client)

    client.post(reverse("audit:undo_last"), headers=HTMX)
    party.refresh_from_db()
    assert party.city == "Moscow"

    client.post(reverse("audit:undo_last"), headers=HTMX)
    party.refresh_from_db()
    assert party.city == "Tver"


def test_ctrl_z_does_not_touch_what_others_did(client: Client) -> None:
    party = organisation(city="Tver", owner=bob())
    change_parties([party.pk], {"city": "Moscow"}, by=actor(bob()))
    answer = signed_in(client, alice()).post(reverse("audit:undo_last"), headers=HTMX)
    assert answer.status_code == 422
    assert Party.objects.get(pk=party.pk).city == "Moscow"


def test_a_browser_without_scripts_is_led_back(client: Client) -> None:
    party = organisation(city="Tver")
    change_parties([party.pk], {"city": "Moscow"}, by=actor())
    answer = signed_in(client).post(reverse("audit:undo", args=[last_act_id()]))
    assert answer.status_code == 303


def test_undo_by_get_is_refused(client: Client) -> None:
    assert signed_in(client).get(reverse("audit:undo_last")).status_code == 405


def test_the_sentence_names_five_and_counts_the_others() -> None:
    kept = tuple(f"Client {number}" for number in range(7))
    with translation.override("en"):
        said = sentence(UndoReport(493, kept))
    assert said == (
        "493 records are as they were. Left as they are, others have changed them since: "
        "Client 0, Client 1, Client 2, Client 3, Client 4 and 2 more."
    )
