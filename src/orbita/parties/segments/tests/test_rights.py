"""What segments say in lists and rights."""

import json
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.tests.factories import organisation
from orbita.parties.segments.commands import delete_segments, give_segment
from orbita.parties.segments.models import Segment
from orbita.parties.segments.tests.factories import segment
from orbita.platform.accounts.models import Department
from orbita.platform.accounts.tests.factories import (
    actor,
    admin,
    alice,
    bob,
    carol,
    department,
    employee,
    role_with,
    signed_in,
)
from orbita.platform.conditions.tree import Test as Asked
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SAMARA = Asked("city", "is", "Самара")


def where(*condition: object) -> str:
    return quote(json.dumps(condition))


def shown(client: Client, address: str) -> list[str]:
    """Titles of the rows of a list, in their order."""
    page = client.get(address).content.decode()
    return [part.split("</a>")[0].split(">")[-1] for part in page.split("data-row-link")[1:]]


@pytest.mark.req("PAR-18")
def test_lists_are_filtered_by_a_segment_also_through_a_relation(client: Client) -> None:
    north, south = organisation("Север", city="Самара"), organisation("Юг", city="Омск")
    deal("near", party_id=north.pk)
    deal("far", party_id=south.pk)
    key = str(segment(SAMARA, is_shared=True).pk)
    seller = signed_in(client)

    assert shown(seller, f"/parties/?where={where('segment', 'in', [key])}") == ["Север"]
    assert shown(seller, f"/parties/?where={where('segment', 'not_in', [key])}") == ["Юг"]
    assert shown(seller, f"/parties/?where={where('segment', 'empty', None)}") == ["Юг"]
    address = f"/deals/?mode=table&where={where('party.segment', 'in', [key])}"
    assert shown(seller, address) == ["near"]
    assert shown(seller, f"/parties/?where={where('segment.name', 'is', 'x')}") == []


@pytest.mark.req("PAR-18")
def test_a_private_or_deleted_segment_filters_nothing_for_others(client: Client) -> None:
    organisation("Север", city="Самара")
    private = segment(SAMARA, by=alice())
    address = f"/parties/?where={where('segment', 'in', [str(private.pk)])}"

    assert shown(signed_in(client), address) == ["Север"]
    assert shown(signed_in(client, bob()), address) == []
    delete_segments([private.pk], by=actor())
    assert shown(signed_in(client), address) == []


@pytest.mark.req("PAR-18")
def test_everybody_sees_of_a_shared_segment_the_clients_that_he_may_see(client: Client) -> None:
    organisation("Наш", city="Самара")
    organisation("Чужой", city="Самара", owner=carol())
    found = segment(SAMARA, is_shared=True)
    address = f"/parties/?where={where('segment', 'in', [str(found.pk)])}"
    panel = reverse("records:panel", args=["segment", found.pk, "segment-members"])

    assert shown(signed_in(client), address) == ["Наш"]
    assert shown(signed_in(client, carol()), address) == ["Чужой"]
    page = signed_in(client, carol()).get(panel).content.decode()
    assert "Чужой" in page
    assert "Наш" not in page


def test_a_private_segment_of_another_is_not_there(client: Client) -> None:
    private = segment(SAMARA, by=alice())
    for name in ("segments:record", "segments:history", "segments:profile"):
        assert signed_in(client, carol()).get(reverse(name, args=[private.pk])).status_code == 404


@pytest.fixture
def given(client: Client) -> tuple[Client, str, str]:
    """A guest whose role reaches the clients of given segments: Samara is given to his department."""
    inside = organisation("Самарский завод", city="Самара", owner=carol())
    outside = organisation("Омский завод", city="Омск", owner=carol())
    branch: Department = department("Агенты Волги", parent=department("Агенты"))
    grants = {"parties.view": "segment", "deals.view": "segment", "segments.view": "assigned"}
    guest = employee(role_with(grants), branch)
    deal("Поставка внутри", party_id=inside.pk, owner=carol())
    deal("Поставка снаружи", party_id=outside.pk, owner=carol())
    found = segment(SAMARA, is_shared=True)
    give_segment(found.pk, department_ids=[department("Агенты").pk], by=actor(admin()))
    return signed_in(client, guest), str(inside.pk), str(outside.pk)


@pytest.mark.req("PAR-18")
def test_a_role_may_see_the_clients_of_given_segments_in_lists_and_counts(
    given: tuple[Client, str, str],
) -> None:
    guest, _inside, _outside = given
    assert shown(guest, "/parties/") == ["Самарский завод"]
    assert guest.get("/parties/totals/").context["totals"].count == 1
    assert shown(guest, "/deals/?mode=table") == ["Поставка внутри"]


@pytest.mark.req("PAR-18")
def test_the_same_scope_holds_in_search_palette_and_on_pages(
    given: tuple[Client, str, str],
) -> None:
    guest, inside, outside = given
    for name in ("search:results", "search:palette"):
        page = guest.get(reverse(name), {"q": "завод"}).content.decode()
        assert "Самарский" in page
        assert "Омский" not in page
    assert guest.get(reverse("dossier:party", args=[inside])).status_code == 200
    assert guest.get(reverse("dossier:party", args=[outside])).status_code == 404


def test_what_was_given_is_taken_back(given: tuple[Client, str, str]) -> None:
    guest, inside, _outside = given

    give_segment(Segment.objects.get().pk, by=actor(admin()))
    assert shown(guest, "/parties/") == []
    assert guest.get(reverse("dossier:party", args=[inside])).status_code == 404
