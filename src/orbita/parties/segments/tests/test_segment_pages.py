"""Pages of segments."""

import json
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.segments.models import Segment
from orbita.parties.segments.tests.factories import names, segment
from orbita.platform.accounts.tests.factories import admin, alice, bob, carol, signed_in
from orbita.platform.conditions.tree import Test as Asked

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SAMARA = Asked("city", "is", "Самара")
LINE = {"joint": "and", "0-field": "city", "0-op": "is", "0-value": "Самара"}


@pytest.mark.req("PAR-18")
def test_a_filter_of_the_list_becomes_a_segment(client: Client) -> None:
    organisation("А", city="Самара")
    head = signed_in(client, bob())
    query = quote(json.dumps(["city", "is", "Самара"]))
    tools = head.get(f"/parties/?where={query}").context["tools"]
    address = next(tool.url for tool in tools if tool.url.startswith("/segments/new/"))

    form = head.get(address, headers=HTMX).content.decode()
    assert "Самара" in form
    answer = head.post(
        "/segments/new/", {**LINE, "name": "Волга", "sort": "dynamic", "tone": "teal"}, headers=HTMX
    )

    made = Segment.objects.get(name="Волга")
    assert answer.headers["HX-Redirect"] == f"/segments/{made.pk}/"
    assert names(made) == ["А"]


@pytest.mark.req("PAR-18")
def test_the_size_is_previewed_while_the_condition_is_edited(client: Client) -> None:
    organisation("Волга-Трейд", city="Самара")
    organisation("Чужая", city="Самара", owner=carol())
    page = signed_in(client).post(reverse("segments:preview"), LINE, headers=HTMX)

    assert page.context["preview"].count == 1
    assert "Волга-Трейд" in page.content.decode()


def test_the_record_page_its_panels_and_its_history_open(client: Client) -> None:
    organisation("А", city="Самара")
    found = segment(SAMARA, is_shared=True)
    head = signed_in(client, bob())
    assert head.get(f"/segments/{found.pk}/").status_code == 200
    assert head.get("/segments/").status_code == 200
    for key in ("segment-about", "segment-members", "segment-history", "segment-access"):
        page = head.get(reverse("records:panel", args=["segment", found.pk, key]))
        assert page.status_code == 200
    page = head.get(reverse("segments:history", args=[found.pk]), {"on": "2020-01-01"})
    assert page.context["members"] == []


def test_the_dossier_names_the_segments_of_a_client(client: Client) -> None:
    volga = organisation(city="Самара")
    segment(SAMARA, is_shared=True, name="Волга")
    segment(SAMARA, by=bob(), name="Тайный")
    page = signed_in(client).get(reverse("records:panel", args=["party", volga.pk, "segments"]))
    assert "Волга" in page.content.decode()
    assert "Тайный" not in page.content.decode()


@pytest.mark.req("PAR-18")
def test_chosen_clients_go_into_a_segment_of_ones_own(client: Client) -> None:
    first, second = organisation("А"), organisation("Б")
    found = segment(by=alice(), name="Мои")
    seller = signed_in(client)
    form = seller.post("/parties/bulk/segment/", {"ids": [first.pk]}, headers=HTMX)
    assert "Мои" in form.content.decode()

    sent = {"ids": [first.pk], "confirmed": "1", "segment": str(found.pk), "name": ""}
    seller.post("/parties/bulk/segment/", sent, headers=HTMX)
    sent = {"ids": [second.pk], "confirmed": "1", "segment": "", "name": "Новый"}
    seller.post("/parties/bulk/segment/", sent, headers=HTMX)

    assert names(found) == ["А"]
    assert names(Segment.objects.get(name="Новый")) == ["Б"]


def test_a_segment_is_edited_recomputed_and_given_to_people(client: Client) -> None:
    organisation("А", city="Омск")
    found = segment(SAMARA)
    chief = signed_in(client, admin())
    url = reverse("segments:profile", args=[found.pk])
    sent = {**LINE, "0-value": "Омск", "name": found.name, "tone": "red", "note": ""}
    assert chief.post(url, sent, headers=HTMX).status_code == 200
    assert names(found) == ["А"]

    answer = chief.post(reverse("segments:recomputing", args=[found.pk]), headers=HTMX)
    assert answer.status_code == 200
    url = reverse("segments:access", args=[found.pk])
    chief.post(url, {"users": [str(alice().pk)]}, headers=HTMX)
    assert found.accesses.get().user == alice()


@pytest.mark.parametrize("count", [3, 400])
def test_statements_do_not_grow_with_members(
    client: Client, count: int, django_assert_max_num_queries: object
) -> None:
    Party.objects.bulk_create(
        [Party(name=f"c{n}", city="Самара", owner=alice()) for n in range(count)]
    )
    found = segment(SAMARA, is_shared=True)
    head = signed_in(client, bob())
    panel = reverse("records:panel", args=["segment", found.pk, "segment-members"])
    for address in (
        "/segments/",
        f"/segments/{found.pk}/",
        f"/segments/{found.pk}/history/",
        panel,
    ):
        head.get(address)
        with django_assert_max_num_queries(16):  # type: ignore[operator]
            head.get(address)
