"""A backup brings everything back as it was, and refuses to overwrite by accident."""

import io
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from orbita.launch.backups import backup, restore
from orbita.launch.getting_ready import data_folders
from orbita.launch.place import Place
from orbita.launch.postgres.lease import Database, database
from orbita.launch.steps import Failed

COMPANY = """
CREATE EXTENSION pg_trgm;
CREATE SCHEMA history;
CREATE TABLE party (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE, money numeric);
CREATE TABLE history.party (LIKE party);
CREATE INDEX ON party USING gin (name gin_trgm_ops);
CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN INSERT INTO history.party SELECT OLD.*; RETURN NEW; END';
CREATE TRIGGER remember BEFORE UPDATE ON party FOR EACH ROW EXECUTE FUNCTION remember();
INSERT INTO party (name, money)
  SELECT E'ООО «Ёлка»\\n\\t' || n, n / 7.0 FROM generate_series(1, 500) n;
INSERT INTO party (name) VALUES ('CREATE SCHEMA public;'), (NULL);
UPDATE party SET money = 1 WHERE id < 10;
"""


@pytest.fixture(scope="module")
def company(new_place: Callable[[], Place]) -> Iterator[tuple[Place, Database]]:
    """An installation with records, history and an uploaded file."""
    place = new_place()
    data_folders(place)
    with database(place) as found:
        with psycopg.connect(found.url) as connection:
            connection.execute(COMPANY)
        (place.data / "files" / "a").mkdir()
        (place.data / "files" / "a" / "договор.pdf").write_bytes(b"\x00\xff pdf")
        yield place, found


@pytest.fixture(scope="module")
def saved(company: tuple[Place, Database], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its backup."""
    file = tmp_path_factory.mktemp("backup") / "orbita.tar"
    backup(*company, file)
    return file


def dump(found: Database) -> list[str]:
    """The database as text, without the random words that a dump is fenced with."""
    assert found.cluster
    program, environment = found.cluster.tool("pg_dump")
    text = subprocess.run([program], env=environment, capture_output=True, text=True, check=True)
    return [line for line in text.stdout.splitlines() if "restrict" not in line]


def test_the_restored_database_equals_the_original(
    company: tuple[Place, Database], saved: Path, place: Place
) -> None:
    data_folders(place)
    with database(place) as found:
        restore(place, found, saved, force=False)
        assert dump(found) == dump(company[1])


def test_files_and_key_come_back(
    company: tuple[Place, Database], saved: Path, place: Place
) -> None:
    data_folders(place)
    with database(place) as found:
        restore(place, found, saved, force=False)
    original = company[0].data
    for name in ("secret_key", "files/a/договор.pdf"):
        assert (place.data / name).read_bytes() == (original / name).read_bytes()


def test_it_refuses_a_database_with_tables_and_replaces_it_only_by_force(
    saved: Path, place: Place
) -> None:
    data_folders(place)
    (place.data / "files" / "mine.txt").write_text("mine")
    with database(place) as found:
        with psycopg.connect(found.url) as connection:
            connection.execute("CREATE TABLE other (id int)")
        with pytest.raises(Failed, match="not empty"):
            restore(place, found, saved, force=False)
        restore(place, found, saved, force=True)
        assert not any("TABLE public.other" in line for line in dump(found))
    assert (place.data / "files.before-1" / "mine.txt").read_text() == "mine"


def test_a_backup_is_closed_to_others_and_a_failed_one_leaves_nothing(
    company: tuple[Place, Database], saved: Path
) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Failed, match="no folder"):
        backup(*company, saved.parent / "nowhere" / "orbita.tar")
    assert [file.name for file in saved.parent.iterdir()] == [saved.name]


def test_a_damaged_file_changes_nothing(
    company: tuple[Place, Database], saved: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "half.tar"
    damaged.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    before = dump(company[1])
    with pytest.raises(Failed, match="damaged"):
        restore(*company, damaged, force=True)
    assert dump(company[1]) == before


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/../../outside", "other"])
def test_a_file_that_reaches_outside_is_refused(
    company: tuple[Place, Database], tmp_path: Path, name: str
) -> None:
    evil = tmp_path / "evil.tar"
    with tarfile.open(evil, "w") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = 1
        tar.addfile(entry, io.BytesIO(b"x"))
    with pytest.raises(Failed, match="damaged"):
        restore(*company, evil, force=True)
