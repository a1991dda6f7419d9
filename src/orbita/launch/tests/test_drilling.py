"""A drill says whether a backup can be brought back, and leaves nothing behind."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from orbita.launch import backups
from orbita.launch.drilling import drill, newest
from orbita.launch.getting_ready import data_folders
from orbita.launch.place import Place
from orbita.launch.postgres.lease import Database, database
from orbita.launch.steps import Failed

CONTENT = b"%PDF agreement"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
COMPANY = f"""
CREATE TABLE django_migrations (app text, name text);
INSERT INTO django_migrations VALUES ('deals', '0001_initial');
CREATE TABLE accounts_user (id int); INSERT INTO accounts_user VALUES (1), (2);
CREATE TABLE directory_party (id int); INSERT INTO directory_party VALUES (1);
CREATE TABLE deals_deal (id int);
CREATE TABLE timeline_interaction (id int);
CREATE TABLE files_storedfile (sha256 text); INSERT INTO files_storedfile VALUES ('{SHA256}');
"""


@pytest.fixture
def company(new_place: Callable[[], Place]) -> Iterator[tuple[Place, Database]]:
    """An installation with an employee, a client and a file."""
    place = new_place()
    data_folders(place)
    with database(place) as found:
        with psycopg.connect(found.url) as connection:
            connection.execute(COMPANY)
        yield place, found


def kept_file(place: Place) -> Path:
    file = place.data / "files" / SHA256[:2] / SHA256[2:4] / SHA256
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def saved(place: Place, found: Database) -> Path:
    file = backups.fresh_name(place)
    backups.backup(place, found, file, sealed=True)
    return file


@pytest.mark.req("PLT-19")
def test_a_good_backup_passes_and_no_database_stays(company: tuple[Place, Database]) -> None:
    place, found = company
    kept_file(place).write_bytes(CONTENT)
    saved(place, found)

    verdict = drill(place, found, newest(place))

    assert (verdict.is_good, verdict.files) == (True, 1), verdict.note
    assert verdict.counts["accounts_user"] == 2
    left = "SELECT count(*) FROM pg_database WHERE datname LIKE 'orbita_drill%'"
    assert backups.ask(place, found, left).strip() == "0"


@pytest.mark.req("PLT-19")
def test_what_is_missing_or_damaged_is_named(company: tuple[Place, Database]) -> None:
    place, found = company
    without = drill(place, found, saved(place, found))
    kept_file(place).write_bytes(b"something else")
    other = drill(place, found, saved(place, found))
    file = newest(place)
    with file.open("r+b") as tar:
        tar.seek(3000)
        tar.write(b"\xff\xff")
    touched = drill(place, found, file)

    assert "not in the backup" in without.note
    assert "is damaged in the backup" in other.note
    assert "digest differs" in touched.note
    assert not (without.is_good or other.is_good or touched.is_good)


def test_without_a_backup_it_says_how_to_make_one(company: tuple[Place, Database]) -> None:
    with pytest.raises(Failed, match="no backup"):
        newest(company[0])
