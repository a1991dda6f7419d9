"""Files whose rows stand for themselves go in piece by piece, with the same outcome as at once."""

from pathlib import Path

import pytest
from django.utils import translation

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import User
from orbita.platform.imports import running, streaming, writing
from orbita.platform.imports.people import NO_MAIL
from orbita.platform.imports.tests.factories import bring, counts, errors_of, file
from orbita.platform.search.models import SearchEntry

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-13")]


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(streaming, "CHUNK", 3)
    with translation.override("ru"):
        yield


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each time that the short way was given up."""
    found: list[str] = []
    whole = running.stage

    def note(*given: object, **more: object) -> object:
        found.append("at once")
        return whole(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "stage", note)
    return found


def _rows(*cells: str) -> str:
    return "Код;Название;Телефон;Ответственный\n" + "".join(f"{row}\n" for row in cells)


def _many(count: int) -> str:
    return _rows(
        *(f"K{n};Фирма {n};+7 911 123-45-{n:02};Олег Тихонов {n % 4}" for n in range(count))
    )


def test_all_rows_come_in_and_are_found(tmp_path: Path, refused: list[str]) -> None:
    report = bring(file(tmp_path, _many(10)))

    assert counts(report) == (10, 0, 0, 0)
    assert refused == []
    owned = Party.objects.filter(owner__isnull=False)
    assert owned.filter(contact_points__normal__startswith="+7911").count() == 10
    assert SearchEntry.objects.filter(kind="party", digits__contains="7911").count() == 10
    assert User.objects.filter(email__endswith=NO_MAIL).count() == 4
    assert report.made == {"employees": 4}


def test_rows_are_matched_and_rejected_in_any_piece(tmp_path: Path, refused: list[str]) -> None:
    bring(file(tmp_path, _many(8)))
    again = _many(8).replace("Фирма 1;", "Фирма один;").replace("Фирма 6;", ";")
    path = file(tmp_path, again + "K9;Фирма 9;;\n", "again.csv")

    report = bring(path, keys=["external_id"])

    assert counts(report) == (1, 1, 6, 1)
    assert refused == []
    assert Party.objects.get(external_ids__value="K1").name == "Фирма один"


def test_faults_of_all_pieces_are_in_the_error_file(tmp_path: Path, refused: list[str]) -> None:
    path = file(tmp_path, _many(5) + "K8;;;\nK9;Фирма 9;;\n")

    report = bring(path)

    assert counts(report) == (6, 0, 0, 1)
    assert [fault["number"] for fault in report.faults] == [7]
    assert "K8" in errors_of(path)
    assert refused == []


def test_rows_of_one_record_go_the_long_way(tmp_path: Path, refused: list[str]) -> None:
    path = file(tmp_path, _many(7) + "K1;Фирма 1;8 812 765-43-21;\n")

    report = bring(path, keys=["external_id"])

    assert counts(report) == (7, 1, 0, 0)
    assert refused == ["at once"]
    assert Party.objects.get(external_ids__value="K1").contact_points.count() == 2


def test_a_key_that_comes_again_in_a_later_piece_is_seen(
    tmp_path: Path, refused: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "may_stream", lambda plan, earlier: True)
    organisation("Ромашка").external_ids.create(system="import", value="A")
    text = _rows("A;Первая;;", "1;Один;;", "2;Два;;", "3;Три;;", "A;Вторая;;")

    report = bring(file(tmp_path, text), keys=["external_id"])

    assert refused == ["at once"]
    assert counts(report) == (3, 2, 0, 0)


def test_two_keys_of_one_record_give_the_short_way_up(tmp_path: Path, refused: list[str]) -> None:
    party = organisation("Ромашка")
    party.external_ids.create(system="import", value="A")
    party.external_ids.create(system="import", value="B")
    path = file(tmp_path, _rows("A;Ромашка;;", "1;Один;;", "2;Два;;", "3;Три;;", "B;Ромашка;;"))

    report = bring(path)

    assert refused == ["at once"]
    assert (report.created, report.rejected) == (3, 0)
    assert Party.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_an_import_that_stops_between_pieces_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = writing.write_piece

    def stop(staging: object, low: int, high: int) -> None:
        assert low < 7, "the server has gone away"
        written(staging, low, high)  # type: ignore[arg-type]

    monkeypatch.setattr(streaming, "write_piece", stop)
    with pytest.raises(AssertionError):
        bring(file(tmp_path, _many(10)))

    assert Party.objects.count() == 0
    assert SearchEntry.objects.filter(kind="party").count() == 0
    monkeypatch.undo()
    assert counts(bring(file(tmp_path, _many(10)))) == (10, 0, 0, 0)
