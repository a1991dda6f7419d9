"""./orbita import: one line of JSON, an error file beside, a clear refusal."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from orbita.parties.directory.models import Party
from orbita.platform.accounts.tests.factories import bob
from orbita.platform.imports.tests.factories import file

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-13")]


def _run(*words: object) -> dict[str, object]:
    out, said = io.StringIO(), io.StringIO()
    call_command("import_records", *map(str, words), "--json", stdout=out, stderr=said)
    assert out.getvalue().count("\n") == 1
    found: dict[str, object] = json.loads(out.getvalue())
    return found


def test_it_ends_with_one_line_of_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = file(tmp_path, "name,born,birthday\nAcme,x,\nBeta,y,31.02.2020\nAnna,z,28.02.2020\n")
    said = _run("parties", path, "--map", file(tmp_path, '{"birthday": "born_on"}', "map.json"))
    assert list(said) == ["kind", "rows", "created", "updated", "unchanged", "rejected", "seconds"]
    assert [said[key] for key in ("kind", "rows", "created", "rejected")] == ["parties", 3, 2, 1]
    assert "Beta,y,31.02.2020" in (tmp_path / "file.csv.errors.csv").read_text("utf-8-sig")


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    assert _run("parties", file(tmp_path, "name\nAcme\n"), "--dry-run")["created"] == 1
    assert not Party.objects.exists()


def test_it_can_be_somebodys_import(tmp_path: Path) -> None:
    head = bob()
    _run("parties", file(tmp_path, "name\nAcme\n"), "--as", head.email)
    assert Party.objects.get().owner == head


@pytest.mark.parametrize("words", [("parties", "nowhere.csv"), ("ships", __file__)])
def test_what_cannot_be_imported_is_said(words: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        _run(*words)
