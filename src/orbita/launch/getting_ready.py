"""The steps before anything runs: packages, secret key, translations, tables, assets."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from orbita.launch import browser_packages, python_packages, strangers, upgrading
from orbita.launch.place import Place, made, write_private
from orbita.launch.postgres.lease import Database, database
from orbita.launch.prepare import assets_stamp
from orbita.launch.stamps import Stamp
from orbita.launch.steps import run_logged, step
from orbita.launch.translations import SOURCE, outdated
from orbita.launch.upgrading import Upgrade, Wanted

TITLES = {"migrate": "tables", "assets": "assets"}
NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none"
"""For what starts Django without asking a database."""
CLOSED = ("files", "mail")
"""Folders of the data that nobody else on the machine may read."""


def running_locks() -> tuple[str, ...]:
    """The locks of what a running Orbita needs: libraries for a bucket or for Redis only where there
    is one."""
    extras = {
        "s3": "ORBITA_S3_ENDPOINT",
        "redis": "ORBITA_REDIS_URL",
        "ldap": "ORBITA_LDAP_URL",
    }
    return ("base", *(lock for lock, name in extras.items() if os.environ.get(name)))


def packages(place: Place, *locks: str, browser: bool = True) -> None:
    """Bring what is locked: Python packages by the named locks, the browser's files."""
    with step("Python packages") as progress:
        progress.note = python_packages.install(place, *locks)
    if strangers.wanted(place):
        with step("Packages of others") as progress:
            progress.note = strangers.bring(place)
    if browser:
        with step("Browser packages") as progress:
            progress.note = browser_packages.bring(place)


def ensure_packages(place: Place) -> None:
    """For the small commands: say nothing when everything is there."""
    if not place.python.exists():
        packages(place, *running_locks(), browser=False)


def data_folders(place: Place) -> None:
    """Make the data folder with its closed rooms and the signing key."""
    made(place.data)
    for name in CLOSED:
        folder = place.data / name
        if not folder.exists():
            made(folder).chmod(0o700)
    key = place.data / "secret_key"
    if not key.exists():
        write_private(key, secrets.token_urlsafe(50) + "\n")


@contextmanager
def open_database(place: Place, *, quiet: bool = False) -> Iterator[Database]:
    """The database for as long as the block runs; a step that shows, unless `quiet`."""
    data_folders(place)
    lease = database(place)
    if quiet:
        found = lease.__enter__()
    else:
        with step("Database") as progress:
            found = lease.__enter__()
            progress.note = "made new" if found.is_new else "" if found.cluster else "DATABASE_URL"
    try:
        yield found
    finally:
        lease.__exit__(None, None, None)


def translations(place: Place) -> None:
    """Compile the translations that have changed."""
    if not any(outdated(SOURCE)):
        return
    with step("Translations"):
        run_logged(
            [str(place.python), "-P", "-m", "orbita.launch.translations"],
            place.log("prepare"),
            env=place.environment(""),
            failed="A translation could not be compiled.",
            advice="the log names the file and the line.",
        )


def tables(place: Place, found: Database, wanted: Wanted = Wanted()) -> bool:  # noqa: B008
    """Bring tables and assets to the state of the code; whether that was done (not in a dry run).

    Tables of our own cluster that were brought there by this very code are left as they are; what
    somebody did to a given server is not ours to know. An upgrade that was broken off goes on.
    """
    stamp = tables_stamp(place)
    broken_off = Upgrade.read(place) is not None
    wishes = {
        "migrate": found.is_new or not found.cluster or broken_off or not stamp.holds(),
        "assets": wanted.assets and not assets_stamp(place).holds(),
    }
    names = [name for name, needed in wishes.items() if needed]
    if not names and not wanted.dry_run:
        return True
    title = " and ".join(TITLES[name] for name in names).capitalize() or "Tables"
    done = upgrading.bring(place, found, names, replace(wanted, title=title))
    if done:
        stamp.put()
    return done


def assets(place: Place) -> None:
    """Collect the assets alone; no database is asked."""
    if assets_stamp(place).holds():
        return
    with step("Assets"):
        run_logged(
            [str(place.python), "-P", "-m", "orbita.launch.prepare", "assets"],
            place.log("prepare"),
            env=place.environment(NO_DATABASE),
            failed="The assets could not be collected.",
            advice="the log names the file.",
        )


def tables_stamp(place: Place) -> Stamp:
    """Whether the tables were brought to the state of this code: presets and triggers, too."""
    code = [file for file in (place.source / "orbita").rglob("*.py") if "tests" not in file.parts]
    sources: list[Path | str] = [*sorted(code), strangers.wanted(place)]
    return Stamp(place.run / "tables.stamp", sources, quick=True)


def forget_tables(place: Place) -> None:
    """The tables may not be those of the code any more: the next start looks."""
    tables_stamp(place).forget()


def demo(place: Place, found: Database) -> None:
    """Fill an empty database with the demo company."""
    with step("Demo company"):
        run_logged(
            place.django("demo"),
            place.log("prepare"),
            env=place.environment(found.url),
            failed="The demo company could not be made.",
            advice="it only goes into an empty database: choose a new folder with --data DIR.",
        )
