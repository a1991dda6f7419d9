"""A staging copy: this installation in another folder, with invented data in place of personal.

What is the original's never lies in the new folder's cluster: it is made nameless in a cluster of
its own, which is thrown away, and what remains is dumped and loaded anew.
"""

import json
import os
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path

from orbita.launch import backups, getting_ready
from orbita.launch.place import Place, made
from orbita.launch.postgres.lease import Database
from orbita.launch.steps import Failed, say, step
from orbita.launch.upgrading import refuse_half_done

MARK = "staging"
"""The file in a data folder by which a copy knows that it is one."""
OF_THE_ORIGINAL = (
    "DATABASE_URL", "ORBITA_REPLICA_URL", "ORBITA_POOL_URL", "ORBITA_REDIS_URL", "ORBITA_DATA",
    "ORBITA_BACKUPS", "ORBITA_SECRET_KEY", "ORBITA_S3_ENDPOINT", "ORBITA_S3_BUCKET",
    "ORBITA_S3_KEY", "ORBITA_S3_SECRET", "ORBITA_LDAP_URL",
)  # fmt: skip
"""Variables that lead to the original's database, files and people. A copy reads none of them."""


@dataclass(frozen=True)
class Copied:
    """What the copy says about itself."""

    tables: int
    rows: int
    mail: str
    password: str


def stand_alone(place: Place) -> None:
    """Forget, in this process and its children, what leads out of a staging copy's own folder."""
    if not (place.data / MARK).exists():
        return
    for name in OF_THE_ORIGINAL:
        if os.environ.pop(name, None) and name != "ORBITA_DATA":
            say(f"! {name} is left out: a staging copy works with its own folder only.")


def copy(place: Place, found: Database, target: Place) -> Copied:
    """Make the copy. Nothing of the original is changed; a copy that fails leaves nothing behind."""
    _refuse_used(target)
    refuse_half_done(place, found)
    fresh = not target.data.exists()
    made(target.data).chmod(0o755)
    raw = Place(target.data / "raw")
    try:
        copied = _nameless(place, found, raw, target)
    except BaseException:
        for one in target.data.iterdir():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
        if fresh:
            target.data.rmdir()
        raise
    return copied


def _refuse_used(target: Place) -> None:
    if target.data.exists() and (not target.data.is_dir() or any(target.data.iterdir())):
        raise Failed(f"{target.data} is not empty.", advice="name a new folder for the copy.")


def _nameless(place: Place, found: Database, raw: Place, target: Place) -> Copied:
    (made(raw.data) / MARK).touch()
    dump = raw.data / backups.DUMP
    with step("Dump") as progress:
        _dump(place, found, dump)
        progress.note = f"{dump.stat().st_size / 1e6:.1f} MB"
    before = dict(os.environ)
    stand_alone(raw)
    try:
        with getting_ready.open_database(raw, quiet=True) as aside:
            with step("Copy, aside"):
                backups.load(raw, aside, dump)
            copied = _anonymised(raw, aside)
            dump.unlink()
            _dump(raw, aside, dump)
        with step("New folder"):
            (target.data / MARK).touch()
            with getting_ready.open_database(target, quiet=True) as new:
                backups.load(target, replace(new, is_new=False), dump)
    finally:
        os.environ.update(before)
        shutil.rmtree(raw.data)
    return copied


def _dump(place: Place, found: Database, dump: Path) -> None:
    chosen = ("--format=custom", "--no-owner", "--no-acl", f"--file={dump}")
    backups.tool(place, found, "pg_dump", *chosen)


def _anonymised(raw: Place, aside: Database) -> Copied:
    began = time.monotonic()
    with step("Invented data") as progress:
        told = backups.captured(raw, raw.django("anonymise_copy"), raw.environment(aside.url))
        copied = Copied(**json.loads(told.splitlines()[-1]))
        seconds = time.monotonic() - began
        progress.note = f"{copied.rows} rows of {copied.tables} tables, {seconds:.0f} s"
    return copied
