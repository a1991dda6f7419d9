"""The drill: a backup is brought back beside the real thing and looked at, then thrown away."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from orbita.launch import backups
from orbita.launch.place import Place
from orbita.launch.postgres.lease import Database
from orbita.launch.steps import Failed, step
from orbita.launch.upgrading import own_migrations

COUNTED = ("accounts_user", "directory_party", "deals_deal", "timeline_interaction")


@dataclass
class Verdict:
    """What a drill has found."""

    file: str
    is_good: bool = False
    note: str = ""
    seconds: float = 0
    made_at: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    files: int = 0


def newest(place: Place) -> Path:
    """The newest backup in the folder of those that Orbita makes by itself."""
    found = sorted(backups.folder(place).glob("*.tar"), key=lambda file: file.stat().st_mtime)
    if not found:
        raise Failed(
            f"There is no backup in {backups.folder(place)}.",
            advice="./orbita backup makes one; or name a file: ./orbita drill FILE.",
        )
    return found[-1]


def drill(place: Place, found: Database, source: Path) -> Verdict:
    """Bring a backup back into a database of its own and compare; nothing of the real one changes."""
    started, verdict = time.monotonic(), Verdict(str(source))
    try:
        with step("Drill") as progress:
            _look(place, found, source, verdict)
            verdict.is_good, verdict.note = True, _summary(verdict)
            progress.note = verdict.note
    except Failed as failure:
        verdict.note = failure.what
    verdict.seconds = round(time.monotonic() - started, 1)
    return verdict


def _summary(verdict: Verdict) -> str:
    rows = ", ".join(f"{table} {count}" for table, count in verdict.counts.items())
    return f"made {verdict.made_at}: {rows}, files {verdict.files}"


def _look(place: Place, found: Database, source: Path, verdict: Verdict) -> None:
    _check_seal(source)
    with tempfile.TemporaryDirectory(dir=place.data) as folder:
        aside = Path(folder)
        verdict.made_at = backups.unpack(source, aside).made_at
        with _beside(place, found) as trial:
            backups.load(place, trial, aside / backups.DUMP)
            _check_state(place, trial)
            for table in COUNTED:
                text = backups.ask(place, trial, f"SELECT count(*) FROM {table}")
                verdict.counts[table] = int(text)
            if verdict.counts["accounts_user"] == 0:
                raise Failed("The backup holds no employee: it was made of an empty installation.")
            verdict.files = _check_files(place, trial, aside / backups.FILES)


def _check_seal(source: Path) -> None:
    if not source.exists():
        raise Failed(f"There is no file {source}.")
    seal = backups.checksum_file(source)
    if seal.exists() and seal.read_text().split()[0] != backups.digest(source):
        raise Failed(f"{source} is not as it was written: its digest differs from {seal.name}.")


@contextmanager
def _beside(place: Place, found: Database) -> Iterator[Database]:
    """An empty database on the same server, dropped afterwards."""
    name = f"orbita_drill_{os.getpid()}"
    address, _slash, options = found.url.partition("?")
    url = f"{address.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
    backups.ask(place, found, f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield replace(found, url=url)
    finally:
        backups.ask(place, found, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _check_state(place: Place, trial: Database) -> None:
    applied, here = backups.applied(place, trial), own_migrations(place.source)
    if not applied:
        raise Failed("The backup holds no tables of Orbita.")
    labels = {name.partition(".")[0] for name in here}
    unknown = {name for name in applied - here if name.partition(".")[0] in labels}
    if unknown:
        raise Failed(f"The backup was made by a newer Orbita: {sorted(unknown)[0]} is not known.")


def _check_files(place: Place, trial: Database, files: Path) -> int:
    """Every stored file that the tables name is there, byte for byte; a bucket keeps its own."""
    if os.environ.get("ORBITA_S3_BUCKET"):
        return 0
    named = backups.ask(place, trial, "SELECT DISTINCT sha256 FROM files_storedfile").split()
    for sha256 in named:
        file = files / sha256[:2] / sha256[2:4] / sha256
        if not file.exists():
            raise Failed(f"The file {sha256[:12]}… is named in the tables and not in the backup.")
        if backups.digest(file) != sha256:
            raise Failed(f"The file {sha256[:12]}… is damaged in the backup.")
    return len(named)
