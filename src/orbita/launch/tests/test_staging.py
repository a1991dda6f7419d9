"""A staging copy goes into a folder of its own and never reaches out of it."""

import os
from pathlib import Path

import pytest

from orbita.launch import staging
from orbita.launch.place import Place
from orbita.launch.postgres.lease import Database
from orbita.launch.steps import Failed


@pytest.mark.req("PLT-19")
def test_a_copy_forgets_what_leads_to_the_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in staging.OF_THE_ORIGINAL:
        monkeypatch.setenv(name, "of-the-original")
    staging.stand_alone(Place(tmp_path))
    assert all(os.environ[name] == "of-the-original" for name in staging.OF_THE_ORIGINAL)

    (tmp_path / staging.MARK).touch()
    staging.stand_alone(Place(tmp_path))

    assert set(staging.OF_THE_ORIGINAL) & set(os.environ) == set()


@pytest.mark.req("PLT-19")
def test_a_copy_goes_into_an_empty_folder_only(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(Failed, match="not empty"):
        staging.copy(Place(tmp_path / "here"), Database("postgresql://x"), Place(tmp_path))

    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]
