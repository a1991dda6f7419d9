"""The text of files is read in a process of its own, kept once, and found by who may see it."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, carol, signed_in
from orbita.platform.files.commands import add_version
from orbita.platform.files.examination import examine
from orbita.platform.files.extraction import extract
from orbita.platform.files.extraction.pdf import png
from orbita.platform.files.models import FileContent, Folder, Reading
from orbita.platform.files.sniffing import PDF, TEXT, WORD, sniff
from orbita.platform.files.snippets import snippets
from orbita.platform.files.tests.factories import document, docx, pdf, upload
from orbita.platform.search.queries import find, matching_ids

SENTENCE = "Поставщик обязуется передать оборудование до первого октября"


def read(folder: Path, content: bytes, content_type: str, **more: Any) -> Any:
    path = folder / "file"
    path.write_bytes(content)
    return extract(path, content_type, **more)


@pytest.mark.req("PAR-23")
@pytest.mark.parametrize("codec", ["utf-8", "cp1251", "koi8-r", "utf-16"])
def test_plain_text_is_read_in_its_encoding(tmp_path: Path, codec: str) -> None:
    assert read(tmp_path, SENTENCE.encode(codec), TEXT).text == SENTENCE


@pytest.mark.req("PAR-23")
def test_a_word_document_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    found = read(tmp_path, docx(SENTENCE, "Второй абзац"), WORD)

    assert found.text.split("\n") == [SENTENCE, "Второй абзац"]
    assert not found.fault


@pytest.mark.req("PAR-23")
def test_a_pdf_gives_its_text_its_pages_and_pictures_of_the_first(tmp_path: Path) -> None:
    found = read(tmp_path, pdf("Supply contract", 5), PDF)

    assert found.text.count("Supply contract") == 5
    assert found.pages == 5
    assert len(found.pictures) == 3
    assert found.pictures[0].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "content_type", "fault"),
    [
        (b"%PDF-1.7\nbroken", PDF, "broken"),
        (b"PK\x03\x04broken", WORD, "broken"),
        (docx("&a;", head='<!DOCTYPE x [<!ENTITY a "b">]>'), WORD, "broken"),
        (docx("<unclosed>"), WORD, "broken"),
    ],
)
def test_broken_files_give_a_reason_and_harm_nobody(
    tmp_path: Path, content: bytes, content_type: str, fault: str
) -> None:
    assert read(tmp_path, content, content_type).fault == fault


def test_a_zip_bomb_is_left_when_it_has_swollen_enough(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        space = b'<d xmlns:w="w"><w:x>'
        archive.writestr("word/document.xml", space + b" " * 300_000_000)

    assert read(tmp_path, bomb.getvalue(), WORD).fault in ("limit", "broken")


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    assert read(tmp_path, pdf("slow"), PDF, seconds=0).fault == "limit"


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    key = "<" + "00" * 32 + ">"
    locked = pdf().replace(
        b"/Root 1 0 R",
        f"/Root 1 0 R /ID [{key} {key}] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
        f" /O {key} /U {key} >>".encode(),
    )

    assert read(tmp_path, locked, PDF).fault == "encrypted"


def test_a_picture_is_written_by_rows(tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    path.write_bytes(png(b"\xff\0\0\0" * 2, 1, 2, 4, 4))

    assert sniff(path) == "image/png"


@pytest.mark.django_db
def test_the_same_bytes_are_read_once_for_all_documents() -> None:
    first = document("1.txt", SENTENCE.encode())
    document("2.txt", SENTENCE.encode())
    examine(first.file.sha256)

    content = FileContent.objects.get()
    assert (content.text, content.reading) == (SENTENCE, Reading.DONE)
    hits = find(actor(), "оборудования", kind="document")
    assert len(next(iter(hits.values()))) == 2


@pytest.mark.django_db
@pytest.mark.req("PAR-23")
def test_documents_are_found_by_their_text_in_another_form_of_the_word() -> None:
    made = document("Договор.docx", docx(SENTENCE), at=organisation(owner=alice()))
    other = document("Offer.txt", b"We deliver the engines in October")
    for one in (made, other):
        examine(one.file.sha256)

    def ids(text: str, who: Any = None) -> list[Any]:
        hits = find(actor(who or alice()), text, kind="document")
        return [hit.id for found in hits.values() for hit in found]

    assert ids("оборудованию") == [made.pk]
    assert ids("engine delivery") == [] and ids("engines october") == [other.pk]
    assert ids("engine delivered") == [other.pk]
    assert ids("оборудование", carol()) == []
    assert list(matching_ids("document", "октябрь", actor())) == [{"record_id": made.pk}]
    assert "оборудование" in snippets([made.pk], "оборудованию")[made.pk]


@pytest.mark.django_db
def test_a_new_version_is_found_by_its_own_text_only() -> None:
    made = document("a.txt", "старый текст".encode())
    newer = add_version(made.pk, upload("b.txt", "новое содержание".encode()), by=actor())
    for content in FileContent.objects.all():
        examine(content.sha256)

    assert find(actor(), "содержание", kind="document")
    assert not find(actor(), "старый", kind="document")
    assert newer.version == 2


@pytest.mark.django_db
def test_results_show_the_words_around_and_escape_them(client: Client) -> None:
    made = document("a.txt", "До 2 < 3 & слова кабель и после".encode())
    examine(made.file.sha256)

    page = signed_in(client).get("/search/?q=кабели").content.decode()

    assert "<mark>кабель</mark>" in page
    assert "2 &lt; 3 &amp; слова" in page
    assert "кабель" not in signed_in(client, carol()).get(
        "/search/?q=кабель"
    ).content.decode().split("</form>")[-1].replace('value="кабель"', "")


@pytest.mark.django_db
def test_unlike_words_without_number_are_indexed_as_far_as_the_index_goes() -> None:
    made = document("a.txt", " ".join(f"слово{n:06}" for n in range(80_000)).encode())

    examine(made.file.sha256)

    assert FileContent.objects.get().reading == Reading.DONE
    assert find(actor(), "слово000001", kind="document")


@pytest.mark.django_db
def test_lost_bytes_are_told_and_not_tried_for_ever(own_folder: Path) -> None:
    made = document("a.txt", b"text")
    next(path for path in own_folder.rglob("*") if path.is_file()).unlink()

    examine(made.file.sha256)

    assert FileContent.objects.get().fault == "gone"
    assert not Folder.objects.exists()
