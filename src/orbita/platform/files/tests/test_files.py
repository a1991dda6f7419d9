"""Files hang on records, are kept once, and are handed out without harm."""

import io
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import actor, alice, carol, signed_in
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.files.commands import attach_file, clean_name, detach_file
from orbita.platform.files.errors import FileIsEmpty, FileIsTooLarge
from orbita.platform.files.models import Attachment, StoredFile
from orbita.platform.files.sniffing import UNKNOWN, sniff
from orbita.platform.keys import uuid7
from orbita.platform.records.slots import RecordKind, RecordRef, kinds

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n1 0 obj\n"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


class Box:
    """A kind of record for tests, with one record that only Alice sees."""

    id = uuid7()

    class objects:  # noqa: N801
        @staticmethod
        def visible_to(asker: Actor) -> Any:
            return Box.Seen(asker)

    class Seen:
        def __init__(self, asker: Actor) -> None:
            self.asker = asker

        def one(self, record_id: UUID) -> type["Box"]:
            if record_id != Box.id or self.asker.id != alice().pk:
                raise NotFound
            return Box


REF = RecordRef("box", Box.id)


@pytest.fixture(autouse=True)
def boxes(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    kind = RecordKind("box", Box, "Box", "Boxes", "package", "id", lambda record_id: "/")
    monkeypatch.setitem(kinds._plugs, "box", kind)
    folder: Path = settings.MEDIA_ROOT
    return folder


def upload(name: str = "a.png", content: bytes = PNG, said: str = "image/png") -> Any:
    return SimpleUploadedFile(name, content, content_type=said)


def attached(name: str = "a.png", content: bytes = PNG) -> Attachment:
    return attach_file(upload(name, content), to=REF, by=actor(alice()))


def blobs(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once(boxes: Path) -> None:
    first, second = attached("one.png"), attached("two.png")

    assert first.file.sha256 == second.file.sha256
    assert len(blobs(boxes)) == 1
    digest = first.file.sha256
    assert blobs(boxes)[0].relative_to(boxes).parts == (digest[:2], digest[2:4], digest)


@pytest.mark.django_db
def test_a_stranger_of_the_record_gets_no_file(client: Client) -> None:
    url = f"/files/{attached().pk}/"

    assert signed_in(client, alice()).get(url).status_code == 200
    assert signed_in(client, carol()).get(url).status_code == 404
    assert signed_in(client, carol()).get(f"/records/box/{Box.id}/files/").status_code == 404


@pytest.mark.django_db
def test_an_anonymous_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(f"/files/{attached().pk}/").status_code == 302


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
    client: Client, name: str, content: bytes, disposition: str
) -> None:
    response = signed_in(client).get(f"/files/{attached(name, content).pk}/")

    assert response.headers["Content-Disposition"].startswith(disposition)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert "html" not in response.headers["Content-Type"]
    assert "svg" not in response.headers["Content-Type"]


@pytest.mark.django_db
def test_too_large_and_empty_files_are_refused_in_words(settings: Any, boxes: Path) -> None:
    settings.ORBITA_FILE_LIMIT = 1024 * 1024

    with pytest.raises(FileIsTooLarge, match=r"big\.bin"):
        attached("big.bin", b"x" * (1024 * 1024 + 1))
    with pytest.raises(FileIsEmpty):
        attached("empty.txt", b"")
    assert not StoredFile.objects.exists()
    assert not blobs(boxes)


@pytest.mark.django_db
def test_a_file_is_uploaded_and_taken_off_over_http(client: Client) -> None:
    signed_in(client)

    client.post(
        f"/records/box/{Box.id}/files/", {"files": [upload("a.png"), upload("b.txt", b"hi")]}
    )
    assert Attachment.objects.count() == 2
    found = Attachment.objects.get(file__name="b.txt")
    assert found.file.content_type == "text/plain"
    client.post(f"/files/{found.pk}/removal/")

    assert Attachment.objects.count() == 1


@pytest.mark.django_db
def test_a_stranger_cannot_take_a_file_off() -> None:
    found = attached()

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
        ("привет".encode("cp1251"), UNKNOWN),
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
