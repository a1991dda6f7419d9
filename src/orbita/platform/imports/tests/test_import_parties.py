"""Clients come in from files: fields, parts, keys, notes."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.relations.models import Relation
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import actor, alice, bob
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.imports.models import Import
from orbita.platform.imports.tests.factories import bring, counts, errors_of, file
from orbita.platform.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-13")]

RUSSIAN = """Код;Наименование;ИНН;Телефоны;Почта;Город;Выручка;Ответственный;Цвет
A1;ООО «Ромашка»;7707083893;+7 911 123-45-67, 8 812 765-43-21;info@romashka.ru;Тула;1 240 000,50;Олег Тихонов;синий
A2;ИП Петров Пётр;;;;Омск;;;
"""


@pytest.fixture(autouse=True)
def _russian() -> object:
    with translation.override("ru"):
        yield


def test_a_russian_file_needs_no_mapping(tmp_path: Path) -> None:
    report = bring(file(tmp_path, RUSSIAN.encode("cp1251")))
    assert counts(report) == (2, 0, 0, 0)
    party = Party.objects.get(name="ООО «Ромашка»")
    assert (party.inn, party.city, party.revenue) == ("7707083893", "Тула", Decimal("1240000.50"))
    assert [point.normal for point in party.contact_points.all()] == [
        "+79111234567", "+78127654321", "info@romashka.ru",
    ]  # fmt: skip
    assert party.details == {"Цвет": "синий"}
    assert str(party.owner) == "Олег Тихонов"
    assert party.external_ids.get().value == "A1"
    assert Party.objects.get(external_ids__value="A2").form == "sole_trader"


def test_what_comes_in_is_found_at_once_and_has_a_history(tmp_path: Path) -> None:
    bring(file(tmp_path, RUSSIAN))
    hits = find(SYSTEM, "ромашка")
    assert [hit.title for found in hits.values() for hit in found] == ["ООО «Ромашка»"]
    made: Any = Party.objects.get(name="ООО «Ромашка»")
    assert made.history.get().pgh_context_id == Import.objects.get().act_id


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, "Name,Phone\nAcme,+7 911 123-45-67\nAcme,+7 911 123-45-67\n")
    assert counts(bring(path)) == (2, 0, 0, 0)
    assert counts(bring(path)) == (0, 0, 2, 0)


def test_a_key_finds_the_record_and_empty_cells_erase_nothing(tmp_path: Path) -> None:
    party = organisation("Acme", city="Тула", inn="7707083893")
    path = file(tmp_path, "ИНН,Название,Город,Сайт\n7707083893,Acme,,acme.ru\n")
    assert counts(bring(path, keys=["inn"])) == (0, 1, 0, 0)
    party.refresh_from_db()
    assert (party.city, party.site) == ("Тула", "acme.ru")
    assert counts(bring(path, keys=["inn"])) == (0, 0, 1, 0)


def test_a_key_is_proposed_only_where_it_is_filled_and_unique(tmp_path: Path) -> None:
    unique = file(tmp_path, "Id,Name\n1,Acme\n2,Acme\n")
    bring(unique)
    assert sorted(Party.objects.values_list("external_ids__value", flat=True)) == ["1", "2"]
    twice = file(tmp_path, "Id,Name\n7,Beta\n7,Gamma\n", "twice.csv")
    bring(twice)
    assert Party.objects.get(name="Gamma").details == {"Id": "7"}


def test_several_rows_of_one_key_are_one_client_and_keep_every_cell(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "Customer ID,Customer Name,City,Country,Order,Sum\n"
        "C1,Claire Gute,Tula,Russia,O1,10\nC1,Claire Gute,Omsk,Russia,O2,20\nC2,Sean Noel,Tula,Russia,O3,5\n",
    )
    assert counts(bring(path, keys=["Customer ID"])) == (2, 1, 0, 0)
    claire = Party.objects.get(external_ids__value="C1")
    assert claire.details == {"Order": ["O1", "O2"], "Sum": ["10", "20"], "City": ["Tula", "Omsk"]}
    assert (claire.form, claire.last_name, claire.city) == ("person", "Gute", "Omsk")
    assert {address.city for address in claire.addresses.all()} == {"Tula", "Omsk"}
    assert counts(bring(path, keys=["Customer ID"])) == (0, 0, 3, 0)


def test_wrong_requisites_are_kept_and_flagged(tmp_path: Path) -> None:
    bring(file(tmp_path, "name,inn\nAcme,7707083894\nBeta,77\n"))
    assert Party.objects.get(name="Acme").doubtful == ["inn"]
    corrected = file(tmp_path, "name,inn\nAcme,7707083893\n", "b.csv")
    assert counts(bring(corrected, keys=["name"])) == (0, 1, 0, 0)
    assert Party.objects.get(name="Acme").doubtful == []


def test_two_records_of_one_key_reject_the_row_with_the_reason(tmp_path: Path) -> None:
    organisation("Acme")
    organisation("Acme")
    path = file(tmp_path, "name,city\nAcme,Тула\n")
    assert counts(bring(path, keys=["name"])) == (0, 0, 0, 1)
    assert "Acme,Тула" in errors_of(path)


def test_a_subsidiary_is_tied_to_its_parent_of_the_same_file(tmp_path: Path) -> None:
    bring(file(tmp_path, "account,subsidiary_of\nSon,Mother\nMother,\nOrphan,Lost Ltd\n"), makes=[])
    assert Relation.objects.values_list("source__name", "target__name", "kind").get() == (
        "Son", "Mother", "part_of",
    )  # fmt: skip
    assert Party.objects.get(name="Orphan").details == {"subsidiary_of": "Lost Ltd"}


def test_contacts_work_at_their_company(tmp_path: Path) -> None:
    bring(
        file(
            tmp_path, "First name,Last name,Company,Job title,Email\nAnna,Sun,Acme,CEO,a@sun.com\n"
        )
    )
    relation = Relation.objects.get()
    assert (relation.source.name, relation.target.name) == ("Anna Sun", "Acme")
    assert (relation.kind, relation.position) == ("works_at", "CEO")


def test_missing_employees_are_made_only_when_that_was_chosen(tmp_path: Path) -> None:
    path = file(tmp_path, "name,owner\nAcme,Moses Frase\n")
    bring(path, makes=[])
    assert not User.objects.filter(last_name="Frase").exists()
    assert Party.objects.get().details == {"owner": "Moses Frase"}
    assert bring(file(tmp_path, "name,owner\nBeta,Moses Frase\n", "b.csv")).made == {"employees": 1}
    assert str(Party.objects.get(name="Beta").owner) == "Moses Frase"


def test_imported_clients_belong_to_the_importer(tmp_path: Path) -> None:
    bring(file(tmp_path, "name\nAcme\n"), by=actor(bob()))
    assert Party.objects.get().owner is None
    with pytest.raises(NotAllowed):
        bring(file(tmp_path, "name\nBeta\n", "b.csv"), by=actor(alice()))


def test_the_head_cannot_change_what_is_not_his(tmp_path: Path) -> None:
    from orbita.platform.accounts.tests.factories import carol

    organisation("Acme", owner=carol())
    path = file(tmp_path, "name,city\nAcme,Тула\n")
    assert counts(bring(path, keys=["name"], by=actor(bob()))) == (0, 0, 0, 1)


def test_a_trial_says_the_same_and_leaves_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, RUSSIAN)
    assert counts(bring(path, dry=True)) == (2, 0, 0, 0)
    assert not Party.objects.exists() and not Import.objects.exists() and not User.objects.exists()


def test_the_second_phone_joins_the_first_one(tmp_path: Path) -> None:
    party = organisation("Acme", phones=("+7 911 123-45-67",))
    bring(file(tmp_path, "name,phone\nAcme,8 911 123-45-67; 8 912 000-00-00\n"), keys=["name"])
    rows = party.contact_points.values_list("normal", "is_main", "position")
    assert list(rows) == [("+79111234567", True, 0), ("+79120000000", False, 2)]
