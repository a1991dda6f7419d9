"""Backup and restore: database, uploaded files and signing key in one tar file."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from orbita.launch.place import Place, made, write_private
from orbita.launch.postgres.binaries import preferred
from orbita.launch.postgres.cluster import client_environment
from orbita.launch.postgres.lease import Database
from orbita.launch.steps import Failed, last_lines, say, step

FORMAT = 1
DUMP, KEY, FILES, MANIFEST = "database.dump", "secret_key", "files", "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself: stands first in the file."""

    format: int
    made_at: str
    postgres: str
    files: int


def folder(place: Place) -> Path:
    """Where backups lie that Orbita makes by itself: ORBITA_BACKUPS, or DIR/backups."""
    given = os.environ.get("ORBITA_BACKUPS")
    found = made(Path(given).absolute() if given else place.data / "backups")
    if not given:
        found.chmod(0o700)
    return found


def checksum_file(backup: Path) -> Path:
    """The small file beside a backup that says its digest, as sha256sum writes it."""
    return backup.with_name(backup.name + ".sha256")


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    total = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(1 << 20):
            total.update(piece)
    return total.hexdigest()


def forget(backup: Path) -> None:
    """Take a backup away, its digest with it."""
    backup.unlink(missing_ok=True)
    checksum_file(backup).unlink(missing_ok=True)


def fresh_name(place: Place, prefix: str = "orbita") -> Path:
    """A file for a backup of now, in the folder of those that Orbita makes by itself."""
    return folder(place) / f"{prefix}-{datetime.now().astimezone():%Y%m%d-%H%M%S}.tar"


def backup(place: Place, found: Database, target: Path, *, sealed: bool = False) -> None:
    """Write everything into `target`, whole or not at all; works beside a running Orbita.

    A `sealed` one gets a file with its digest beside it.
    """
    target = target.absolute()
    fresh = target.with_name(target.name + ".part")
    if not target.parent.is_dir():
        raise Failed(f"There is no folder {target.parent}.", advice="make it, or name another.")
    with step("Backup") as progress, tempfile.TemporaryDirectory(dir=target.parent) as aside:
        dump = Path(aside) / DUMP
        # The dump comes first: a file added meanwhile is then extra, never missing.
        tool(place, found, "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={dump}")
        try:
            _pack(place, dump, fresh)
            if sealed:
                write_private(checksum_file(target), f"{digest(fresh)}  {target.name}\n")
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
        progress.note = f"{target}, {target.stat().st_size / 1e6:.1f} MB"
    if bucket := os.environ.get("ORBITA_S3_BUCKET"):
        say(
            f"Uploaded files lie in the bucket {bucket} and are NOT in this backup: the bucket must"
            " be copied by its own means, after this backup was made."
        )


def _pack(place: Place, dump: Path, target: Path) -> None:
    files = place.data / FILES
    count = sum(1 for file in files.rglob("*") if file.is_file())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    about = Manifest(FORMAT, now, preferred(place).version, count)
    write_private(target, "")  # it holds the signing key: for its owner only
    with tarfile.open(target, "w") as tar:
        text = json.dumps(asdict(about), indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))
        tar.add(dump, DUMP)
        if (place.data / KEY).exists():  # else it is in ORBITA_SECRET_KEY, and its owner's to keep
            tar.add(place.data / KEY, KEY)
        if files.exists():
            tar.add(files, FILES)


def restore(place: Place, found: Database, source: Path, *, force: bool) -> None:
    """Bring everything back. Refuses a database with tables unless `force`, then replaces all."""
    if running := _running(place):
        raise Failed(f"Orbita runs at {running}.", advice="stop it first, then restore.")
    if not force and _has_tables(place, found):
        raise Failed(
            "The database is not empty.",
            advice="choose a new folder with --data DIR, or replace what is there with --force.",
        )
    with step("Restore") as progress, tempfile.TemporaryDirectory(dir=place.data) as aside:
        about = unpack(source, Path(aside))
        load(place, found, Path(aside) / DUMP)
        _put_files(place, Path(aside))
        progress.note = f"made {about.made_at}, {about.files} files"
    say("Start it with ./orbita up: newer code brings the tables up to its state.")


def restore_database(place: Place, found: Database, source: Path) -> None:
    """Bring the tables of a backup back, and nothing else: files and key stay as they are."""
    with tempfile.TemporaryDirectory(dir=place.data) as aside:
        unpack(source, Path(aside), only=(MANIFEST, DUMP))
        load(place, found, Path(aside) / DUMP)


def applied(place: Place, found: Database) -> set[str]:
    """The migrations that the database has seen, as «label.name»; none where it has no tables."""
    there = "SELECT to_regclass('public.django_migrations') IS NOT NULL"
    if ask(place, found, there).strip() != "t":
        return set()
    return set(ask(place, found, "SELECT app || '.' || name FROM django_migrations").split())


