"""Documents: filed, renewed, moved, numbered, seen by right, undone."""

import pytest

from orbita.parties.directory.tests.factories import last_act, organisation
from orbita.platform.accounts.models import Role
from orbita.platform.accounts.tests.factories import actor, admin, alice, bob, carol, department
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.audit.commands import undo_act
from orbita.platform.files.commands import (
    add_version,
    change_documents,
    change_folder,
    delete_documents,
    delete_folder,
    detach_file,
    file_documents,
    hang_document,
    make_folder,
    restore_documents,
    restore_version,
)
from orbita.platform.files.errors import (
    AtRecordAlready,
    FileIsForbidden,
    FolderInItself,
    FolderIsNotEmpty,
    FolderNameIsTaken,
    FolderNeedsViewers,
    NoFileChosen,
    NumberIsTaken,
    PatternIsUnreadable,
    SameVersion,
)
from orbita.platform.files.models import Attachment, Audience, Document, Folder, StoredFile
from orbita.platform.files.numbering import is_readable, number
from orbita.platform.files.tests.factories import document, folder, upload
from orbita.platform.keys import uuid7
from orbita.platform.records.slots import RecordRef

pytestmark = pytest.mark.django_db


def seen_by(who: object) -> set[str]:
    return set(Document.objects.visible_to(actor(who)).values_list("title", flat=True))  # type: ignore[arg-type]


@pytest.mark.req("PAR-23")
def test_files_become_documents_named_after_them_at_the_record() -> None:
    party = organisation()

    made = file_documents(
        [upload("Договор поставки.pdf"), upload("a.b.c")],
        to=RecordRef("party", party.pk),
        by=actor(),
    )

    assert [one.title for one in made] == ["Договор поставки", "a.b"]
    assert Attachment.objects.filter(kind="party", record_id=party.pk).count() == 2
    assert {one.owner_id for one in made} == {alice().pk}


def test_nothing_is_filed_when_one_of_the_files_is_refused() -> None:
    with pytest.raises(FileIsForbidden):
        file_documents([upload("a.txt", b"text"), upload("setup.exe", b"text")], by=actor())
    with pytest.raises(NoFileChosen):
        file_documents([], by=actor())

    assert not Document.objects.exists()


def test_a_program_is_known_by_its_bytes_whatever_its_name() -> None:
    with pytest.raises(FileIsForbidden):
        document("holiday.jpg", b"MZ\x90\x00\x03" + b"\0" * 60)
    with pytest.raises(FileIsForbidden):
        document("notes.txt", b"#!/bin/sh\nrm -rf /\n")


def test_a_double_submit_files_once() -> None:
    key = uuid7()

    for _attempt in range(2):
        file_documents([upload()], idempotency_key=key, by=actor())  # type: ignore[call-arg]

    assert Document.objects.count() == 1


@pytest.mark.req("PAR-23")
def test_a_newer_file_becomes_the_next_version_and_the_same_one_is_refused() -> None:
    made = document(content=b"first")

    with pytest.raises(SameVersion):
        add_version(made.pk, upload("again.txt", b"first"), by=actor())
    newer = add_version(made.pk, upload("two.txt", b"second"), note="цены", by=actor())

    assert (newer.version, newer.file.name) == (2, "two.txt")
    assert list(newer.versions.order_by("number").values_list("number", "note")) == [
        (1, ""),
        (2, "цены"),
    ]


@pytest.mark.req("PAR-23")
def test_an_old_version_becomes_the_newest_again() -> None:
    made = document(content=b"first")
    add_version(made.pk, upload("two.txt", b"second"), by=actor())

    back = restore_version(made.pk, 1, by=actor())

    assert back.version == 3
    assert back.file.sha256 == StoredFile.objects.get(versions__number=1).sha256
    with pytest.raises(SameVersion):
        restore_version(made.pk, 1, by=actor())
    with pytest.raises(NotFound):
        restore_version(made.pk, 9, by=actor())


def test_a_version_is_undone_and_its_number_given_again() -> None:
    made = document(content=b"first")
    add_version(made.pk, upload("two.txt", b"second"), by=actor())

    undo_act(last_act(), by=actor())

    made.refresh_from_db()
    assert (made.version, made.file.name, made.versions.count()) == (1, "Contract.txt", 1)
    assert add_version(made.pk, upload("3.txt", b"third"), by=actor()).version == 2


def test_an_undone_upload_lies_in_the_bin_and_comes_back() -> None:
    party = organisation()
    made = document(at=party)

    undo_act(last_act(), by=actor())

    assert not seen_by(alice())
    restore_documents([made.pk], by=actor())
    assert seen_by(alice()) == {"Contract"}


def test_deleting_moving_and_taking_off_are_undone() -> None:
    party, shelf = organisation(), folder()
    made = document(at=party)

    change_documents([made.pk], {"folder": shelf, "title": "Offer"}, by=actor())
    undo_act(last_act(), by=actor())
    made.refresh_from_db()
    assert (made.folder, made.title) == (None, "Contract")

    detach_file(Attachment.objects.get().pk, by=actor())
    undo_act(last_act(), by=actor())
    assert Attachment.objects.get().record_id == party.pk

    delete_documents([made.pk], by=actor())
    assert not seen_by(alice())
    undo_act(last_act(), by=actor())
    assert seen_by(alice()) == {"Contract"}


