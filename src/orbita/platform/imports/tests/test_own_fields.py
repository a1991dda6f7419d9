"""Own fields in files: guessed by their names, read by their types, compared, written, taken back."""

from decimal import Decimal
from pathlib import Path

import pytest

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import last_act
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.audit.commands import undo_act
from orbita.platform.fields.tests.factories import own_field
from orbita.platform.imports.tests.factories import bring, counts, file

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-04"), pytest.mark.req("PAR-26")]

FIRST = "Название;ИНН;Ставка;Подписан;Класс риска\nЗавод;7707083893;1 250,5;25.11.2026;Высокий\n"
SECOND = "Название;ИНН;Ставка;Класс риска\nЗавод;7707083893;много;Низкий\n"


def own_fields() -> None:
    own_field(label="Ставка", type="number")
    own_field(label="Подписан", type="date")
    own_field(label="Класс риска", type="choice", options=["Высокий", "Низкий"])


def test_columns_named_as_own_fields_feed_them(tmp_path: Path) -> None:
    own_fields()
    assert counts(bring(file(tmp_path, FIRST))) == (1, 0, 0, 0)
    assert Party.objects.get().own == {
        "f_stavka": Decimal("1250.5"), "f_podpisan": "2026-11-25", "f_klass_riska": "o1",
    }  # fmt: skip
    assert counts(bring(file(tmp_path, FIRST, "again.csv"))) == (0, 0, 1, 0)


def test_a_second_file_changes_only_what_it_says_and_undo_takes_just_that_back(
    tmp_path: Path,
) -> None:
    own_fields()
    bring(file(tmp_path, FIRST))
    assert counts(bring(file(tmp_path, SECOND, "second.csv"), keys=["inn"])) == (0, 1, 0, 0)
    party = Party.objects.get()
    assert party.own == {
        "f_stavka": Decimal("1250.5"), "f_podpisan": "2026-11-25", "f_klass_riska": "o2",
    }  # fmt: skip
    assert party.details == {"Ставка": "много"}
    undo_act(last_act(), by=SYSTEM)
    party.refresh_from_db()
    assert (party.own["f_klass_riska"], party.details) == ("o1", {})
