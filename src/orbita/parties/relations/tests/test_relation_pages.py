from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.relations.commands import end_relation, relate
from orbita.parties.relations.models import Relation, RelationKind
from orbita.parties.relations.queries import people_of, ties
from orbita.platform.accounts.tests.factories import actor, alice, carol, signed_in

pytestmark = pytest.mark.django_db


def panel(client: Client, party: Party, key: str) -> str:
    url = reverse("records:panel", args=["party", party.pk, key])
    return signed_in(client).get(url).content.decode()


def new_person(party: Party) -> str:
    return reverse("relations:new_person", args=[party.pk])


def one(party: Party, relation_id: UUID, name: str = "relation") -> str:
    return reverse(f"relations:{name}", args=[party.pk, relation_id])


@pytest.mark.req("PAR-28")
def test_a_new_contact_person_is_added_from_the_company(client: Client) -> None:
    romashka = organisation()
    typed = {
        "first_name": "Олег", "last_name": "Тихонов", "phone": "8 911 123-45-67",
        "position": "Логист", "decides": "on",
    }  # fmt: skip
    assert signed_in(client).get(new_person(romashka)).status_code == 200
    client.post(new_person(romashka), typed)

    [tie] = people_of(actor(), romashka)
    assert (tie.other.name, tie.position, tie.decides) == ("Олег Тихонов", "Логист", True)
    assert "tel:+79111234567" in panel(client, romashka, "people")


@pytest.mark.req("PAR-28")
def test_a_person_who_is_there_already_is_chosen(client: Client) -> None:
    romashka, oleg = organisation(), person()
    signed_in(client).post(new_person(romashka), {"other": str(oleg.pk), "position": "Логист"})

    assert [tie.other for tie in people_of(actor(), romashka)] == [oleg]
    assert Party.objects.filter(form="person").count() == 1


def test_a_person_gets_a_job_from_his_own_page(client: Client) -> None:
    romashka, oleg = organisation(), person()
    signed_in(client).post(new_person(oleg), {"other": str(romashka.pk), "since": "2024-02-01"})

    assert [tie.other for tie in ties(actor(), oleg)] == [romashka]
    assert romashka.name in panel(client, oleg, "people")


def test_a_nameless_person_comes_back_with_a_sentence(client: Client) -> None:
    answer = signed_in(client).post(new_person(organisation()), {"position": "Логист"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["first_name"]


@pytest.mark.req("PAR-28")
def test_a_holding_is_said_from_either_side(client: Client) -> None:
    holding, plant = organisation("Холдинг"), organisation("Завод")
    signed_in(client).post(
        reverse("relations:new_tie", args=[holding.pk]),
        {"kind": "part_of:in", "other": str(plant.pk)},
    )

    relation = Relation.objects.get()
    assert (relation.source, relation.target) == (plant, holding)
    assert "Завод" in panel(client, holding, "relations")
    assert "Холдинг" in panel(client, plant, "relations")


def test_a_relation_is_changed_ended_and_removed_on_its_form(client: Client) -> None:
    romashka, oleg = organisation(), person()
    relation = relate(oleg.pk, romashka.pk, kind=RelationKind.WORKS_AT, by=actor())
    signed_in(client).post(one(romashka, relation.pk), {"position": "Директор", "decides": "on"})
    relation.refresh_from_db()
    assert (relation.position, relation.decides) == ("Директор", True)

    client.post(one(romashka, relation.pk, "ending"))
    assert people_of(actor(), romashka)[0].until is not None
    client.post(one(romashka, relation.pk, "removal"))
    assert not Relation.objects.exists()


def test_former_employees_are_folded(client: Client) -> None:
    romashka, oleg = organisation(), person("Олег Бывший")
    relation = relate(oleg.pk, romashka.pk, kind=RelationKind.WORKS_AT, by=actor())
    end_relation(relation.pk, by=actor())
    Relation.objects.update(until="2020-01-01")

    html = panel(client, romashka, "people")
    assert html.index("<details") < html.index("Олег Бывший")


def test_ties_to_parties_of_strangers_are_not_shown(client: Client) -> None:
    romashka, hers = organisation(), organisation("Чужая", owner=carol())
    Relation.objects.create(source=hers, target=romashka, kind=RelationKind.PART_OF)

    assert romashka.owner == alice()
    assert "Чужая" not in panel(client, romashka, "relations")
