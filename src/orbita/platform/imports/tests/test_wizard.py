"""The wizard: every step has its address, nothing typed is lost, the result can be rolled back."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from orbita.parties.directory.models import Party
from orbita.platform.accounts.commands import restrict_field
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import (
    actor,
    alice,
    bob,
    carol,
    employee,
    role,
    signed_in,
)
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.imports.deciding import plan_of
from orbita.platform.imports.models import Import
from orbita.platform.imports.plans import checked
from orbita.platform.jobs import jobs
from orbita.platform.jobs.models import Work
from orbita.platform.records.errors import FieldIsHidden, FieldIsReadOnly

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("PLT-13")]

FILE = "Название;Город;Цвет;Дата\nООО «Ромашка»;Тула;синий;1\nООО «Василёк»;Омск;;2\n;Уфа;;3\n"


@pytest.fixture
def head(client: Client, settings: Any, tmp_path: Path) -> Client:
    settings.DATA = tmp_path
    return signed_in(client, bob(language="ru"))


def _upload(client: Client, text: str = FILE) -> Import:
    upload = SimpleUploadedFile("клиенты.csv", text.encode("cp1251"))
    answer = client.post("/imports/new/", {"kind": "parties", "file": upload})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return Import.objects.get()


def _work() -> None:
    """What the worker does."""
    context: Any = SimpleNamespace(job=SimpleNamespace(id=1))
    for work in Work.objects.filter(state="queued"):
        jobs.run_work.func(context, str(work.pk))


def test_a_file_goes_from_upload_to_roll_back(head: Client) -> None:
    found = _upload(head)
    page = head.get(f"/imports/{found.pk}/columns/").content.decode()
    assert "Название" in page and "Тула" in page
    answer = head.post(
        f"/imports/{found.pk}/columns/",
        {"field-0": "name", "field-1": "city", "field-2": "details", "field-3": "note",
         "key": "name", "source": "import"},
    )  # fmt: skip
    assert answer.headers["Location"] == f"/imports/{found.pk}/check/"
    assert "aria-busy" in head.get(f"/imports/{found.pk}/check/").content.decode()
    _work()
    trial = head.get(f"/imports/{found.pk}/check/").content.decode()
    assert "нет названия" in trial or "there is no name" in trial
    assert not Party.objects.exists()

    head.post(f"/imports/{found.pk}/run/")
    _work()
    assert sorted(Party.objects.values_list("name", "city", "note")) == [
        ("ООО «Василёк»", "Омск", "2"), ("ООО «Ромашка»", "Тула", "1"),
    ]  # fmt: skip
    assert set(Party.objects.values_list("owner__email", flat=True)) == {"bob@example.com"}
    result = head.get(f"/imports/{found.pk}/").content.decode()
    assert "/parties/?where=" in result
    errors: Any = head.get(f"/imports/{found.pk}/errors/")
    assert "Уфа" in b"".join(errors.streaming_content).decode("utf-8-sig")
    listed = head.get("/parties/", {"where": f'["import","in",["{found.pk}"]]'}).content.decode()
    assert "Ромашка" in listed

    head.post(f"/imports/{found.pk}/rollback/")
    assert not Party.objects.alive().exists()


def test_the_columns_are_remembered_for_the_next_file(head: Client) -> None:
    found = _upload(head)
    head.post(
        f"/imports/{found.pk}/columns/",
        {"field-0": "name", "field-1": "region", "field-2": "industry", "field-3": "details"},
    )
    _work()
    head.post(f"/imports/{found.pk}/run/")
    _work()
    Import.objects.exclude(state="done").delete()
    upload = SimpleUploadedFile("ещё.csv", FILE.replace("Тула", "Пермь").encode("cp1251"))
    head.post("/imports/new/", {"kind": "parties", "file": upload})
    newest = Import.objects.order_by("-created_at")[0]
    assert newest.choices["columns"]["Цвет"] == "industry"


def test_a_missing_name_is_said_and_nothing_is_lost(head: Client) -> None:
    found = _upload(head)
    answer = head.post(f"/imports/{found.pk}/columns/", {"field-1": "city", "source": "1C"})
    assert answer.status_code == 422 and 'value="1C"' in answer.content.decode()


def test_the_same_file_is_warned_of(head: Client) -> None:
    found = _upload(head)
    head.post(f"/imports/{found.pk}/columns/", {"field-0": "name"})
    head.post(f"/imports/{found.pk}/run/")
    _work()
    upload = SimpleUploadedFile("клиенты.csv", FILE.encode("cp1251"))
    answer = head.post("/imports/new/", {"kind": "parties", "file": upload})
    page = head.get(answer.headers["Location"]).content.decode()
    assert f"/imports/{found.pk}/" in page


def test_a_file_that_is_no_table_is_refused_on_the_page(head: Client) -> None:
    upload = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 nothing")
    answer = head.post("/imports/new/", {"kind": "parties", "file": upload})
    assert answer.status_code == 422
    assert not Import.objects.exists()


@pytest.mark.req("PLT-09")
def test_others_see_nothing_of_it(head: Client) -> None:
    found = _upload(head)
    other: User = employee("head", email="other@example.com")
    stranger = signed_in(Client(), other)
    assert stranger.get(f"/imports/{found.pk}/columns/").status_code == 404
    assert signed_in(Client(), alice()).get("/imports/").status_code == 403
    assert signed_in(Client(), carol()).get("/imports/new/").status_code == 403


def test_a_prepared_import_can_be_thrown_away(head: Client) -> None:
    found = _upload(head)
    path = found.source_path
    assert path.is_file()
    head.post(f"/imports/{found.pk}/removal/")
    assert not path.exists() and not Import.objects.exists()


@pytest.mark.req("PLT-09")
@pytest.mark.parametrize("level", ["hidden", "readonly"])
def test_a_field_that_is_kept_from_the_importer_is_neither_offered_nor_filled(
    head: Client, level: str
) -> None:
    found = _upload(head)
    restrict_field(role("head").pk, kind="party", field="city", level=level, by=SYSTEM)

    columns = head.get(f"/imports/{found.pk}/columns/").content.decode()
    plan = plan_of(found, actor(bob()))

    assert 'value="name"' in columns and 'value="city"' not in columns
    with pytest.raises((FieldIsHidden, FieldIsReadOnly)):
        checked(plan)
    head.post(f"/imports/{found.pk}/columns/", {"field-0": "name", "field-1": "city"})
    head.post(f"/imports/{found.pk}/run/")
    _work()
    assert sorted(Party.objects.values_list("name", "city")) == [
        ("ООО «Василёк»", ""), ("ООО «Ромашка»", ""),
    ]  # fmt: skip
