"""A row that resembles a client is told before the import, and somebody decides what it is."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import (
    actor,
    alice,
    bob,
    carol,
    employee,
    role_with,
    signed_in,
)
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.duplicates.tests.factories import searched
from orbita.platform.imports import resembling
from orbita.platform.imports.commands import import_file, prepare_import, rehearse, roll_back_import
from orbita.platform.imports.deciding import first_choices, plan_of
from orbita.platform.imports.models import AlikeRow, Import
from orbita.platform.imports.running import Report
from orbita.platform.imports.tests.factories import file
from orbita.platform.imports.trials import decide_alike, keep_trial
from orbita.platform.records.slots import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.req("PAR-25")]

NAMES = ("Вектор", "Заря", "Кедр", "Орион", "Полюс", "Радуга", "Сапфир", "Тайга", "Утёс", "Фрегат")
HTMX = {"HX-Request": "true"}
FILE = """Название;Город;Телефон;Сайт
Северный Ветер, ООО;Самара;8 927 000-11-22;veter.ru
ООО «Ничейный дом»;Тула;;
"""


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def wind() -> Party:
    """The client whom the first row of the file means, among others."""
    for name in NAMES:
        organisation(f"ООО «{name}»", city="Омск")
    found = organisation("ООО «Северный ветер»", city="Самара", phones=("+79270001122",))
    searched()
    return found


def head() -> User:
    """Who sees and imports everything."""
    known = User.objects.filter(email="director@example.com").first()
    return known or employee("director", email="director@example.com", language="en")


def prepared(folder: Path, by: User, text: str = FILE, name: str = "clients.csv") -> Import:
    """A file that was uploaded, recognised by no key."""
    path = file(folder, text, name)
    choices = {**first_choices("parties", path, name, actor(by)), "keys": []}
    return prepare_import("parties", path, file_name=name, choices=choices, by=actor(by))


def tried(found: Import, by: User, most: int = resembling.SOME) -> Report:
    """A trial, kept as the long work keeps it."""
    who = actor(by)
    outcome = rehearse(plan_of(found, who), import_id=found.pk, alike_up_to=most, by=who)
    keep_trial(found.pk, outcome, by=who)
    found.refresh_from_db()
    return outcome


def carried_out(found: Import, by: User) -> Report:
    """The import itself."""
    return import_file(plan_of(found, actor(by)), import_id=found.pk, by=actor(by))


def test_the_trial_names_the_client_that_a_row_resembles(tmp_path: Path, wind: Party) -> None:
    found = prepared(tmp_path, head())

    tried(found, head())

    row = AlikeRow.objects.get(brought=found)
    assert (row.number, row.record_id, row.verdict) == (2, wind.pk, "")
    assert row.score > 0.8 and row.reasons and "Северный Ветер" in row.said
    assert not Party.objects.filter(name__startswith="Северный Ветер").exists()


def test_a_row_that_a_key_has_found_is_not_compared(tmp_path: Path, wind: Party) -> None:
    text = FILE.replace("Северный Ветер, ООО", "ООО «Северный ветер»")
    found = prepared(tmp_path, head(), text)
    found.choices["keys"] = ["name"]
    found.save()

    assert tried(found, head()).alike == []


def test_the_same_changes_the_client_and_a_roll_back_takes_it_back(
    tmp_path: Path, wind: Party
) -> None:
    found = prepared(tmp_path, head())
    tried(found, head())
    count = Party.objects.count()

    decide_alike(found.pk, "same", row=1, by=actor(head()))
    report = carried_out(found, head())

    assert (report.created, report.updated) == (1, 1)
    wind.refresh_from_db()
    assert (wind.site, Party.objects.count()) == ("veter.ru", count + 1)

    roll_back_import(found.pk, by=actor(head()))

    wind.refresh_from_db()
    assert (wind.site, wind.name) == ("", "ООО «Северный ветер»")
    assert Party.objects.alive().count() == count


def test_a_decision_survives_another_trial_and_can_be_taken_back(
    tmp_path: Path, wind: Party
) -> None:
    found = prepared(tmp_path, head())
    tried(found, head())
    decide_alike(found.pk, "same", row=1, by=actor(head()))

    report = tried(found, head())

    assert (report.created, report.updated, report.alike) == (1, 1, [])
    assert AlikeRow.objects.get().verdict == "same"
    decide_alike(found.pk, "", row=1, by=actor(head()))
    assert tried(found, head()).created == 2


def test_a_new_one_is_not_asked_about_again(tmp_path: Path, wind: Party) -> None:
    found = prepared(tmp_path, head())
    tried(found, head())
    decide_alike(found.pk, "new", row=1, by=actor(head()))

    report = tried(found, head())

    assert (report.created, report.alike) == (2, [])
    assert AlikeRow.objects.get().verdict == "new"


def test_a_decision_is_about_what_the_row_said(tmp_path: Path, wind: Party) -> None:
    found = prepared(tmp_path, head())
    tried(found, head())
    decide_alike(found.pk, "same", row=1, by=actor(head()))
    found.source_path.write_text(FILE.replace("Северный Ветер, ООО", "ООО «Пекарня Ивы»"))

    report = tried(found, head())

    assert report.updated == 0
    assert not AlikeRow.objects.exclude(verdict="").exists()


def test_two_rows_that_are_one_client_become_one(tmp_path: Path, wind: Party) -> None:
    text = f"{FILE}Северный ветер;Самара;8 927 000-11-22;\n"
    found = prepared(tmp_path, head(), text)
    tried(found, head())

    done = decide_alike(found.pk, "same", by=actor(head()))
    report = carried_out(found, head())

    assert (done.count, done.left) == (2, 0)
    assert (report.created, report.rejected) == (1, 0)
    assert not Party.objects.filter(name="Северный Ветер, ООО").exists()


def test_a_chosen_client_who_is_gone_rejects_the_row(tmp_path: Path, wind: Party) -> None:
    found = prepared(tmp_path, head())
    tried(found, head())
    decide_alike(found.pk, "same", row=1, by=actor(head()))
    kinds["party"].delete([wind.pk], by=SYSTEM)  # type: ignore[misc]

    report = carried_out(found, head())

    assert (report.created, report.rejected) == (1, 1)


@pytest.mark.req("PLT-09")
def test_clients_whom_the_importer_does_not_see_are_not_named(tmp_path: Path, wind: Party) -> None:
    narrow = employee(
        role_with(
            {"imports.use": "all", "parties.import": "own", "parties.view": "own",
             "parties.edit": "own", "parties.create": "own"}
        ),
        email="narrow@example.com",
    )  # fmt: skip
    found = prepared(tmp_path, narrow)

    assert tried(found, narrow).alike == []

    AlikeRow.objects.create(
        brought=found, n=1, number=2, digest="x", record_kind="party", record_id=wind.pk, score=0.9
    )
    page = signed_in(Client(), narrow).get(f"/imports/{found.pk}/check/").content.decode()
    assert "Северный ветер" not in page and str(wind.pk) not in page
    with pytest.raises(NotFound):
        decide_alike(found.pk, "same", row=1, by=actor(narrow))
    with pytest.raises(NotFound):
        decide_alike(found.pk, "same", row=1, by=actor(carol()))


def test_what_is_not_his_to_change_can_not_be_the_same(tmp_path: Path, wind: Party) -> None:
    reader = employee(
        role_with(
            {"imports.use": "all", "parties.import": "all", "parties.view": "all",
             "parties.edit": "own", "parties.create": "all"}
        ),
        email="reader@example.com",
    )  # fmt: skip
    found = prepared(tmp_path, reader)
    tried(found, reader)

    with pytest.raises(NotAllowed):
        decide_alike(found.pk, "same", row=1, by=actor(reader))
    assert decide_alike(found.pk, "same", by=actor(reader)).left == 1
    assert AlikeRow.objects.get().verdict == ""


def test_many_new_rows_are_compared_only_when_asked_for(tmp_path: Path, wind: Party) -> None:
    found = prepared(tmp_path, head())
    who = signed_in(Client(), head())

    assert tried(found, head(), most=1).alike is None
    assert "Look for alike ones" in who.get(f"/imports/{found.pk}/check/").content.decode()


def test_the_page_shows_the_client_and_decides_for_one_row_or_all(
    tmp_path: Path, wind: Party
) -> None:
    found = prepared(tmp_path, head())
    tried(found, head())
    who = signed_in(Client(), head())

    page = who.get(f"/imports/{found.pk}/check/").content.decode()
    assert "ООО «Северный ветер»" in page and f"/parties/{wind.pk}/" in page

    url = f"/imports/{found.pk}/resemblances/"
    assert who.post(url, {"verdict": "same", "row": "1"}).status_code == 303
    assert AlikeRow.objects.get().verdict == "same"
    assert who.post(url, {"verdict": "", "row": "1"}).status_code == 303
    answer = who.post(url, {"verdict": "new"}, headers=HTMX)
    assert answer.status_code == 200 and "a new one" in answer.content.decode()
    assert who.post(url, {"verdict": "perhaps", "row": "1"}, headers=HTMX).status_code == 404
    assert who.post(url, {"verdict": "same", "row": "99"}, headers=HTMX).status_code == 404
    other, none = signed_in(Client(), bob()), signed_in(Client(), alice())
    assert other.post(url, {"verdict": "new"}, headers=HTMX).status_code == 404
    assert none.post(url, {"verdict": "new"}, headers=HTMX).status_code == 403


def test_the_page_takes_as_many_statements_for_many_rows(
    tmp_path: Path, wind: Party, django_assert_max_num_queries: Any
) -> None:
    rows = "".join(f"ООО Северный ветер;Самара;8 927 000-11-22;s{n}.ru\n" for n in range(60))
    found = prepared(tmp_path, head(), f"Название;Город;Телефон;Сайт\n{rows}")
    tried(found, head())
    who = signed_in(Client(), head())
    who.get(f"/imports/{found.pk}/check/")

    with django_assert_max_num_queries(26):
        page = who.get(f"/imports/{found.pk}/check/").content.decode()
    assert "?after=50#alike" in page


@pytest.mark.slow
def test_thousands_of_rows_alike_cost_no_more_than_others(tmp_path: Path, wind: Party) -> None:
    for _ in range(5):
        person("Пётр Ветров", phones=("+79270001122",))
    rows = "".join(f"ООО Северный ветер;Самара;8 927 000-11-22;s{n}.ru\n" for n in range(5000))
    found = prepared(tmp_path, head(), f"Название;Город;Телефон;Сайт\n{rows}")

    report = tried(found, head())

    assert len(report.alike or ()) == 5000
    decide_alike(found.pk, "same", by=actor(head()))
    assert tried(found, head()).created == 0
