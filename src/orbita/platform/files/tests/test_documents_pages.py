"""Pages of documents: the register, the record, panels, drawers; strangers see none of it."""

from typing import Any

import pytest
from django.test import Client

from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, admin, alice, bob, carol, signed_in
from orbita.platform.files.commands import change_documents
from orbita.platform.files.examination import examine
from orbita.platform.files.models import Document, Folder
from orbita.platform.files.tests.factories import PNG, document, folder, pdf, upload

pytestmark = pytest.mark.django_db


@pytest.mark.req("PAR-22")
def test_the_register_lists_documents_with_their_record(client: Client) -> None:
    party = organisation("ООО «Ветер»", owner=alice())
    document("Чертёж.txt", b"text", at=party)

    page = signed_in(client).get("/documents/").content.decode()

    assert "Чертёж" in page and "ООО «Ветер»" in page
    assert "Чертёж" not in signed_in(client, carol()).get("/documents/").content.decode()


@pytest.mark.req("PAR-22")
def test_the_tree_beside_the_register_leads_to_the_documents_of_a_folder(client: Client) -> None:
    shelf = folder("Договоры", audience="all")
    document("In.txt", b"in", folder=folder("2026", parent=shelf))
    document("Out.txt", b"out")

    page = signed_in(client).get("/documents/").content.decode()
    assert "Договоры" in page
    where = f'["folder","under",["{shelf.pk}"]]'
    inside = client.get("/documents/", {"where": where}).content.decode()

    assert ">In<" in inside and ">Out<" not in inside


@pytest.mark.parametrize("sort", ["text", "pdf", "other", "picture"])
def test_the_register_is_filtered_by_sorts_of_files(client: Client, sort: str) -> None:
    document("text.txt", b"text")
    document("pdf.pdf", pdf())
    document("other.bin", b"\0\1")
    document("picture.png", PNG)

    page = signed_in(client).get("/documents/", {"where": f'["sort","in",["{sort}"]]'})

    shown = page.content.decode()
    assert f">{sort}<" in shown
    assert sum(f">{name}</a>" in shown for name in ("text", "pdf", "other", "picture")) == 1