def test_one_document_hangs_at_several_records_but_once_at_each() -> None:
    first, second = organisation(), organisation()
    made = document(at=first)

    hang_document(made.pk, to=RecordRef("party", second.pk), by=actor())

    assert made.attachments.count() == 2
    with pytest.raises(AtRecordAlready):
        hang_document(made.pk, to=RecordRef("party", second.pk), by=actor())


@pytest.mark.req("PAR-23")
def test_whoever_sees_the_record_sees_its_documents_and_a_stranger_does_not() -> None:
    party = organisation(owner=alice())
    made = document(at=party)
    document("Own.txt", b"own")

    assert seen_by(alice()) == {"Contract", "Own"}
    assert "Contract" in seen_by(bob())
    assert seen_by(carol()) == set()
    with pytest.raises(NotFound):
        add_version(made.pk, upload("x.txt", b"x"), by=actor(carol()))
    with pytest.raises(NotFound):
        hang_document(made.pk, to=RecordRef("party", party.pk), by=actor(carol()))


def test_a_stranger_hangs_nothing_at_records_that_he_does_not_see() -> None:
    party = organisation(owner=alice())
    his = document(owner=carol())

    with pytest.raises(NotFound):
        hang_document(his.pk, to=RecordRef("party", party.pk), by=actor(carol()))


@pytest.mark.req("PAR-23")
def test_an_open_folder_shows_its_documents_to_everybody() -> None:
    document(folder=folder(audience=Audience.ALL))

    assert seen_by(carol()) == {"Contract"}


@pytest.mark.req("PAR-23")
def test_a_closed_folder_shows_its_documents_to_the_chosen_only() -> None:
    party = organisation(owner=alice())
    shelf = folder(audience=Audience.SOME, departments=[department("Wholesale")])
    inside = folder("Drafts", parent=shelf)
    change_documents([document(at=party).pk], {"folder": None}, by=actor())
    made = Document.objects.get()
    Document.objects.filter(pk=made.pk).update(folder=inside)

    assert seen_by(carol()) == {"Contract"}
    assert seen_by(bob()) == set(), "he sees the client, but the folder is closed to him"
    assert seen_by(admin()) == set(), "the widest scope does not open a closed folder"
    assert seen_by(alice()) == {"Contract"}, "the owner keeps what is his"


def test_a_folder_is_opened_to_a_role() -> None:
    admin(), carol()
    shelf = folder(audience=Audience.SOME, roles=[Role.objects.get(key="admin")])
    made = document()
    Document.objects.filter(pk=made.pk).update(folder=shelf)

    assert seen_by(admin()) == {"Contract"}
    assert seen_by(bob()) == set()


def test_nothing_is_filed_into_a_closed_folder_by_a_stranger() -> None:
    shelf = folder(audience=Audience.SOME, departments=[department("Wholesale")])

    with pytest.raises(NotFound):
        document(folder=shelf)
    with pytest.raises(NotFound):
        change_documents([document().pk], {"folder": shelf}, by=actor())


def test_folders_are_laid_out_by_those_who_may() -> None:
    with pytest.raises(NotAllowed):
        make_folder(name="Mine", by=actor())
    shelf = folder("A")
    inside = folder("B", parent=shelf)

    with pytest.raises(FolderInItself):
        change_folder(shelf.pk, name="A", parent=inside, audience="all", by=actor(admin()))
    with pytest.raises(FolderNameIsTaken):
        folder("B", parent=shelf)
    with pytest.raises(FolderNeedsViewers):
        folder("C", audience=Audience.SOME)
    with pytest.raises(PatternIsUnreadable):
        folder("D", pattern="{year}")
    with pytest.raises(FolderIsNotEmpty):
        delete_folder(shelf.pk, by=actor(admin()))


def test_an_empty_folder_goes_and_comes_back_with_its_viewers() -> None:
    shelf = folder(audience=Audience.SOME, departments=[department("Wholesale")])

    delete_folder(shelf.pk, by=actor(admin()))
    assert not Folder.objects.exists()
    undo_act(last_act(), by=actor(admin()))

    assert Folder.objects.get().viewers.count() == 1


@pytest.mark.req("PAR-23")
def test_a_folder_numbers_its_documents_without_holes() -> None:
    shelf = folder(pattern="Д-{number:3}")
    first = document("1.txt", b"1", folder=shelf)
    with pytest.raises(FileIsForbidden):
        document("2.exe", b"2", folder=shelf)
    second = document("2.txt", b"2", folder=shelf)
    moved = document("3.txt", b"3")

    change_documents([moved.pk], {"folder": shelf}, by=actor())

    moved.refresh_from_db()
    assert [first.number, second.number, moved.number] == ["Д-001", "Д-002", "Д-003"]
    with pytest.raises(NumberIsTaken):
        change_documents([moved.pk], {"number": "Д-001"}, by=actor())


def test_the_number_of_an_undone_document_is_not_given_twice() -> None:
    shelf = folder(pattern="{number}")
    document("1.txt", b"1", folder=shelf)
    undo_act(last_act(), by=actor())

    assert document("2.txt", b"2", folder=shelf).number == "2"


def test_patterns_name_the_number_once() -> None:
    from datetime import date

    assert number("КП-{year}/{month}-{number:4}", 7, date(2026, 3, 1)) == "КП-2026/03-0007"
    assert is_readable("{number}") and not is_readable("{number}{number}")
    assert not is_readable("{day}{number}") and not is_readable("no braces")
