"""Make the tables and the assets fit the code. Runs inside the environment, in one process.

Starting Django costs most of it, so that everything that a start needs is done in one go.
"""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from orbita.launch.place import ROOT, Place
from orbita.launch.stamps import Stamp
from orbita.launch.strangers import wanted
from orbita.launch.upgrading import WAITS

MIGRATING = 7_265_531
"""The number of the lock that whoever migrates holds."""


def asset_sources(root: Path = ROOT) -> list[Path | str]:
    """What the collected assets are made of."""
    source = root / "src" / "orbita"
    files = [file for file in source.glob("**/static/**/*") if file.is_file()]
    return [*sorted(files), source / "vendor" / "manifest.json", source / "vendor" / "icons.svg"]


def assets_stamp(place: Place) -> Stamp:
    """Whether the assets in the data folder are those of the code."""
    sources = [*asset_sources(place.root), wanted(place)]
    return Stamp(place.data / "static" / ".stamp", sources, quick=True)


def migrate(_place: Place) -> None:
    """Bring the tables to the state of the code; the table of the cache, too.

    One at a time: what a killed launcher has left running ends first.
    """
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('orbita upgrade'))")
    with alone():
        call_command("migrate", interactive=False, verbosity=1)
        call_command("createcachetable", verbosity=0)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Of several hosts that start at once one changes the tables; the others wait for it, and then
    find nothing left to do. The lock goes with its connection, however the process ends."""
    from django.db import connections

    lock = connections.create_connection("default")
    try:
        with lock.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        yield
    finally:
        lock.close()


def guard(place: Place) -> None:
    """Leave with a code of its own when migrations wait on tables that hold something: the launcher
    then looks first and makes a backup."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    applied = set(executor.loader.applied_migrations)
    known = set(executor.loader.disk_migrations or {})
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if applied and (waiting or applied - known):
        sys.exit(WAITS)


def verify(place: Place) -> None:
    """Compare the database with the code, and its rows with those of before the upgrade."""
    from django.core.management import CommandError, call_command

    try:
        call_command("verify_upgrade", str(place.run / "upgrade.json"))
    except CommandError as problem:
        sys.exit(str(problem))


def collect(place: Place) -> None:
    """Put the assets into the data folder, hashed and compressed, when they have changed."""
    from django.core.management import call_command

    stamp = assets_stamp(place)
    if not stamp.holds():
        call_command("collectstatic", interactive=False, verbosity=1, clear=place_has_static(place))
        stamp.put()


def place_has_static(place: Place) -> bool:
    """Whether assets were collected before, so that old ones must go."""
    return (place.data / "static").exists()


def main(arguments: list[str]) -> None:
    """`guard`, `migrate`, `assets`, `verify` by their names, in the order given."""
    import django
    from django.conf import settings

    django.setup()
    place = Place(data=Path(settings.MEDIA_ROOT).parent)
    steps = {"guard": guard, "migrate": migrate, "assets": collect, "verify": verify}
    for name in arguments:
        steps[name](place)


if __name__ == "__main__":
    main(sys.argv[1:])
