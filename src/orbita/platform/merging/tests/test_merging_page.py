"""The page on which records are merged, the way to it, and the addresses of what was merged."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.platform.merging.lists import choice_url
from orbita.platform.merging.models import MergedRecord
from orbita.platform.merging.tests.factories import director, merge, same
from orbita.sales.deals.tests.factories import deal

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-25")]
PAGE = "/merging/party/"


@pytest.fixture
def office(client: Client) -> Client:
    """The director's browser."""
    director()
    people.signed_in(client, User.objects.get(email="director@example.com"))
    return client


def test_records_stand_side_by_side_with_what_is_proposed(office: Client) -> None:
    first = organisation("ООО «Ромашка»", city="Москва", site="romashka.ru", note="Утром")
    second = organisation("Ромашка", city="Тула", phones=("+7 912 000-11-22",))
    deal("Поставка", party_id=second.pk)

    page = office.get(choice_url("party", [second.pk, first.pk])).content.decode()

    assert page.index("ООО «Ромашка»") < page.index(">Ромашка<")
    assert f'name="survivor" value="{first.pk}" checked' in page
    assert f'name="choice-name" value="{first.pk}" checked' in page
    assert f'name="choice-city" value="{second.pk}"' in page
    assert "+79120001122" in page.replace(" ", "").replace("-", "")
    assert "Утром" in page
    assert 'name="choice-site"' in page
    assert 'name="choice-status"' not in page


def test_sent_back_they_are_merged_as_chosen_and_can_be_undone(office: Client) -> None:
    first, second = organisation("А", city="Москва"), organisation("Б", city="Тула")
    said = {"ids": [str(first.pk), str(second.pk)], "survivor": str(second.pk)}

    answer = office.post(PAGE, said | {"choice-city": str(first.pk)})
    page = office.get(answer.headers["Location"]).content.decode()

    merged = Party.objects.alive().get()
    assert (merged.pk, merged.city) == (second.pk, "Москва")
    act = MergedRecord.objects.get().act_id
    assert reverse("audit:undo", args=[act]) in page
    office.post(reverse("audit:undo", args=[act]))
    assert Party.objects.alive().count() == 2


def test_the_address_of_a_merged_client_leads_to_the_survivor(office: Client) -> None:
    first, second, third = same(3)
    merge(second, third)
    merge(first, second)

    answer = office.get(f"/parties/{third.pk}/")
    page = office.get(answer.headers["Location"]).content.decode()

    assert answer.headers["Location"] == f"/parties/{first.pk}/"
    assert third.name in page
    assert first.name in page


def test_a_stranger_is_not_led_anywhere(client: Client) -> None:
    first, second = same(2, owner=people.alice())
    merge(first, second)
    people.signed_in(client, people.carol())

    assert client.get(f"/parties/{second.pk}/").status_code == 404


def test_the_survivors_page_says_what_was_merged_into_it(office: Client) -> None:
    first, second = same(2)
    act = merge(first, second)

    panel = office.get(reverse("records:panel", args=["party", first.pk, "merged"]))

    assert second.name in panel.content.decode()
    assert reverse("audit:undo", args=[act]) in panel.content.decode()


def test_the_list_leads_to_the_page(office: Client) -> None:
    first, second = same(2)
    chosen = {"ids": [str(first.pk), str(second.pk)]}

    answer = office.post("/parties/bulk/merging/", chosen)

    assert answer.headers["Location"] == choice_url("party", [first.pk, second.pk])
    assert office.post("/parties/bulk/merging/", {"ids": [str(first.pk)]}).status_code in (302, 303)


def test_odd_addresses_are_refused(office: Client) -> None:
    first, second = same(2)
    human = person("Олег Тихонов")

    def status(ids: list[object], kind: str = "party") -> int:
        return office.get(choice_url(kind, ids)).status_code

    assert status([first.pk, first.pk]) == 422
    assert status([first.pk]) == 422
    assert status([]) == 422
    assert status([uuid4() for _number in range(1000)]) == 422
    assert status([first.pk, uuid4()]) == 404
    assert status(["1; drop table", first.pk]) == 404
    assert status([first.pk, human.pk]) == 422
    assert status([first.pk, second.pk], "user") == 404
    merge(first, second)
    assert status([first.pk, second.pk]) == 409
    assert office.post(PAGE, {"ids": str(first.pk), "survivor": str(uuid4())}).status_code == 303
    assert Party.objects.alive().count() == 2


def test_a_seller_without_the_right_to_delete_does_not_see_the_page(client: Client) -> None:
    first, second = same(2)
    people.signed_in(client, people.employee("marketer"))

    assert client.get(choice_url("party", [first.pk, second.pk])).status_code == 403


def test_strangers_records_are_not_shown(client: Client) -> None:
    first, second = same(2, owner=people.alice())
    people.signed_in(client, people.carol())

    assert client.get(choice_url("party", [first.pk, second.pk])).status_code == 404


def test_the_statements_of_the_page_do_not_grow(office: Client) -> None:
    def statements(count: int) -> int:
        ids = [party.pk for party in same(count, phones=("+7 912 000-11-22",))]
        with CaptureQueriesContext(connection) as asked:
            office.get(choice_url("party", ids))
        return len(asked)

    statements(2)
    assert statements(2) == statements(20)
