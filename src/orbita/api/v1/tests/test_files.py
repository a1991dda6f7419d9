"""Files over the API: multipart, with the other values as JSON."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from orbita.api.keys.tests.factories import Program
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import employee
from orbita.platform.files.models import Document

pytestmark = pytest.mark.django_db


def _sent(program: Program, path: str, name: str, **values: Any) -> Any:
    upload = SimpleUploadedFile("договор.txt", json.dumps(values).encode())
    return program.client.post(f"/api/v1/{path}", {name: upload, "values": json.dumps(values)})


@pytest.mark.req("PLT-14")
def test_files_hang_at_a_record_and_get_versions() -> None:
    who = employee("admin")
    party = organisation("Маяк", owner=who)
    program = Program(who)

    hung = _sent(program, f"records/party/{party.pk}/files/", "uploads")
    assert hung.status_code == 200, hung.content
    document = Document.objects.get()
    version = _sent(program, f"documents/{document.pk}/versions/", "upload", note="Правки")
    assert version.status_code == 200, version.content
    assert program.get(f"documents/{document.pk}/")["version"] == 2
    back = program.call("post", f"documents/{document.pk}/versions/1/restoration/")
    assert back.status_code == 200


@pytest.mark.req("PLT-14")
def test_documents_are_filed_and_a_call_without_a_file_is_refused() -> None:
    program = Program(employee("admin"))

    assert _sent(program, "documents/", "uploads", title="Договор").status_code == 200
    assert Document.objects.get().title == "Договор"
    empty = program.client.post("/api/v1/documents/", {"values": "{}"})
    assert (empty.status_code, empty.json()["errors"][0]["field"]) == (422, "uploads")
    assert program.call("post", "documents/", {"title": "x"}).status_code == 415
