"""Where an installation lies and what its processes find around them."""

from pathlib import Path

import pytest

from orbita.launch.main import main, take_data
from orbita.launch.place import ROOT, Place, data_folder, write_private


def test_the_data_folder_is_said_then_from_the_variable_then_beside_the_launcher() -> None:
    assert data_folder("/said", {"ORBITA_DATA": "/var"}) == Path("/said")
    assert data_folder(None, {"ORBITA_DATA": "/var"}) == Path("/var")
    assert data_folder(None, {}) == ROOT / "data"


@pytest.mark.parametrize(
    ("arguments", "folder", "rest"),
    [
        (["up", "--data", "d", "--demo"], "d", ["up", "--demo"]),
        (["--data=d", "import", "parties"], "d", ["import", "parties"]),
        (
            ["manage", "--", "--data", "theirs"],
            None,
            ["manage", "--", "--data", "theirs"],
        ),
    ],
)
def test_every_command_takes_data_anywhere(
    arguments: list[str], folder: str | None, rest: list[str]
) -> None:
    assert take_data(arguments) == (folder, rest)


def test_a_secret_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "key"
    write_private(file, "first")
    write_private(file, "second")
    assert file.read_text() == "second"
    assert file.stat().st_mode & 0o777 == 0o600


def test_django_processes_know_the_folder_and_the_database(tmp_path: Path) -> None:
    found = Place(data=tmp_path).environment("postgresql://there")
    assert found["ORBITA_DATA"] == str(tmp_path)
    assert found["DATABASE_URL"] == "postgresql://there"


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"./orbita {name}" in printed for name in ("up", "backup", "test", "check"))


def test_an_unknown_command_shows_the_help_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == 2
    assert "There is no command 'fly'" in capsys.readouterr().out
