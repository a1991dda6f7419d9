"""An upgrade that cannot be taken is not begun, and what is half done serves nobody."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from orbita.launch import backups, upgrading
from orbita.launch.getting_ready import data_folders
from orbita.launch.place import ROOT, Place
from orbita.launch.postgres.lease import Database, database
from orbita.launch.steps import Failed
from orbita.launch.upgrading import MIGRATING, RESTORING, Upgrade, Wanted

PLAN = {
    "pending": ["deals.0002_more"], "unknown": [], "colliding": [], "counts": {}, "bytes": 1000,
    "server": 180006, "broken_indexes": [], "building": 0, "others": 0, "views": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def steady(new_place: Callable[[], Place]) -> Iterator[tuple[Place, Database]]:
    """An installation that is only looked at."""
    place = new_place()
    data_folders(place)
    with database(place) as found:
        yield place, found


@pytest.fixture
def company(new_place: Callable[[], Place]) -> Iterator[tuple[Place, Database]]:
    """An installation that has seen every migration of this code."""
    place = new_place()
    data_folders(place)
    with database(place) as found, psycopg.connect(found.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        seen = [tuple(one.split(".", 1)) for one in upgrading.own_migrations(ROOT / "src")]
        connection.cursor().executemany("INSERT INTO django_migrations VALUES (%s, %s)", seen)
        yield place, found


def run(found: Database, statement: str) -> None:
    with psycopg.connect(found.url) as connection:
        connection.execute(statement)


@pytest.mark.req("PLT-19")
def test_web_and_worker_start_only_on_tables_of_their_own_code(
    company: tuple[Place, Database],
) -> None:
    place, found = company
    upgrading.refuse_half_done(place, found)

    run(found, "INSERT INTO django_migrations VALUES ('deals', '9999_tomorrow')")
    with pytest.raises(Failed, match=r"newer Orbita.*deals\.9999_tomorrow"):
        upgrading.refuse_half_done(place, found)

    run(found, "DELETE FROM django_migrations WHERE app = 'deals'")
    with pytest.raises(Failed, match="behind this code") as behind:
        upgrading.refuse_half_done(place, found)
    assert "./orbita migrate" in behind.value.advice


@pytest.mark.req("PLT-19")
def test_nothing_starts_while_an_upgrade_is_half_done(company: tuple[Place, Database]) -> None:
    place, found = company
    Upgrade(MIGRATING, [], {}).write(place, MIGRATING)

    with pytest.raises(Failed, match="not finished"):
        upgrading.refuse_half_done(place, found)


@pytest.mark.req("PLT-19")
def test_an_upgrade_killed_while_it_was_taken_back_is_taken_back_whole(
    company: tuple[Place, Database],
) -> None:
    place, found = company
    run(found, "CREATE TABLE client (name text); INSERT INTO client VALUES ('Порт')")
    file = backups.fresh_name(place, "before-upgrade")
    backups.backup(place, found, file, sealed=True)
    run(found, "DROP TABLE client")
    upgrade = Upgrade(RESTORING, [], {}, backup=str(file))
    upgrade.write(place, RESTORING)

    upgrading._take_back(place, found, upgrade)

    assert backups.ask(place, found, "SELECT name FROM client").strip() == "Порт"
    assert Upgrade.read(place) is None


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"unknown": ["deals.0099_new"]}, "newer Orbita"),
        ({"server": 160004}, "PostgreSQL is 16"),
        ({"colliding": ["deals_more"]}, "deals_more"),
        ({"building": 1}, "index is being built"),
        ({"others": 3}, "another Orbita works"),
        ({"bytes": 10**18}, "GB free"),
    ],
)
def test_what_stands_against_an_upgrade_is_said_before_anything_changes(
    steady: tuple[Place, Database], fact: dict[str, object], said: str
) -> None:
    place, found = steady
    upgrading.refuse_unfit(place, found, PLAN, Wanted())

    with pytest.raises(Failed, match=said):
        upgrading.refuse_unfit(place, found, {**PLAN, **fact}, Wanted())


@pytest.mark.django_db
def test_the_launcher_reads_the_same_migrations_as_django() -> None:
    from django.db.migrations.loader import MigrationLoader

    nodes = {f"{app}.{name}": node for (app, name), node in _nodes(MigrationLoader(None)).items()}
    ours = {key for key, node in nodes.items() if node.__module__.startswith("orbita.")}

    assert upgrading.own_migrations(ROOT / "src") == ours


def _nodes(loader: object) -> dict[tuple[str, str], object]:
    return dict(loader.disk_migrations)  # type: ignore[attr-defined]
