"""The log of looks: who saw personal data, who took lists out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.audit.commands import note_look, note_taken
from orbita.platform.audit.looks import LookWanted, looks, looks_at
from orbita.platform.audit.models import Look, What
from orbita.platform.keys import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-17")]


def test_a_look_at_a_person_is_noted_once_an_hour(client: Client) -> None:
    seen = person(name="Олег Тихонов")
    signed_in(client)
    address = reverse("dossier:party", args=[seen.pk])

    client.get(address)
    client.get(address)
    client.get(reverse("records:peek", args=["party", seen.pk]))
    client.get(reverse("records:history", args=["party", seen.pk]))

    [look] = Look.objects.all()
    assert (look.by, look.what, look.record_id) == (alice(), What.LOOK, seen.pk)


def test_two_people_are_two_looks() -> None:
    seen = person()
    note_look(actor(), "party", seen.pk)
    note_look(actor(bob()), "party", seen.pk)

    assert [one.by for one in looks_at("party", seen.pk)] == [str(bob()), str(alice())]


def test_a_company_is_no_personal_data(client: Client) -> None:
    signed_in(client).get(reverse("dossier:party", args=[organisation().pk]))

    assert not Look.objects.exists()


def test_an_export_is_noted_with_its_condition_and_number(client: Client) -> None:
    organisation(name="ООО «Заря»")
    organisation(name="ООО «Север»")
    signed_in(client, bob())

    b"".join(client.get(reverse("lists:party_csv"), {"q": "Заря"}).streaming_content)  # type: ignore[attr-defined]

    [look] = Look.objects.all()
    assert (look.what, look.kind, look.count, look.form) == (What.EXPORT, "party", 1, "csv")
    assert look.condition == [["q", "Заря"]]


def test_what_is_taken_is_noted_with_its_name() -> None:
    seen = person()
    note_taken(actor(), What.DOWNLOAD, "party", seen.pk, subject="паспорт.pdf", form="pdf")

    [row] = looks(LookWanted(what="download"))[0]
    assert (row.subject, row.form, row.title) == ("паспорт.pdf", "PDF", seen.name)


def test_the_log_is_narrowed(client: Client) -> None:
    note_look(actor(), "party", person().pk)
    note_look(actor(bob()), "party", person().pk)

    assert len(looks(LookWanted(by=str(bob().pk)))[0]) == 1
    assert looks(LookWanted(kind="deal"))[0] == []
    assert len(looks(LookWanted(), limit=1)[0]) == 1


def test_the_pages_are_for_those_who_may(client: Client) -> None:
    seen = person(owner=alice())
    note_look(actor(), "party", seen.pk)
    pages = [reverse("audit:looks"), reverse("audit:record_looks", args=["party", seen.pk])]

    assert [signed_in(client, bob()).get(page).status_code for page in pages] == [403, 403]
    assert [signed_in(client, carol()).get(page).status_code for page in pages] == [403, 403]


def test_statements_do_not_grow_with_the_looks(django_assert_max_num_queries: Any) -> None:
    seen = [person() for _ in range(10)]
    for party in seen:
        note_look(actor(), "party", party.pk)
    note_look(actor(), "party", uuid7())

    with django_assert_max_num_queries(2):
        assert len(looks(LookWanted())[0]) == 11
