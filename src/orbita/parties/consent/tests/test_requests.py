"""Requests of data subjects: terms by law, answers, rights, the archive of a person's data."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from orbita.parties.consent import rules
from orbita.parties.consent.archive import write_archive
from orbita.parties.consent.commands import add_request, answer_request, extend_request
from orbita.parties.consent.errors import AnswerIsMissing, RequestIsClosed, TermIsExtended
from orbita.parties.consent.models import SubjectRequest
from orbita.parties.consent.tests import factories as privacy
from orbita.parties.directory.tests import factories as parties
from orbita.platform.accounts.tests import factories as people
from orbita.platform.audit.models import Look, What
from orbita.platform.files.commands import attach_file
from orbita.platform.jobs.models import State, Work
from orbita.platform.records.slots import RecordRef

pytestmark = pytest.mark.django_db


def _weekdays(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.req("PAR-27")
@pytest.mark.parametrize(
    ("law", "sort", "due"),
    [
        ("152-fz", "access", date(2026, 11, 16)),
        ("152-fz", "correction", date(2026, 11, 11)),
        ("152-fz", "erasure", date(2026, 11, 16)),
        ("gdpr", "access", date(2026, 12, 2)),
    ],
)
def test_the_term_follows_from_the_law(law: str, sort: str, due: date) -> None:
    assert rules.due_on(law, sort, date(2026, 11, 2), _weekdays) == due


def test_a_month_ends_with_a_shorter_month_and_holidays_do_not_count() -> None:
    assert rules.month_after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert rules.month_after(date(2026, 12, 15), 2) == date(2027, 2, 15)
    assert rules.extended("152-fz", date(2026, 11, 16), _weekdays) == date(2026, 11, 23)
    assert rules.working_day_after(date(2026, 11, 2), 1, lambda day: False) > date(2026, 11, 2)


def test_a_request_is_extended_once_and_closed_with_an_answer() -> None:
    by, person = people.actor(privacy.director()), parties.person()
    made = add_request(person.pk, "access", text="Что вы знаете?", by=by)

    longer = extend_request(made.pk, "Ждём архив", by=by)
    assert longer.due_on > made.due_on
    with pytest.raises(TermIsExtended):
        extend_request(made.pk, "Ещё", by=by)
    with pytest.raises(AnswerIsMissing):
        answer_request(made.pk, " ", by=by)
    assert answer_request(made.pk, "Отправили архив", by=by).state == "answered"
    with pytest.raises(RequestIsClosed):
        answer_request(made.pk, "Ещё раз", by=by)
    assert not SubjectRequest.objects.get().is_open


@pytest.mark.req("PAR-27")
def test_the_archive_holds_every_row_of_the_person_with_his_files(tmp_path: Path) -> None:
    person, company = privacy.marked_person(), parties.organisation()
    privacy.mentions(person, company)
    attach_file(
        privacy.upload("Анкета.txt", "Урюпинск"),
        to=RecordRef("party", person.pk),
        by=people.actor(),
    )

    write_archive(person.pk, tmp_path / "a.zip", step=lambda done, total: None)

    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        data = json.loads(packed.read("data.json"))
        names = packed.namelist()
        page = packed.read("index.html").decode()
    assert data["directory.party"][0]["last_name"] == "Жмеринковский"
    assert {row["normal"] for row in data["directory.contactpoint"]} == {
        "+79165554433", "zhmerinka@example.org",
    }  # fmt: skip
    assert {"directory.address", "relations.relation", "timeline.interaction"} <= data.keys()
    assert "tables/directory.party.csv" in names
    assert "files/Анкета.txt" in names
    assert "энтомолог" in page


def test_only_who_asked_for_the_archive_and_may_gets_it(client: Client) -> None:
    person, keeper = parties.person(), privacy.director()
    work = Work.objects.create(
        kind="person-archive", title="x", by=keeper, parameters={"party": str(person.pk)},
        state=State.DONE, finished_at=person.created_at,
    )  # fmt: skip
    from orbita.parties.consent.archive import archive_path

    write_archive(person.pk, archive_path(work.pk), step=lambda done, total: None)
    url = f"/personal-data/archives/{work.pk}/"

    assert people.signed_in(client, people.alice()).get(url).status_code in (403, 404)
    assert people.signed_in(client, privacy.director()).get(url).status_code == 404
    assert people.signed_in(client, keeper).get(url).status_code == 200
    assert Look.objects.get(what=What.ARCHIVE).record_id == person.pk


def test_the_pages_of_privacy_open_for_who_may(client: Client) -> None:
    keeper, person = privacy.director(), parties.person(owner=people.alice())
    made = add_request(person.pk, "erasure", by=people.actor(keeper))

    people.signed_in(client, keeper)
    pages = (
        "/personal-data/", "/personal-data/erasures/", "/personal-data/terms/new/",
        "/personal-data/purposes/new/", "/personal-data/responsible/", "/subject-requests/",
        f"/subject-requests/{made.pk}/", f"/subject-requests/{made.pk}/answer/",
        f"/parties/{person.pk}/personal-data/erasure/", f"/parties/{person.pk}/",
        f"/records/party/{person.pk}/panels/consents/",
    )  # fmt: skip

    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_the_erasure_wants_the_word(client: Client) -> None:
    keeper, person = privacy.director(), parties.person()
    people.signed_in(client, keeper)
    url = f"/parties/{person.pk}/personal-data/erasure/"

    wrong = client.post(url, {"reason": "Просьба", "word": "да"})
    right = client.post(url, {"reason": "Просьба", "word": "обезличить"})

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert Work.objects.get().kind == "person-erasure"