def ask(place: Place, found: Database, statement: str) -> str:
    """What one statement answers, as plain text."""
    return tool(place, found, "psql", "-X", "-A", "-t", "-c", statement)


def captured(place: Place, command: Sequence[str], environment: Mapping[str, str]) -> str:
    """What a command printed. Raises Failed with the end of its complaints."""
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise Failed(f"{' '.join(command[-2:])} failed: {done.stderr.strip()[-1500:]}")
    return done.stdout


def _running(place: Place) -> object:
    from orbita.launch.up import only_one

    with only_one(place) as running:
        return running and running.get("address", "another process")


def unpack(source: Path, aside: Path, *, only: Collection[str] = ()) -> Manifest:
    """Take a backup apart; `only` some of its entries. Raises Failed when it is damaged."""
    try:
        with tarfile.open(source) as tar:
            for entry in tar:
                if not only or entry.name in only:
                    _extract(tar, entry, aside)
        about = Manifest(**json.loads((aside / MANIFEST).read_text()))
    except (OSError, tarfile.TarError, ValueError, TypeError) as problem:
        raise Failed(
            f"{source} is no backup of Orbita, or it is damaged: {problem}",
            advice="nothing was changed. Take another backup file.",
        ) from problem
    if about.format != FORMAT or not (aside / DUMP).exists():
        raise Failed(f"{source} was made by a newer Orbita.", advice="update the code first.")
    return about


def _extract(tar: tarfile.TarFile, entry: tarfile.TarInfo, aside: Path) -> None:
    """Take out what a backup holds and nothing else: no links, nothing outside the folder.

    Not `extractall(filter=…)`: Python 3.11 has that only from 3.11.4 on.
    """
    path = PurePosixPath(entry.name)
    known = entry.name in {MANIFEST, DUMP, KEY} or path.parts[0] == FILES
    if not known or path.is_absolute() or ".." in path.parts:
        raise tarfile.TarError(f"it holds {entry.name!r}")
    content = tar.extractfile(entry) if entry.isreg() else None
    if content:
        target = aside / path
        made(target.parent)
        with content, target.open("xb") as out:
            shutil.copyfileobj(content, out)
        target.chmod(0o600)
        os.utime(target, (entry.mtime, entry.mtime))
    elif not entry.isdir():
        raise tarfile.TarError(f"{entry.name!r} is neither a file nor a folder")


def load(place: Place, found: Database, dump: Path) -> None:
    """Empty the schema and load the dump, all in one transaction: it fails as if never tried."""
    script, contents = dump.with_name("load.sql"), dump.with_name("contents")
    listed = tool(place, found, "pg_restore", "--list", str(dump)).splitlines(keepends=True)
    # The public schema is made anew below, so that the dump must not make it a second time.
    contents.write_text("".join(line for line in listed if " SCHEMA - public " not in line))
    chosen = ["--no-owner", "--no-acl", f"--use-list={contents}", f"--file={script}"]
    tool(place, found, "pg_restore", *chosen, str(dump))
    empty = dump.with_name("empty.sql")
    empty.write_text(DROP_ALL)
    load = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction"]
    tool(place, found, "psql", *load, f"--file={empty}", f"--file={script}")
    tool(place, found, "psql", "-X", "-q", "-c", "ANALYZE")


DROP_ALL = """\
DO $$
DECLARE thing record;
BEGIN
  FOR thing IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
    EXECUTE format('DROP EXTENSION %I CASCADE', thing.extname);
  END LOOP;
  FOR thing IN SELECT nspname FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public') LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', thing.nspname);
  END LOOP;
END $$;
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
COMMENT ON SCHEMA public IS 'standard public schema';
"""


def _put_files(place: Place, aside: Path) -> None:
    files = place.data / FILES
    before = place.data / f"{FILES}.before"
    if any(files.glob("*")):
        number = len(list(place.data.glob(f"{FILES}.before*")))
        files.rename(before.with_name(f"{before.name}-{number + 1}"))
    elif files.exists():
        files.rmdir()
    if (aside / FILES).exists():
        (aside / FILES).rename(files)
    made(files).chmod(0o700)
    if (aside / KEY).exists():
        write_private(place.data / KEY, (aside / KEY).read_text())


def _has_tables(place: Place, found: Database) -> bool:
    statement = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    return ask(place, found, statement).strip() != "0"


def tool(place: Place, found: Database, name: str, *arguments: str) -> str:
    """Run a client program of PostgreSQL on the database; what it printed."""
    if found.cluster:
        program, environment = found.cluster.tool(name)
        environment |= client_environment(found.url)
    else:
        program = str(preferred(place) / name)
        environment = client_environment(found.url)
    log = place.log("backup")
    with log.open("ab") as problems:
        done = subprocess.run(
            [program, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=problems,
            text=True,
        )
    if done.returncode != 0:
        reason = " ".join(last_lines(log, 1))
        raise Failed(
            f"{name} failed: {reason}", log=log, advice="nothing was changed; mend it and repeat."
        )
    return done.stdout
