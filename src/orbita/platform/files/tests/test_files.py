"""Files hang on records, are kept once, and are handed out without harm."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import actor, alice, carol, signed_in
from orbita.platform.acts.errors import NotFound
from orbita.platform.files.commands import attach_file, clean_name, detach_file
from orbita.platform.files.errors import FileIsEmpty, FileIsTooLarge
from orbita.platform.files.models import Attachment, StoredFile
from orbita.platform.files.sniffing import UNKNOWN, sniff
from orbita.platform.records.slots import RecordRef

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n1 0 obj\n"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    place: Path = settings.MEDIA_ROOT
    return place


@pytest.fixture
def ref() -> RecordRef:
    """A client of Alice’s, whom Carol does not see."""
    return RecordRef("party", organisation(owner=alice()).pk)


def upload(name: str = "a.png", content: bytes = PNG, said: str = "image/png") -> Any:
    return SimpleUploadedFile(name, content, content_type=said)


def attached(ref: RecordRef, name: str = "a.png", content: bytes = PNG) -> Attachment:
    return attach_file(upload(name, content), to=ref, by=actor(alice()))


def blobs(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once(folder: Path, ref: RecordRef) -> None:
    first, second = attached(ref, "one.png"), attached(ref, "two.png")

    assert first.file.sha256 == second.file.sha256
    assert len(blobs(folder)) == 1
    digest = first.file.sha256
    assert blobs(folder)[0].relative_to(folder).parts == (digest[:2], digest[2:4], digest)


@pytest.mark.django_db
def test_a_stranger_of_the_record_gets_no_file(client: Client, ref: RecordRef) -> None:
    url = f"/files/{attached(ref).document_id}/"

    assert signed_in(client, alice()).get(url).status_code == 200
    assert signed_in(client, carol()).get(url).status_code == 404
    assert signed_in(client, carol()).get(f"/records/party/{ref.id}/files/").status_code == 404


@pytest.mark.django_db
def test_an_anonymous_visitor_is_asked_to_sign_in(client: Client, ref: RecordRef) -> None:
    assert client.get(f"/files/{attached(ref).document_id}/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "disposition"),
    [
        ("a.png", PNG, "inline"),
        ("счёт.pdf", PDF, "inline"),
        ("page.html", HTML, "attachment"),
        ("picture.svg", SVG, "attachment"),
        ("really.png", HTML, "attachment"),
        ("a.bin", b"\x00\x01", "attachment"),
    ],
)
def test_only_pictures_and_pdf_are_shown_and_always_in_a_sandbox(
    client: Client, name: str, content: bytes, disposition: str, ref: RecordRef
) -> None:
    response = signed_in(client).get(f"/files/{attached(ref, name, content).document_id}/")

    assert response.headers["Content-Disposition"].startswith(disposition)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert "html" not in response.headers["Content-Type"]
    assert "svg" not in response.headers["Content-Type"]


@pytest.mark.django_db
def test_too_large_and_empty_files_are_refused_in_words(
    settings: Any, folder: Path, ref: RecordRef
) -> None:
    settings.ORBITA_FILE_LIMIT = 1024 * 1024

    with pytest.raises(FileIsTooLarge, match=r"big\.bin"):
        attached(ref, "big.bin", b"x" * (1024 * 1024 + 1))
    with pytest.raises(FileIsEmpty):
        attached(ref, "empty.txt", b"")
    assert not StoredFile.objects.exists()
    assert not blobs(folder)


@pytest.mark.django_db
def test_a_file_is_uploaded_and_taken_off_over_http(client: Client, ref: RecordRef) -> None:
    signed_in(client)

    client.post(
        f"/records/party/{ref.id}/files/", {"files": [upload("a.png"), upload("b.txt", b"hi")]}
    )
    assert Attachment.objects.count() == 2
    found = Attachment.objects.get(document__file__name="b.txt")
    assert found.file.content_type == "text/plain"
    client.post(f"/files/{found.pk}/removal/")

    assert Attachment.objects.count() == 1


@pytest.mark.django_db
def test_a_stranger_cannot_take_a_file_off(ref: RecordRef) -> None:
    found = attached(ref)

    with pytest.raises(NotFound):
        detach_file(found.pk, by=actor(carol()))
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\work\\счёт.pdf", "счёт.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nb\u202egnp.exe", "abgnp.exe"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 247 + ".pdf"),
    ],
)
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def archive(**entries: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a..", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (PDF, "application/pdf"),
        ("привет\n".encode(), "text/plain"),
        ("ж".encode() * 3000, "text/plain"),
        ("привет".encode("cp1251"), "text/plain"),
        (b"\x90\x91\x01\x02", UNKNOWN),
        (b"PK\x03\x04broken", UNKNOWN),
        (archive(a=b"1"), "application/zip"),
        (
            archive(mimetype=b"application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (HTML, "text/plain"),
    ],
)
def test_types_are_told_by_content(tmp_path: Path, content: bytes, found: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    assert sniff(file) == found


def test_a_workbook_is_told_from_a_zip(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")

    assert sniff(file).endswith("spreadsheetml.sheet")