def test_the_register_costs_as_much_with_many_documents(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    party = organisation(owner=alice())
    for number in range(12):
        document(f"{number}.txt", f"{number}".encode(), at=party)
    signed_in(client)

    with django_assert_max_num_queries(16):
        client.get("/documents/")
    with django_assert_max_num_queries(14):
        client.get(f"/records/party/{party.pk}/panels/documents/")


@pytest.mark.parametrize(
    "url",
    [
        "/documents/{id}/", "/documents/{id}/profile/", "/documents/{id}/versions/",
        "/documents/{id}/places/", "/files/{id}/", "/files/{id}/1/", "/files/{id}/pages/1/",
        "/records/document/{id}/peek/", "/records/document/{id}/history/",
        "/records/document/{id}/panels/document-preview/",
        "/records/document/{id}/panels/document-versions/",
    ],
)  # fmt: skip
@pytest.mark.req("PAR-23")
def test_a_stranger_finds_no_address_of_a_document(client: Client, url: str) -> None:
    made = document("a.pdf", pdf(), at=organisation(owner=alice()))
    examine(made.file.sha256)
    address = url.format(id=made.pk)

    assert signed_in(client, alice()).get(address).status_code == 200
    assert signed_in(client, carol()).get(address).status_code == 404


def test_a_document_shows_its_pages_versions_and_places(client: Client) -> None:
    party = organisation("ООО «Ветер»", owner=alice())
    made = document("a.pdf", pdf(pages=2), at=party)
    examine(made.file.sha256)
    signed_in(client)

    panels = f"/records/document/{made.pk}/panels/document-"
    assert f"/files/{made.pk}/pages/2/" in client.get(f"{panels}preview/").content.decode()
    assert "a.pdf" in client.get(f"{panels}versions/").content.decode()
    assert "ООО «Ветер»" in client.get(f"{panels}places/").content.decode()
    assert "a.pdf" in client.get(f"{panels}profile/").content.decode()
    picture = client.get(f"/files/{made.pk}/pages/1/")
    assert picture.headers["Content-Type"] == "image/png"
    assert client.get(f"/files/{made.pk}/pages/9/").status_code == 404


@pytest.mark.req("PAR-23")
def test_files_are_dropped_on_the_page_of_a_record(client: Client) -> None:
    party = organisation(owner=alice())
    url = f"/records/party/{party.pk}/files/"

    reply = signed_in(client).post(
        url,
        {"files": [upload("1.txt", b"1"), upload("2.txt", b"2")]},
        headers={"HX-Request": "true"},
    )

    assert "documents-here" in reply.content.decode()
    assert Document.objects.count() == 2
    assert signed_in(client, carol()).post(url, {"files": [upload()]}).status_code in (
        302,
        303,
        404,
    )
    assert Document.objects.count() == 2


def test_a_document_is_added_changed_and_renewed_over_http(client: Client) -> None:
    shelf = folder(audience="all")
    signed_in(client)

    client.post("/documents/new/", {"files": [upload("a.txt", b"a")], "folder": str(shelf.pk)})
    made = Document.objects.get()
    client.post(
        f"/documents/{made.pk}/profile/",
        {"title": "Other", "number": "7", "folder": "", "owner": str(alice().pk)},
    )
    client.post(f"/documents/{made.pk}/versions/", {"files": upload("b.txt", b"b"), "note": "new"})
    same = client.post(f"/documents/{made.pk}/versions/", {"files": upload("b.txt", b"b")})
    client.post(f"/documents/{made.pk}/versions/1/restoration/")

    made.refresh_from_db()
    assert (made.title, made.number, made.folder, made.version) == ("Other", "7", None, 3)
    assert same.status_code == 422
    assert (
        client.get(f"/files/{made.pk}/?download")
        .headers["Content-Disposition"]
        .endswith('filename="Other.txt"')
    )


def test_a_document_is_hung_at_one_more_record_and_taken_off(client: Client) -> None:
    made, party = document(), organisation(owner=alice())
    signed_in(client)

    client.post(f"/documents/{made.pk}/places/", {"party": str(party.pk)})
    hung = made.attachments.get()
    assert hung.record_id == party.pk
    assert client.post(f"/documents/{made.pk}/places/", {}).status_code == 422
    client.post(f"/files/{hung.pk}/removal/", {"from": "document"})

    assert not made.attachments.exists()


def test_folders_are_set_up_by_managers(client: Client) -> None:
    assert signed_in(client, alice()).get("/documents/folders/").status_code == 403
    signed_in(client, bob())

    client.post(
        "/documents/folders/new/", {"name": "Contracts", "audience": "all", "pattern": "{number}"}
    )
    made = Folder.objects.get()
    wrong = client.post(
        f"/documents/folders/{made.pk}/", {"name": "Contracts", "audience": "some", "pattern": "x"}
    )
    client.post(f"/documents/folders/{made.pk}/", {"name": "Deeds", "audience": "parent"})

    assert wrong.status_code == 422
    assert "Deeds" in signed_in(client, admin()).get("/documents/folders/").content.decode()
    client.post(f"/documents/folders/{made.pk}/removal/")
    assert not Folder.objects.exists()


@pytest.mark.req("PAR-09")
def test_of_two_editors_of_a_document_the_second_is_told_and_saves_again(client: Client) -> None:
    made = document("Договор.txt", b"text", owner=alice())
    url, seen = f"/documents/{made.pk}/profile/", {"seen-title": made.title, "seen-number": ""}
    seen |= {"owner": str(made.owner_id), "number": "7"}
    change_documents([made.pk], {"title": "Договор Боба"}, by=actor(bob()))
    editor = signed_in(client)

    other = editor.post(url, {**seen, "title": made.title})
    same = editor.post(url, {**seen, "title": "Договор Алисы"})
    again = editor.post(url, {**seen, **same.context["seen"], "title": "Договор Алисы"})

    assert (other.status_code, same.status_code, again.status_code) == (303, 422, 303)
    assert "Договор Боба" in same.content.decode() and "Bob" in same.content.decode()
    assert 'value="Договор Алисы"' in same.content.decode()
    made.refresh_from_db()
    assert (made.title, made.number) == ("Договор Алисы", "7")
