"""Finding: words, numbers, typos, layouts, rights."""

import pytest

from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.search.queries import find
from orbita.platform.search.templatetags.found import marked

pytestmark = pytest.mark.django_db


def found(text: str, who: object = None) -> set[str]:
    hits = find(actor(who), text)  # type: ignore[arg-type]
    return {hit.title for group in hits.values() for hit in group}


@pytest.mark.parametrize(
    "text",
    [
        "северный",
        "СЕВЕР",
        "ветер",
        "ctdthysq",
        "7707083893",
        "7083893",
        "8 (911) 123-45-67",
        "+7 911 123",
        "1234567",
        "info@north.example",
        "севервный",
        "Ветёр",
    ],
)
def test_a_client_is_found_by(text: str) -> None:
    organisation(
        "ООО «Северный ветер»",
        inn="7707083893",
        phones=("8 911 123-45-67",),
        mails=("Info@north.example",),
    )
    organisation("АО «Уралмаш»")
    assert found(text) == {"ООО «Северный ветер»"}


def test_an_entry_changes_in_the_same_transaction_as_the_record() -> None:
    renamed = organisation("Старое имя")
    change_parties([renamed.pk], {"name": "Новейшее имя"}, by=actor())
    assert found("новейшее") == {"Новейшее имя"}
    assert found("старое") == set()


def test_bulk_sql_is_followed_as_well() -> None:
    made = person("Тихонов Олег")
    Party.objects.filter(pk=made.pk).update(name="Лебедев Пётр")
    assert found("петр") == {"Лебедев Пётр"}


@pytest.mark.req("PLT-09")
def test_a_stranger_finds_nothing() -> None:
    organisation("Тайная гавань", owner=alice())
    assert found("гавань", bob()) == {"Тайная гавань"}
    assert found("гавань", carol()) == set()


def test_a_record_in_the_bin_is_not_found() -> None:
    gone = organisation("Уходящая натура")
    Party.objects.filter(pk=gone.pk).update(deleted_at="2026-01-01T00:00Z")
    assert found("натура") == set()


@pytest.mark.parametrize(
    "text", ["", " ", "'", "%", "\\", "a & | ! b", "()", "«»", "x" * 5000, "\x00"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    organisation("Спокойная")
    assert found(text) == set()


@pytest.mark.parametrize(
    ("title", "text", "shown"),
    [
        ("Северный ветер", "ctdth", "<mark>Север</mark>ный ветер"),
        ("Лебедев Пётр", "петр", "Лебедев <mark>Пётр</mark>"),
        ("<b>x</b>", "zz", "&lt;b&gt;x&lt;/b&gt;"),
    ],
)
def test_what_was_typed_is_marked_in_what_was_found(title: str, text: str, shown: str) -> None:
    assert marked(title, text) == shown
