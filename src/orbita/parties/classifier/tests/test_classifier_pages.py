import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.classifier.commands import place_parties
from orbita.parties.classifier.models import Branch, Tree
from orbita.parties.classifier.queries import places, trees
from orbita.parties.classifier.tests.factories import branch, tree
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, bob, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.req("PAR-01")
def test_trees_and_branches_are_made_on_the_settings_page(client: Client) -> None:
    signed_in(client, bob())
    client.post("/classifiers/", {"name": "Отрасли"})
    [industries] = Tree.objects.all()
    new = reverse("classifier:new_branch", args=[industries.pk])
    client.post(new, {"name": "Торговля"})
    trade = Branch.objects.get()
    client.post(f"{new}?parent={trade.pk}", {"name": "Розница"})

    page = client.get("/classifiers/")
    assert [node.trail for node in page.context["trees"][0].nodes] == [
        "Торговля",
        "Торговля / Розница",
    ]


def test_a_branch_is_renamed_and_moved_in_one_act(client: Client) -> None:
    industries = tree()
    trade, services = branch(industries, "Торговля"), branch(industries, "Услуги")
    signed_in(client, bob()).post(
        reverse("classifier:branch", args=[services.pk]),
        {"name": "Сервис", "parent": str(trade.pk)},
    )

    assert [node.trail for node in trees()[0].nodes] == ["Торговля", "Торговля / Сервис"]


def test_a_branch_goes_up_and_down_by_its_buttons(client: Client) -> None:
    industries = tree()
    trade, _services = branch(industries, "Торговля"), branch(industries, "Услуги")
    url = reverse("classifier:branch_place", args=[trade.pk])
    signed_in(client, bob()).post(url, {"down": "1"})
    assert [node.name for node in trees()[0].nodes] == ["Услуги", "Торговля"]

    client.post(url, {"up": "1"})
    assert [node.name for node in trees()[0].nodes] == ["Торговля", "Услуги"]


def test_the_same_name_comes_back_with_a_sentence(client: Client) -> None:
    tree("Отрасли")
    answer = signed_in(client, bob()).post("/classifiers/", {"name": "Отрасли"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]


def test_a_seller_has_no_editor(client: Client) -> None:
    assert signed_in(client).get("/classifiers/").status_code == 403


@pytest.mark.req("PAR-01")
def test_places_are_ticked_and_what_others_ticked_stays(client: Client) -> None:
    industries, romashka = tree(), organisation()
    one, two, three = (branch(industries, name) for name in "АБВ")
    place_parties([romashka.pk], one.pk, by=actor())
    place_parties([romashka.pk], three.pk, by=actor(bob()))
    url = reverse("classifier:places", args=[romashka.pk])
    signed_in(client).post(url, {"branch": [str(two.pk)], "seen": [str(one.pk)]})

    assert [place.name for place in places(romashka)] == ["Б", "В"]


def test_the_panel_takes_a_party_out_of_a_branch(client: Client) -> None:
    romashka, trade = organisation(), branch(tree(), "Торговля")
    place_parties([romashka.pk], trade.pk, by=actor())
    panel = reverse("records:panel", args=["party", romashka.pk, "classifier"])
    assert "Торговля" in signed_in(client).get(panel).content.decode()

    client.post(reverse("classifier:place_removal", args=[romashka.pk, trade.pk]))
    assert places(romashka) == []
