"""Bad input gets a clear sentence, leaves nothing half done and loses nothing."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from orbita.parties.directory.models import Party
from orbita.platform.acts.errors import Refusal
from orbita.platform.imports.errors import (
    ColumnIsUnknown,
    FieldIsMissing,
    FieldIsUnknown,
    FileIsRefused,
    KindIsUnknown,
    NotAKey,
)
from orbita.platform.imports.models import Import
from orbita.platform.imports.tests.factories import bring, counts, errors_of, file
from orbita.platform.imports.writing import CHUNK

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-13")]


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_ragged_rows_are_rejected_whole(tmp_path: Path) -> None:
    path = file(tmp_path, "name,city,note\nAcme,Tula,x\nBeta,Omsk\nGamma,Ufa,y,more\n")
    assert counts(bring(path)) == (1, 0, 0, 2)
    assert "Beta,Omsk" in errors_of(path) and "Gamma,Ufa,y,more" in errors_of(path)


def test_a_day_that_never_was_rejects_its_row(tmp_path: Path) -> None:
    path = file(tmp_path, "ФИО,Дата рождения\nАнна Котова,31.02.1990\nОлег Тихонов,28.02.1990\n")
    assert counts(bring(path)) == (1, 0, 0, 1)
    assert "there is no such day: 31.02.1990" in errors_of(path)


def test_a_cell_of_ten_megabytes_is_rejected_and_kept(tmp_path: Path) -> None:
    path = file(tmp_path, "name,note\nAcme," + "x" * 10_000_000 + "\nBeta,y\n")
    assert counts(bring(path)) == (1, 0, 0, 1)
    assert errors_of(path).count("x") >= 10_000_000


def test_broken_bytes_reject_only_their_row(tmp_path: Path) -> None:
    rows = "".join(f"Фирма {n},Тула\n" for n in range(50)).encode()
    path = file(tmp_path, "Название,Город\n".encode() + rows + b"\xff\xfe\xc0,X\n")
    report = bring(path)
    assert counts(report)[0] >= 50


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"%PDF-1.4 nothing", "letter.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old.xls"),
        (b"PK\x03\x04 broken", "broken.xlsx"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, name: str
) -> None:
    with pytest.raises(FileIsRefused, match=r"cannot be read: it"):
        bring(file(tmp_path, content, name))
    assert not Import.objects.exists()


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    with pytest.raises(FileIsRefused):
        bring(file(tmp_path, bomb.getvalue(), "bomb.xlsx"))


def test_formulas_without_a_value_reject_their_row(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for row in (["Name", "Revenue"], ["Acme", "=1+1"], ["Beta", 5]):
        sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    report = bring(tmp_path / "book.xlsx")
    assert counts(report) == (1, 0, 0, 1)
    assert "a formula has no saved value" in report.faults[0]["why"]


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FieldIsMissing, match="No column is for"):
        bring(file(tmp_path, "inn,city\n7707083893,Tula\n"))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"mapping": {"nowhere": "name"}}, ColumnIsUnknown),
        ({"mapping": {"name": "colour"}}, FieldIsUnknown),
        ({"keys": ["nowhere"]}, ColumnIsUnknown),
        ({"keys": ["note"]}, None),
    ],
)
def test_wrong_words_are_refused(
    tmp_path: Path, said: dict[str, Any], refusal: type[Refusal] | None
) -> None:
    path = file(tmp_path, "name,note\nAcme,1\n")
    if refusal is None:
        assert counts(bring(path, **said)) == (1, 0, 0, 0)
        return
    with pytest.raises(refusal):
        bring(path, **said)


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KindIsUnknown):
        bring(file(tmp_path, "name\nAcme\n"), "spaceships")


def test_a_fault_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    class Breaks:
        done = 0

        def begin(self, total: int, note: str = "") -> None:
            self.note = note

        def step(self, count: int = 1) -> None:
            if self.note == "Writing":
                raise RuntimeError("the lights went out")

    from orbita.platform.acts.actor import SYSTEM
    from orbita.platform.imports.commands import import_file
    from orbita.platform.imports.deciding import planned
    from orbita.platform.imports.plans import importable_of

    path = file(tmp_path, "name\n" + "".join(f"Firm {n}\n" for n in range(50)))
    plan = planned(importable_of("parties"), path, by=SYSTEM)
    with pytest.raises(RuntimeError):
        import_file(plan, meter=Breaks(), errors=tmp_path / "e.csv", by=SYSTEM)
    assert not Party.objects.exists() and not Import.objects.exists()
    assert CHUNK > 50


def test_a_key_that_cannot_tell_records_apart_is_refused(tmp_path: Path) -> None:
    from dataclasses import replace

    from orbita.platform.acts.actor import SYSTEM
    from orbita.platform.imports.commands import import_file
    from orbita.platform.imports.deciding import planned
    from orbita.platform.imports.plans import importable_of

    path = file(tmp_path, "name,city\nAcme,Tula\n")
    plan = replace(planned(importable_of("parties"), path, by=SYSTEM), keys=("city",))
    with pytest.raises(NotAKey):
        import_file(plan, by=SYSTEM)
