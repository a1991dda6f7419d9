"""The virtual environment and its locked packages."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from orbita.launch.place import Place, locked
from orbita.launch.stamps import Stamp
from orbita.launch.steps import Failed, run_logged

ADVICE = (
    "check the network and the settings of pip, then start again: "
    "what is installed already is not fetched twice."
)


def install(place: Place, *locks: str) -> str:
    """Bring the packages of the locks (`base`, `dev`, `node`) into .venv; says what it did."""
    if _works(place.python) and not _missing(place, locks):
        return ""
    with locked(place.root / ".orbita.lock"):
        _make_venv(place)
        missing = _missing(place, locks)  # another launcher may have brought them meanwhile
        if missing:
            bring_uv(place)
        for lock in missing:
            _run_uv(place, lock)
            _stamp(place, lock).put()
    return "installed: " + (", ".join(missing) or "by another launcher")


def _missing(place: Place, locks: Iterable[str]) -> list[str]:
    return [lock for lock in locks if not _stamp(place, lock).holds()]


def lock_file(place: Place, lock: str) -> Path:
    """The file with the hashed versions."""
    return place.root / "requirements" / f"{lock}.txt"


def _stamp(place: Place, lock: str) -> Stamp:
    return Stamp(place.venv / f"orbita-{lock}.stamp", [lock_file(place, lock).read_text()])


def _log(place: Place) -> Path:
    return place.log("install")


def _make_venv(place: Place) -> None:
    if _works(place.python):
        return
    command = [sys.executable, "-m", "venv", "--clear", str(place.venv)]
    failed = "The virtual environment could not be made."
    try:
        run_logged(command, _log(place), failed=failed, advice="")
    except Failed:
        # Debian's bare python3 lacks ensurepip; without pip it still makes an environment.
        run_logged([*command, "--without-pip"], _log(place), failed=failed, advice=_no_pip())


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([python, "-c", ""], capture_output=True).returncode == 0


def _uv(place: Place) -> str | None:
    inside = place.venv / "bin" / "uv"
    return str(inside) if inside.exists() else None


def bring_uv(place: Place) -> None:
    """Make sure that the installer is in the environment."""
    if _uv(place):
        return
    run_logged(
        [*_pip(place), "install", "--require-hashes", "-r", str(lock_file(place, "tools"))],
        _log(place),
        failed="The installer uv could not be fetched.",
        advice=ADVICE,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )


def _pip(place: Place) -> list[str]:
    """Pip of the environment, or the system's pip or uv working on the environment."""
    if subprocess.run([place.python, "-c", "import pip"], capture_output=True).returncode == 0:
        return [str(place.python), "-m", "pip"]
    if uv := shutil.which("uv"):
        os.environ.setdefault("VIRTUAL_ENV", str(place.venv))
        return [uv, "pip"]
    if subprocess.run([sys.executable, "-c", "import pip"], capture_output=True).returncode == 0:
        return [sys.executable, "-m", "pip", "--python", str(place.python)]
    raise Failed("This Python has no pip.", advice=_no_pip())


def _no_pip() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"install it, on Debian: apt-get install python{version}-venv; then start again."


def install_listed(place: Place, listing: Path) -> None:
    """Bring what a list of packages of others names; what is locked stays as it is."""
    bring_uv(place)
    locked_by = ["--constraints", str(lock_file(place, "base"))]
    run_logged(
        [
            str(_uv(place)), "pip", "install", "--python", str(place.python),
            "--link-mode", "copy", *locked_by, "-r", str(listing),
        ],
        _log(place),
        failed=f"The packages of {listing} could not be installed.",
        advice="the log says which one; take its line out, or mend it, and start again.",
    )  # fmt: skip


def _run_uv(place: Place, lock: str) -> None:
    uv = _uv(place)
    assert uv is not None
    options = ["--require-hashes", "--python", str(place.python), "--link-mode", "copy"]
    wanted = ["--require-hashes", "-r", str(lock_file(place, lock))]
    failed = f"The Python packages of requirements/{lock}.txt could not be installed."
    try:
        run_logged(
            [uv, "pip", "install", *options, *wanted[1:]], _log(place), failed=failed, advice=ADVICE
        )
    except Failed:
        # Pip's settings may know a company's own mirror or certificate that uv does not.
        run_logged([*_pip(place), "install", *wanted], _log(place), failed=failed, advice=ADVICE)
