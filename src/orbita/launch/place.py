"""Where things lie: the checkout, its virtual environment, the data folder of one installation."""

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
"""The checkout: the folder of `./orbita`."""

LOG_BYTES = 10_000_000
NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"
SETTINGS = "orbita.config.settings"


@dataclass(frozen=True)
class Place:
    """One installation: the code in `root`, everything that belongs to it in `data`."""

    data: Path
    root: Path = ROOT

    @property
    def venv(self) -> Path:
        """The virtual environment that the launcher makes."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter of the virtual environment."""
        return self.venv / "bin" / "python"

    @property
    def source(self) -> Path:
        """The folder that holds the `orbita` package."""
        return self.root / "src"

    @property
    def run(self) -> Path:
        """Marks of what runs now: locks, process ids, stamps."""
        return made(self.data / "run")

    @property
    def logs(self) -> Path:
        """What the processes wrote."""
        return made(self.data / "logs")

    def log(self, name: str) -> Path:
        """The log of one process or step."""
        return self.logs / f"{name}.log"

    def environment(self, database_url: str, **more: str) -> dict[str, str]:
        """What a Django process of this installation finds in its surroundings.

        Byte code is kept even where the caller asks for none: without it a start takes twice as
        long, and the launcher starts several processes.
        """
        given = {name: value for name, value in os.environ.items() if name != NO_BYTE_CODE}
        return {
            **given,
            "PYTHONPATH": str(self.source),
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "ORBITA_DATA": str(self.data),
            "DATABASE_URL": database_url,
            **more,
        }

    def django(self, *arguments: str) -> list[str]:
        """The command line of a management command, safe against modules of the current folder."""
        return [str(self.python), "-P", "-m", "django", *arguments]


def made(folder: Path) -> Path:
    """The folder, made when it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def put_aside(log: Path) -> None:
    """Begin a log anew when it has grown past 10 MB; the old one is kept once."""
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


def data_folder(chosen: str | None, surroundings: Mapping[str, str] = os.environ) -> Path:
    """The data folder: `--data`, else ORBITA_DATA, else `data` beside ./orbita."""
    return Path(chosen or surroundings.get("ORBITA_DATA") or ROOT / "data").absolute()


def write_private(file: Path, text: str) -> None:
    """Put a secret into a file that only its owner reads, whole or not at all."""
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock that the kernel lets go of when the process ends, however it ends."""
    with file.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
